using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Storage;

public sealed class FaultyStateTests
{
    private static readonly (string Name, Action<JsonNode> Spoil, string[] Problems)[] Faults =
    [
        ("newer", state => state["version"] = 2, ["version: this emulator reads version 1 of a state"]),
        ("without a version", state => state.AsObject().Remove("version"), ["version: this emulator reads version 1 of a state"]),
        ("an unknown key", state => state["extra"] = 1, ["unknown key 'extra'"]),
        ("an unknown kind", state => App(state)["extra"] = new JsonArray(), ["applications[0]: unknown key 'extra'"]),
        ("a missing kind", state => App(state).Remove("bindings"), ["applications[0].bindings: a list is missing"]),
        ("an unknown member", state => Binding(state)["extra"] = 1, ["applications[0].bindings[0]: The JSON property 'extra'"]),
        ("a missing member", state => Binding(state).Remove("subscriptionId"), ["applications[0].bindings[0]: JSON deserialization"]),
        ("a foreign X", state => Binding(state)["x"] = "+8617099999999", ["applications[0].bindings[0]: +8617099999999 is no number of the application"]),
        ("a binding twice", state => App(state)["bindings"]!.AsArray().Add(Binding(state).DeepClone()), ["applications[0].bindings[1]: "]),
        ("a faulty setting", state => App(state)["settings"]!["pushAuth"] = "none", ["applications[0].settings.pushAuth: 'none' is not allowed"]),
        ("no secret that could be one", state => App(state)["settings"]!["appSecret"] = "a b", ["applications[0].settings.appSecret: 'a b' is not allowed"]),
        ("another mode", state => App(state)["settings"]!["mode"] = "AX", ["applications[0].settings: name, mode"]),
        ("a clock that stands still for ever", state => App(state)["clock"]!["factor"] = 0, ["applications[0].clock: factor", "applications[0]: created"]),
        ("a clock beyond the end of time", state => App(state)["clock"]!["time"] = "9000-01-02T00:00:00Z", ["applications[0].clock: time: at most", "applications[0]: created"]),
        ("an application twice", state => state["applications"]!.AsArray().Add(App(state).DeepClone()), ["applications: the name axb stands twice"]),
        (
            "all at once",
            state =>
            {
                Binding(state)["extra"] = 1;
                App(state)["numbers"]!.AsArray().Add("no number");
                App(state)["ordinal"] = "first";
            },
            ["applications[0].ordinal: ", "applications[0].numbers[2]: ", "applications[0].bindings[0]: "]),
    ];

    private static IEnumerable<TestCaseData> Cases() => Faults.Select(fault => new TestCaseData(fault.Spoil, fault.Problems).SetArgDisplayNames(fault.Name));

    [TestCaseSource(nameof(Cases))]
    [Rule("contract.md §3", "A faulty or newer state is refused with every problem, and changes nothing.")]
    public async Task A_faulty_state_is_refused_and_changes_nothing(Action<JsonNode> spoil, string[] problems)
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        await emulator.BindAsync(("duration", 60));
        var before = await emulator.ExportAsync();
        var state = JsonNode.Parse(before)!;
        spoil(state);

        var reply = await emulator.Control.PutAsync("state", state.ToJsonString());

        Assert.That(reply.Status, Is.EqualTo(400), reply.Text);
        foreach (var problem in problems)
        {
            Assert.That(reply.Errors, Has.Some.StartsWith(problem));
        }

        Assert.That(await emulator.ExportAsync(), Is.EqualTo(before));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{ ")]
    [TestCase("""{ "version": "\uD800" }""")]
    public async Task What_is_no_document_is_refused(string body)
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);

        Assert.That((await emulator.Control.PutAsync("state", body)).Status, Is.EqualTo(400));
    }

    private static JsonObject App(JsonNode state) => state["applications"]![0]!.AsObject();

    private static JsonObject Binding(JsonNode state) => App(state)["bindings"]![0]!.AsObject();
}
