using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Configuration;

/// <summary>What a user sees of a key: the same look at the emulator without it and with it.</summary>
/// <param name="Key">As the table of keys writes it.</param>
/// <param name="Value">What its variable is set to, over <paramref name="File"/>.</param>
/// <param name="Look">Does what shows the difference and tells it.</param>
/// <param name="Without">What is seen without the key.</param>
/// <param name="With">What is seen with it.</param>
/// <param name="File">The rest of the configuration.</param>
internal sealed record KeyEffect(string Key, string Value, Func<TestEmulator, Task<string>> Look, string Without, string With, string File);

/// <summary>
/// One row per key that no <c>[Rule]</c> names as its switch. Every application lives on a manual clock, unless the row says otherwise, and its
/// pushes to <c>customer.test</c> arrive.
/// </summary>
internal static class KeyEffects
{
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";
    private const string X = "+8617000000001";
    private const string Axb = "/rest/caas/relationnumber/partners/v1.0";
    private const string Ax = "/rest/provision/caas/privatenumber/v1.0";
    private const string Statuses = "statusUrl: 'http://customer.test/status'";

    public static IReadOnlyList<KeyEffect> All { get; } =
    [
        Row("seed", "7", async e => (await ShowAsync(e, "numbers"))[0]!["number"]!.ToString(), "+8617135143904", "+8616773443848", "applications: [{ mode: AXB, numbers: [{ areaCode: '010' }] }]"),
        Row("clock:mode", "scaled", e => ClockAsync(e, "mode"), "manual", "scaled"),
        Row("clock:factor", "3600", e => ClockAsync(e, "factor"), "60", "3600", "clock: { mode: scaled }\n" + Application()),
        Row("clock:start", "2030-01-01", e => ClockAsync(e, "now"), "2029-01-01T00:00:00Z", "2030-01-01T00:00:00Z", "clock: { mode: manual, start: 2029-01-01 }\n" + Application()),
        Row("clock:start", "2030-02-01", async e => (await ClockAsync(e, "now"))[..10], "2029-02-01", "2030-02-01", "clock: { mode: scaled, start: 2029-02-01 }\n" + Application()),
        Row("auth:lockout:within", "1m", e => LockedOutAsync(e, failAgainAfter: 2, askAfter: 0), "1020176", "1010003", "auth: { lockout: { failures: 2 } }\n" + Application()),
        Row("auth:lockout:lasts", "1h", e => LockedOutAsync(e, failAgainAfter: 0, askAfter: 45), "1010003", "1020176", "auth: { lockout: { failures: 2 } }\n" + Application()),
        Row("auth:lockout:failures", "2", e => LockedOutAsync(e, failAgainAfter: 0, askAfter: 0), "1010003", "1020176"),
        .. OfApplication(
            Row("name", "shop", async e => (await ShowAsync(e, "numbers"))[0]!["app"]!.ToString(), "orders", "shop"),
            Row("mode", "AX", async e => (await e.Api.GetAsync(Axb)).ResultCode, "1010002", "1010040"),
            Row("appKey", "other", async e => (await e.ApiFor("key", "secret").GetAsync(Axb)).ResultCode, "1010002", "1010003"),
            Row("appSecret", "other", async e => (await e.ApiFor("key", "secret").GetAsync(Axb)).ResultCode, "1010002", "1010010"),
            Row("spId", "shop", async e => (await CdrAsync(e))["spId"]!.ToString(), "emulator", "shop"),
            Row("statusUrl", "http://customer.test/status", e => ReceiverAsync(e, "callin"), "nobody", "/status"),
            Row("callinUrl", "http://customer.test/callin", e => ReceiverAsync(e, "callin"), "/status", "/callin", Application(Statuses)),
            Row("feeUrl", "http://customer.test/fee", e => ReceiverAsync(e, "fee"), "nobody", "/fee"),
            Row("numberStatusUrl", "http://customer.test/number", e => ReceiverAsync(e, "numStatus"), "/status", "/number", Application(Statuses)),
            Row("smsNotifyUrl", "http://customer.test/notify", e => ReceiverAsync(e, PushTypes.SmsNotify), "nobody", "/notify"),
            Row("smsControlUrl", "http://customer.test/control", e => ReceiverAsync(e, PushTypes.SmsBlock), "nobody", "/control", Application(mode: "X")),
            Row("recording", "false", e => BindAsync(e, ("recordFlag", "true")), "0", "1012012"),
            Row("sms", "false", SentAsync, "0", "11"),
            Row("numberStatusPush", "false", e => ReceiverAsync(e, "numStatus"), "/status", "nobody", Application(Statuses)),
            Row("memoryCallback", "true", MemoryCallbackAsync, "8013", "0", Application(mode: "AX")),
            Row("frozen", "true", async e => (await e.Api.GetAsync(Axb)).ResultCode, "1010002", "1010029"),
            Row("status", "suspended", async e => (await e.Api.GetAsync(Axb)).ResultCode, "1010002", "1010008"),
            Row("voiceFiles:#", "hello.wav", e => BindAsync(e, ("preVoice", new JsonObject { ["callerHintTone"] = "hello.wav" })), "1010002", "0"),
            Row("numbers:#:number", "+8617000000999", async e => (await ShowAsync(e, "numbers"))[0]!["number"]!.ToString(), X, "+8617000000999"),
            Row("numbers:#:areaCode", "0556", async e => (await ShowAsync(e, "numbers"))[0]!["areaCode"]!.ToString(), "0755", "0556"),
            Row("numbers:#:count", "20", async e => (await ShowAsync(e, "numbers")).Count.ToString(System.Globalization.CultureInfo.InvariantCulture), "1", "20", "applications: [{ mode: AXB, numbers: [{ areaCode: '010' }] }]"),
            Row("numbers:#:sms", "false", SentAsync, "0", "11"),
            Row("switches:legacyNumberStatusHeaders", "true", NumberStatusHeaderAsync, "X-AKSK", "X-WSSE", Application(Statuses))),
    ];

    private static KeyEffect Row(string key, string value, Func<TestEmulator, Task<string>> look, string without, string with, string? file = null) =>
        new(key, value, look, without, with, file ?? Application());

    private static IEnumerable<KeyEffect> OfApplication(params KeyEffect[] rows) => rows.Select(row => row with { Key = "applications:#:" + row.Key });

    private static string Application(string more = "sms: true", string mode = "AXB") =>
        $"applications: [{{ name: orders, mode: {mode}, appKey: key, appSecret: secret, numbers: [{{ number: '{X}', areaCode: '0755' }}], {more} }}]";

    private static async Task<JsonArray> ShowAsync(TestEmulator emulator, string path) => (await emulator.Control.GetAsync(path)).Json["items"]!.AsArray();

    private static async Task<string> ClockAsync(TestEmulator emulator, string member) => (await emulator.Control.GetAsync("clock?app=orders"))[member];

    /// <summary>Two requests with an unknown key, and what a third one gets; the times in minutes.</summary>
    private static async Task<string> LockedOutAsync(TestEmulator emulator, int failAgainAfter, int askAfter)
    {
        var stranger = emulator.ApiFor("nobody", "secret");
        await stranger.GetAsync(Axb);
        await emulator.Control.PostAsync("clock/advance", $$"""{ "by": "{{failAgainAfter}}m" }""");
        await stranger.GetAsync(Axb);
        await emulator.Control.PostAsync("clock/advance", $$"""{ "by": "{{askAfter}}m" }""");
        return (await stranger.GetAsync(Axb)).ResultCode;
    }

    private static async Task<string> BindAsync(TestEmulator emulator, params (string Name, JsonNode Value)[] more)
    {
        var body = new JsonObject { ["callerNum"] = A, ["calleeNum"] = B, ["relationNum"] = X };
        foreach (var (name, value) in more)
        {
            body[name] = value;
        }

        return (await emulator.Api.PostAsync(Axb, body)).ResultCode;
    }

    private static async Task<JsonNode> CdrAsync(TestEmulator emulator)
    {
        await BindAsync(emulator);
        var call = await emulator.PlayAsync(A, X);
        return emulator.Pushed(call.SessionId).Single(push => (string?)push["eventType"] == "fee")["feeLst"]![0]!;
    }

    private static async Task<string> SentAsync(TestEmulator emulator)
    {
        await BindAsync(emulator);
        return (await emulator.Control.PostAsync("messages", $$"""{ "from": "{{A}}", "to": "{{X}}", "text": "hello" }"""))["sendResult"];
    }

    /// <summary>The path that a push of this type arrived at, after a call, an SMS and a change of the number's status.</summary>
    private static async Task<string> ReceiverAsync(TestEmulator emulator, string eventType)
    {
        var customer = await EverythingPushedAsync(emulator);
        var pushed = emulator.World.Outbox.Journal.Items.Where(push => push.EventType == eventType).Select(push => push.Target.Url);
        return customer.Received.FirstOrDefault(push => pushed.Contains(push.Url.ToString()))?.Url.AbsolutePath ?? "nobody";
    }

    private static async Task<string> NumberStatusHeaderAsync(TestEmulator emulator)
    {
        var customer = await EverythingPushedAsync(emulator);
        return customer.Received[^1].Headers.Single(header => header.Key is "X-AKSK" or "X-WSSE").Key;
    }

    private static async Task<Customer> EverythingPushedAsync(TestEmulator emulator)
    {
        var customer = new Customer();
        emulator.RouteCallbacks(Customer.Host, customer);
        await SentAsync(emulator);
        await emulator.PlayAsync(A, X);
        await emulator.Control.PatchAsync($"numbers/{Uri.EscapeDataString(X)}", """{ "status": "suspended" }""");
        await emulator.World.Outbox.WhenQuiet();
        return customer;
    }

    /// <summary>B calls A, who then calls back.</summary>
    private static async Task<string> MemoryCallbackAsync(TestEmulator emulator)
    {
        await emulator.Api.PostAsync(Ax, new() { ["origNum"] = A, ["privateNum"] = X });
        await emulator.PlayAsync(B, X);
        var call = await emulator.PlayAsync(A, X);
        return emulator.Pushed(call.SessionId).Single(push => (string?)push["eventType"] == "disconnect")["statusInfo"]!["stateCode"]!.ToString();
    }
}
