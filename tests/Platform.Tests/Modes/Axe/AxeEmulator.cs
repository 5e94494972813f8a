using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axe;

/// <summary>An emulator with one AXE application, its numbers X and Idle in Shenzhen, and short ways to its interfaces.</summary>
internal sealed class AxeEmulator(TestEmulator emulator) : IAsyncDisposable
{
    public const string Path = "/rest/caas/extendnumber/v1.0";
    public const string PagePath = "/rest/caas/extendnumber/v2.0";
    public const string CountPath = "/rest/caas/virtualnumber/v1.0";
    public const string A = "+8613800000021";
    public const string B = "+8613800000022";
    public const string C = "+8613800000023";
    public const string X = "+8617000000201";
    public const string Idle = "+8617000000202";

    public TestEmulator Emulator => emulator;

    public World World => emulator.World;

    public ApiClient Api { get; } = emulator.Api;

    /// <summary>The bindings as the control API shows them.</summary>
    public IReadOnlyList<JsonObject> Bindings
    {
        get
        {
            lock (World.Gate)
            {
                return [.. World.Mode.Bindings()];
            }
        }
    }

    public static ApplicationOptions Application { get; } = new()
    {
        Name = "axe",
        Mode = Mode.Axe,
        AppKey = "axe-key",
        VoiceFiles = ["callbackTone.wav", "recordHintTone.wav"],
        Numbers = [new NumberOptions { Number = X, AreaCode = "0755" }, new NumberOptions { Number = Idle, AreaCode = "0755" }],
    };

    public static Task<AxeEmulator> StartAsync(Func<ApplicationOptions, ApplicationOptions>? change = null) =>
        StartAsync(change?.Invoke(Application) ?? Application);

    public static async Task<AxeEmulator> StartAsync(params ApplicationOptions[] applications) => new(await TestEmulator.StartAsync(applications));

    public static Task<AxeEmulator> StartAsync(Func<Switches, Switches> change) =>
        StartAsync(application => application with { Switches = change(application.Switches) });

    /// <summary>A request to bind A to X with whatever more the JSON text names.</summary>
    public Task<ApiReply> TryBindAsync(string more = "{}", string a = A, string x = X)
    {
        var body = JsonNode.Parse(more)!.AsObject();
        body["bindNum"] = a;
        if (!body.ContainsKey("areaCode"))
        {
            body["virtualNum"] = x;
        }

        return Api.PostAsync(Path, body);
    }

    public async Task<ApiReply> BindAsync(string more = "{}", string a = A, string x = X)
    {
        var reply = await TryBindAsync(more, a, x);
        Assert.That(reply.Summary, Is.EqualTo("200 0 Success"), "bind");
        return reply;
    }

    public async Task ModifyAsync(string id, string more)
    {
        var body = JsonNode.Parse(more)!.AsObject();
        body["subscriptionId"] = id;
        Assert.That((await Api.PutAsync(Path, body)).Summary, Is.EqualTo("200 0 Success"), "modify");
    }

    public Task<ApiReply> UnbindAsync(string id) => Api.DeleteAsync(Path, ("subscriptionId", id));

    public Task<ApiReply> QueryAsync(string id) => Api.GetAsync(Path, ("subscriptionId", id));

    public void SetStatus(string number, NumberStatus status)
    {
        lock (World.Gate)
        {
            World.Numbers.Put(World.Numbers.Find(PhoneNumber.Parse(number))! with { Status = status });
        }
    }

    public Call Place(string from, string to = X, params string[] keys) => emulator.Place(from, to, new CallPlan { Keys = [.. keys] });

    public Call Place(string from, CallPlan plan) => emulator.Place(from, X, plan);

    public Task<Call> PlayAsync(string from, params string[] keys) => emulator.PlayAsync(from, X, new CallPlan { Keys = [.. keys] });

    public Task<Call> PlayAsync(string from, CallPlan plan) => emulator.PlayAsync(from, X, plan);

    public async Task<Call> FinishAsync(Call call)
    {
        await emulator.FinishAsync(call);
        return Find(call);
    }

    public Call Find(Call call) => World.Calls.Find(call.SessionId)!;

    public Task AdvanceAsync(TimeSpan by) => emulator.AdvanceAsync(by);

    public JsonArray Pushed(Call call) => [.. emulator.Pushed(call.SessionId)];

    public ValueTask DisposeAsync() => emulator.DisposeAsync();

    /// <summary>How a call ended, on one line: stateCode, cut point, Q.850, SIP and direction, then the events.</summary>
    public static string Ending(Call call) =>
        $"{call.Cause!.StateCode}/{call.Cdr!.UlFailReason} {call.Cdr.FwdUnaswRsn} {call.Cdr.SipStatusCode} direction {call.Cdr.Direction}: "
        + string.Join(' ', call.Events.Select(e => e.EventType));
}
