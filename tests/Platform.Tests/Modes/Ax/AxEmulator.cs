using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Ax;

/// <summary>An emulator with one AX application, its idle numbers X and Idle in Shenzhen, and short ways to its interfaces.</summary>
internal sealed class AxEmulator(TestEmulator emulator) : IAsyncDisposable
{
    public const string Path = "/rest/provision/caas/privatenumber/v1.0";
    public const string CalleePath = "/rest/caas/privatenumber/calleenumber/v1.0";
    public const string A = "+8613800000021";
    public const string B = "+8613800000022";
    public const string C = "+8613800000023";
    public const string X = "+8617000000101";
    public const string Idle = "+8617000000102";

    public World World => emulator.World;

    public ApiClient Api { get; } = emulator.Api;

    public static Task<AxEmulator> StartAsync(Func<ApplicationOptions, ApplicationOptions>? change = null, Strictness strictness = Strictness.Vendor)
    {
        var application = new ApplicationOptions
        {
            Name = "ax",
            Mode = Mode.Ax,
            AppKey = "ax-key",
            Numbers = [new NumberOptions { Number = X, AreaCode = "0755" }, new NumberOptions { Number = Idle, AreaCode = "0755" }],
        };
        return StartAsync([change?.Invoke(application) ?? application], strictness);
    }

    public static async Task<AxEmulator> StartAsync(IReadOnlyList<ApplicationOptions> applications, Strictness strictness = Strictness.Vendor) =>
        new(await TestEmulator.StartAsync(new EmulatorOptions { Applications = applications, Strictness = strictness }));

    /// <summary>Binds A to X with whatever more the JSON text names; returns the subscriptionId.</summary>
    public async Task<string> BindAsync(string more = "{}", string a = A, string x = X)
    {
        var body = JsonNode.Parse(more)!.AsObject();
        body["origNum"] = a;
        body["privateNum"] = x;
        var reply = await Api.PostAsync(Path, body);
        Assert.That(reply.Summary, Is.EqualTo("200 0 Success"), "bind");
        return reply["subscriptionId"];
    }

    /// <summary>A binding of another application.</summary>
    public async Task<string> BindForeignAsync(string app, string x)
    {
        var reply = await emulator.ApiFor(emulator.Worlds.Find(app)!).PostAsync(Path, new() { ["origNum"] = A, ["privateNum"] = x });
        return reply["subscriptionId"];
    }

    public async Task ModifyAsync(JsonObject body) => Assert.That((await Api.PutAsync(Path, body)).Summary, Is.EqualTo("200 0 Success"), "modify");

    /// <summary>Sets B as the temporary callee of X.</summary>
    public async Task SetCalleeAsync(string b = B, int? duration = null, string? userData = null)
    {
        var body = new JsonObject { ["privateNum"] = X, ["calleeNum"] = b };
        if (duration is not null)
        {
            body["duration"] = duration;
        }

        if (userData is not null)
        {
            body["userData"] = userData;
        }

        Assert.That((await Api.PutAsync(CalleePath, body)).Summary, Is.EqualTo("200 0 Success"), "temporary callee");
    }

    public async Task UnbindAsync(string x = X) => Assert.That((await Api.DeleteAsync(Path, ("privateNum", x))).Summary, Is.EqualTo("200 0 Success"), "unbind");

    /// <summary>The only row that a query of X finds.</summary>
    public async Task<JsonObject> QueryAsync(string x = X) => (await Api.GetAsync(Path, ("privateNum", x))).Json["privateNumList"]!.AsArray().Single()!.AsObject();

    public void SetStatus(string number, NumberStatus status)
    {
        lock (World.Gate)
        {
            World.Numbers.Put(World.Numbers.Find(PhoneNumber.Parse(number))! with { Status = status });
        }
    }

    public Call Place(string from, string to = X, CallPlan? plan = null) => emulator.Place(from, to, plan);

    public Task<Call> PlayAsync(string from, string to = X, CallPlan? plan = null) => emulator.PlayAsync(from, to, plan);

    public async Task<Call> FinishAsync(Call call)
    {
        await emulator.FinishAsync(call);
        return World.Calls.Find(call.SessionId)!;
    }

    public Task AdvanceAsync(TimeSpan by) => emulator.AdvanceAsync(by);

    public JsonArray Pushed(Call call) => [.. emulator.Pushed(call.SessionId)];

    public ValueTask DisposeAsync() => emulator.DisposeAsync();

    /// <summary>How a call ended, on one line: stateCode, cut point, Q.850, SIP and direction, then the events.</summary>
    public static string Ending(Call call) =>
        $"{call.Cause!.StateCode}/{call.Cdr!.UlFailReason} {call.Cdr.FwdUnaswRsn} {call.Cdr.SipStatusCode} direction {call.Cdr.Direction}: "
        + string.Join(' ', call.Events.Select(e => e.EventType));
}
