using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Messages;

/// <summary>An application of one number, and short ways to what tests do with SMS.</summary>
internal static class Sms
{
    public const string A = "+8613800000021";
    public const string B = "+8613800000022";
    public const string Stranger = "+8613800000023";
    public const string Landline = "+8675528000000";
    public const string Channel = "+861069012345678";
    public const string X = "+8617000000001";

    private const string AxPath = "/rest/provision/caas/privatenumber/v1.0";
    private const string AxbPath = "/rest/caas/relationnumber/partners/v1.0";

    public static ApplicationOptions Application(Mode mode) => new()
    {
        Mode = mode,
        AppKey = "sms-key",
        Numbers = [new NumberOptions { Number = X, AreaCode = "0755" }],
    };

    public static async Task<TestEmulator> StartAxbAsync(Func<ApplicationOptions, ApplicationOptions>? change = null, string binding = "{}")
    {
        var application = Application(Mode.Axb);
        var emulator = await TestEmulator.StartAsync(change?.Invoke(application) ?? application);
        var body = JsonNode.Parse(binding)!.AsObject();
        body["callerNum"] = A;
        body["calleeNum"] ??= B;
        body["relationNum"] = X;
        Assert.That((await emulator.Api.PostAsync(AxbPath, body)).Summary, Is.EqualTo("200 0 Success"));
        return emulator;
    }

    public static async Task<TestEmulator> StartAxAsync(string binding = "{}")
    {
        var emulator = await TestEmulator.StartAsync(Application(Mode.Ax));
        var body = JsonNode.Parse(binding)!.AsObject();
        body["origNum"] = A;
        body["privateNum"] = X;
        Assert.That((await emulator.Api.PostAsync(AxPath, body)).Summary, Is.EqualTo("200 0 Success"));
        return emulator;
    }

    /// <summary>The customer's answer to Block that forwards the SMS.</summary>
    public static ScriptedAnswer RouteTo(string called, string calling) =>
        new(Body: $$$"""{"actions":[{"operation":"vNumberRoute","message":{"called":"{{{called}}}","calling":"{{{calling}}}"}}]}""");

    /// <summary>Sends an SMS to X and waits until it is known what became of it and the pushes have been answered.</summary>
    public static async Task<Message> SendAsync(this TestEmulator emulator, string from, string text)
    {
        var message = await emulator.BeginSend(from, text);
        await emulator.World.Outbox.WhenQuiet();
        return message;
    }

    public static Task<Message> BeginSend(this TestEmulator emulator, string from, string text, AnswerGate? gate = null) =>
        emulator.World.Messages.SendAsync(PhoneNumber.Verbatim(from), PhoneNumber.Parse(X), text, gate ?? AnswerGate.Opened);

    public static void Answer(this TestEmulator emulator, string eventType, params ScriptedAnswer[] answers)
    {
        lock (emulator.World.Gate)
        {
            emulator.World.StandIn.Script(new Dictionary<string, IReadOnlyList<ScriptedAnswer>> { [eventType] = answers });
        }
    }

    /// <summary>The <c>smsEvent</c> of every push about an SMS, in order.</summary>
    public static IReadOnlyList<JsonObject> Events(this TestEmulator emulator, Message message) =>
        [.. emulator.Pushed(message.SmsIdentifier).Select(body => body["smsEvent"]!.AsObject())];

    public static IReadOnlyList<Push> Pushes(this TestEmulator emulator)
    {
        lock (emulator.World.Gate)
        {
            return [.. emulator.World.Outbox.Journal.Items];
        }
    }

    /// <summary>A value of <c>extInfo.extParas</c>, which is a text.</summary>
    public static string Para(this JsonObject smsEvent, string key) =>
        (string)smsEvent["extInfo"]!["extParas"]!.AsArray().Single(para => (string)para!["key"]! == key)!["value"]!;
}
