using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Scenarios.Serving;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

/// <summary>Scenarios that are run through the control API.</summary>
[CancelAfter(60_000)]
public sealed class ScenariosApiTests
{
    private const string Call = """
        name: call
        description: A calls B.
        tags: [smoke]
        application: { mode: AXB, numbers: [ { number: "+8617000000900", areaCode: "0755" } ] }
        parties: { A: any, B: any }
        steps:
          - bind: { callerNum: $A, calleeNum: $B, relationNum: "+8617000000900" }
          - call: { from: $A, to: "+8617000000900" }
            as: the call
            expect: { cdr: { fwdDstNum: $B } }
        """;

    private TemporaryFolder _folder = null!;
    private TestEmulator _emulator = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        _folder.Write("call.yaml", Call);
        _folder.Write("reactive.yaml", "name: reactive\napp: orders\nwhen: { bound: {} }\nsteps: [ { wait: 1s } ]");
        _emulator = await TestEmulator.StartAsync(ControlTest.Options with { Scenarios = _folder.Path });
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task The_scenarios_of_the_folder_are_listed()
    {
        var items = (await _emulator.Control.GetAsync("scenarios")).Items;

        Assert.That(items.Select(item => ((string?)item["name"], (string?)item["when"])), Is.EqualTo(new[] { ("call", null), ("reactive", "bound") }));
        Assert.That(((string?)items[0]["description"], (string?)items[0]["tags"]![0]), Is.EqualTo(("A calls B.", "smoke")));
    }

    [Test]
    [Rule("contract.md §3", "POST scenarios/{name}/run answers 202 with an id, under which the run tells the state of each step.")]
    public async Task A_scenario_is_run_by_its_name()
    {
        var started = await _emulator.Control.PostAsync("scenarios/call/run");
        Assert.That(started.Status, Is.EqualTo(202), started.Text);

        var run = await EndOfAsync(started["id"]);

        Assert.That(((string?)run["name"], (string?)run["state"]), Is.EqualTo(("call", "passed")), run.ToString());
        Assert.That(
            run["steps"]!.AsArray().Select(step => ((string?)step!["step"], (int?)step["line"], (string?)step["state"])),
            Is.EqualTo(new[] { ("bind", 7, "passed"), ("call (the call)", 8, "passed") }));
    }

    [Test]
    [Rule("contract.md §3", "POST scenarios/run plays the YAML of the body; a failed step tells what it expected and got.")]
    public async Task A_scenario_of_the_body_that_fails_names_the_step_with_expected_and_got()
    {
        var started = await _emulator.Control.PostAsync("scenarios/run", Call.Replace("fwdDstNum: $B", "fwdDstNum: $A", StringComparison.Ordinal) + "\n  - advance: 1h");

        var run = await EndOfAsync(started["id"]);

        var steps = run["steps"]!.AsArray();
        Assert.That(((string?)run["state"], (string?)steps[1]!["state"], (string?)steps[2]!["state"]), Is.EqualTo(("failed", "failed", "skipped")));
        Assert.That((string?)steps[1]!["expected"], Does.StartWith("cdr.fwdDstNum: \"+86"));
        Assert.That((string?)steps[1]!["got"], Does.StartWith("cdr.fwdDstNum: \"+86").And.Not.EqualTo((string?)steps[1]!["expected"]));
    }

    [Test]
    public async Task A_faulty_body_is_refused_with_every_problem()
    {
        var reply = await _emulator.Control.PostAsync("scenarios/run", "name: t\napp: order\nsteps:\n  - bnd: {}\n  - call: { from: $A, to: 1 }");

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Json["errors"]!.AsArray().Select(error => (string?)error), Has.Some.StartWith("body:2:6: app: there is no application 'order'; did you mean 'orders'?").And.Some.StartWith("body:4:5").And.Some.Contains("'$A'"));
    }

    [Test]
    public async Task A_reactive_body_is_refused() => Assert.That(
        (await _emulator.Control.PostAsync("scenarios/run", "name: t\napp: orders\nwhen: { bound: {} }\nsteps: [ { wait: 1s } ]")).Text, Does.Contain("serve --scenarios"));

    [Test]
    public async Task A_reactive_scenario_is_not_run_by_its_name() =>
        Assert.That((await _emulator.Control.PostAsync("scenarios/reactive/run")).Status, Is.EqualTo(409));

    [TestCase("scenarios/cal/run", "Did you mean call?")]
    [TestCase("scenarios/nothing/run", "Loaded: call, reactive.")]
    public async Task An_unknown_scenario_is_not_found(string path, string hint)
    {
        var reply = await _emulator.Control.PostAsync(path);

        Assert.That(reply.Status, Is.EqualTo(404));
        Assert.That((string?)reply.Json["detail"], Does.Contain(hint));
    }

    [Test]
    public async Task An_unknown_run_is_not_found() => Assert.That((await _emulator.Control.GetAsync("scenarios/runs/run-9")).Status, Is.EqualTo(404));

    private async Task<JsonObject> EndOfAsync(string id)
    {
        var run = _emulator.Service<ScenarioRuns>().Find(id)!;
        Assert.That(() => run.State, Is.Not.EqualTo(ScenarioRunState.Running).After(30_000, 10));
        return (await _emulator.Control.GetAsync("scenarios/runs/" + id)).Json.AsObject();
    }
}
