using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

/// <summary>Two AXB applications without URLs on a manual clock, and what most tests of the control API do with them.</summary>
public abstract class ControlTest
{
    private protected const string A = "+8613800000021";
    private protected const string B = "+8613800000022";
    private protected const string X = "+8617000000001";
    private protected const string OtherX = "+8617000000002";
    private const string Bindings = "/rest/caas/relationnumber/partners/v1.0";

    private protected TestEmulator Emulator { get; private set; } = null!;

    private protected ControlClient Control => Emulator.Control;

    internal static EmulatorOptions Options => new()
    {
        Applications =
        [
            new ApplicationOptions { Name = "orders", Mode = Mode.Axb, Numbers = [new() { Number = X, AreaCode = "0755" }] },
            new ApplicationOptions { Name = "taxi", Mode = Mode.Axb, Numbers = [new() { Number = OtherX, AreaCode = "010" }] },
        ],
    };

    [SetUp]
    public async Task StartAsync() => Emulator = await TestEmulator.StartAsync(Options);

    [TearDown]
    public async Task StopAsync() => await Emulator.DisposeAsync();

    private protected async Task<string> BindAsync(string app = "orders", string x = X)
    {
        var reply = await Emulator.ApiFor(Emulator.Worlds.Find(app)!).PostAsync(
            Bindings, new() { ["callerNum"] = A, ["calleeNum"] = B, ["relationNum"] = x, ["duration"] = 3600 });
        return reply["subscriptionId"];
    }

    /// <summary>Places a call from A to X, with further members of the body.</summary>
    private protected async Task<string> PlaceAsync(params (string Name, JsonNode? Value)[] more)
    {
        var body = new JsonObject { ["from"] = A, ["to"] = X };
        foreach (var (name, value) in more)
        {
            body[name] = value;
        }

        var reply = await Control.PostAsync("calls", body.ToJsonString());
        Assert.That(reply.Status, Is.EqualTo(201), reply.Text);
        return reply["sessionId"];
    }

    private protected async Task<IEnumerable<string?>> EventTypesAsync(string sessionId) =>
        (await Control.GetAsync("callbacks?sessionId=" + Uri.EscapeDataString(sessionId))).Items.Select(item => (string?)item["eventType"]);
}
