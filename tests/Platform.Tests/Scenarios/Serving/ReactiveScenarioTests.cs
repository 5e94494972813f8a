using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios.Serving;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios.Serving;

/// <summary>Scenarios of a server's folder that start by themselves.</summary>
[CancelAfter(60_000)]
public sealed class ReactiveScenarioTests
{
    private const string A = "+8613800000021";
    private const string X = "+8617000000001";
    private const string Wait = "steps: [ { wait: 1s } ]";

    private TemporaryFolder _folder = null!;
    private TestEmulator _emulator = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public async Task StopAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    [Rule("contract.md §4", "A scenario with when starts by itself each time the application does what it names, with the fields of that as its variables.")]
    public async Task The_example_of_the_reference_calls_after_each_bind()
    {
        await StartAsync(ScenarioDocTests.Reactive);

        await BindAsync();
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(2));

        var call = (await _emulator.Control.GetAsync("calls")).Items.Single();
        Assert.That(((string?)call["from"], (string?)call["state"], (int?)call["stateCode"]), Is.EqualTo((A, "ended", 0)));
        Assert.That((string?)call["events"]![0]!["at"], Is.EqualTo("2026-03-01T04:00:02Z"));
        Assert.That(await RunsAsync(), Is.EqualTo(new[] { "call-after-bind passed" }));
    }

    [TestCase("{ bound: {} }", 1)]
    [TestCase("{ bound: { areaCode: \"010\" } }", 0)]
    [TestCase("{ userData: order-1 }", 1)]
    [TestCase("{ userData: order-2 }", 0)]
    [TestCase("{ bound: {}, userData: present }", 1)]
    [TestCase("{ bound: { userData: absent } }", 0)]
    [TestCase("{ modified: {} }", 1)]
    [TestCase("{ unbound: {} }", 1)]
    [TestCase("{ answered: {} }", 1)]
    [TestCase("{ answered: { to: \"+8617000000002\" } }", 0)]
    [TestCase("{ ended: { stateCode: 0 } }", 1)]
    [TestCase("{ ended: { stateCode: 8004 } }", 0)]
    [TestCase("{ sms: { text: hello } }", 1)]
    [TestCase("{ sms: { text: bye } }", 0)]
    public async Task What_starts_a_scenario_is_matched_by_its_fields(string when, int runs)
    {
        await StartAsync($"name: t\napp: axb-demo\nwhen: {when}\n{Wait}");

        var id = await BindAsync();
        Assert.That((await _emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = id, ["duration"] = 600 })).ResultCode, Is.EqualTo("0"));
        await _emulator.PlayAsync(A, X);
        await _emulator.Control.PostAsync("messages", $$"""{ "from": "{{A}}", "to": "{{X}}", "text": "hello" }""");
        await _emulator.Api.DeleteAsync(AxbSample.Path, ("subscriptionId", id));
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.That(await RunsAsync(), Is.EqualTo(Enumerable.Repeat("t passed", runs)));
    }

    [Test]
    public async Task The_hands_of_an_interactive_call_act_by_themselves()
    {
        await StartAsync($$"""
            name: t
            app: axb-demo
            when: { bound: {} }
            steps:
              - call: { from: $callerNum, to: $relationNum, interactive: true }
              - wait: 7s
              - answer:
                expect: { events: [callin, callout, alerting, answer] }
              - wait: 1m
              - hangup: { hangsUp: callee }
                expect: { events: [callin, callout, alerting, answer, disconnect], cdr: { ulFailReason: 0 } }
            """);

        await BindAsync();
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.That(await RunsAsync(), Is.EqualTo(new[] { "t passed" }));
        var call = (await _emulator.Control.GetAsync("calls")).Items.Single();
        Assert.That((string?)call["events"]!.AsArray()[^1]!["at"], Is.EqualTo("2026-03-01T04:01:07Z"));
    }

    [Test]
    public async Task Each_occurrence_has_a_run_of_its_own_and_an_advance_waits_for_all()
    {
        await StartAsync("name: t\napp: axb-demo\nwhen: { answered: {} }\nsteps: [ { wait: 5s }, { stopCall: { sessionid: $sessionId, signal: call_stop } } ]");
        await BindAsync();

        var calls = Enumerable.Range(0, 5).Select(_ => _emulator.Place(A, X)).ToList();
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.That(await RunsAsync(), Is.EqualTo(Enumerable.Repeat("t passed", 5)));
        var ended = (await _emulator.Control.GetAsync("calls")).Items;
        Assert.That(ended.Select(call => (string?)call["events"]!.AsArray()[^1]!["at"]), Is.All.EqualTo("2026-03-01T04:00:08Z"));
    }

    [Test]
    [Rule("contract.md §4", "A scenario that starts itself again and again fails after 20 times.", Inferred = true)]
    public async Task A_scenario_that_starts_itself_ends()
    {
        await StartAsync("name: loop\napp: axb-demo\nwhen: { ended: {} }\nsteps: [ { call: { from: \"+8613800000021\", to: \"+8617000000001\", outcome: busy } } ]");
        await BindAsync();

        await _emulator.PlayAsync(A, X);
        await _emulator.AdvanceAsync(TimeSpan.FromHours(1));

        var runs = await RunsAsync();
        Assert.That(runs, Has.Count.EqualTo(21));
        Assert.That(runs.Count(run => run == "loop failed"), Is.EqualTo(1));
    }

    [TestCase(null)]
    [TestCase("http://customer.test/status")]
    public async Task Nothing_is_remembered_of_a_call_that_has_ended(string? statusUrl)
    {
        await StartAsync("name: t\napp: axb-demo\nwhen: { bound: {} }\nsteps: [ { call: { from: \"+8613800000021\", to: \"+8617000000001\", outcome: busy } } ]", statusUrl);
        using var customer = new Customer();
        _emulator.RouteCallbacks(Customer.Host, customer);
        await BindAsync();

        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(1));

        var call = (await _emulator.Control.GetAsync("calls")).Items.Single();
        Assert.That((string?)call["state"], Is.EqualTo("ended"));
        Assert.That(_emulator.World.Reactions.LinksBehind((string?)call["sessionId"]), Is.Zero);
    }

    [Test]
    public async Task A_name_that_the_occasion_does_not_bring_fails_the_run_and_is_told()
    {
        await StartAsync("name: t\napp: axb-demo\nwhen: { answered: {} }\nsteps: [ { call: { from: $digitInfo, to: $to } } ]");
        await BindAsync();
        await _emulator.PlayAsync(A, X);

        var run = (await _emulator.Control.GetAsync("scenarios/runs")).Items.Single();

        Assert.That((string?)run["problem"], Does.Contain("'answered' has no $digitInfo; it has: $"));
    }

    [Test]
    public async Task A_reset_ends_the_runs_of_the_application_and_a_full_one_forgets_them()
    {
        await StartAsync("name: t\napp: axb-demo\nwhen: { bound: {} }\nsteps: [ { wait: 1h } ]");
        await BindAsync();
        await _emulator.AdvanceAsync(TimeSpan.Zero);

        await _emulator.Control.PostAsync("reset", """{ "app": "axb-demo" }""");
        await _emulator.AdvanceAsync(TimeSpan.FromHours(2));
        var cut = _emulator.Service<ScenarioRuns>().Read().Items.Single();
        Assert.That(() => cut.Problem, Is.EqualTo("the application was reset").After(10_000, 10));

        await _emulator.Control.PostAsync("reset");
        Assert.That(await RunsAsync(), Is.Empty);
    }

    [Test]
    public async Task Files_that_change_are_read_anew_and_a_faulty_set_is_not_taken()
    {
        await StartAsync($"name: first\napp: axb-demo\nwhen: {{ bound: {{}} }}\n{Wait}");
        var library = _emulator.Service<ScenarioLibrary>();

        _folder.Write("second.yaml", $"name: second\napp: axb-demo\n{Wait}");
        library.Look();
        Assert.That(library.Scenarios.Select(scenario => scenario.Name), Is.EqualTo(new[] { "first", "second" }));

        _folder.Write("second.yaml", "name: second\napp: axb-dem\nsteps: []");
        library.Look();
        Assert.That(library.Scenarios.Select(scenario => scenario.Name), Is.EqualTo(new[] { "first", "second" }));
        var ready = await _emulator.Control.GetAsync("health/ready");
        Assert.That((ready.Status, (string?)ready.Json["missing"]![0]), Is.EqualTo((503, library.Problems[0])));
        Assert.That(library.Problems[0], Does.Contain("second.yaml:2:6").And.Contain("did you mean 'axb-demo'?"));

        _folder.Write("second.yaml", $"name: third\napp: axb-demo\n{Wait}");
        library.Look();
        Assert.That(library.Scenarios.Select(scenario => scenario.Name), Is.EqualTo(new[] { "first", "third" }));
        Assert.That((await _emulator.Control.GetAsync("health/ready")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_set_that_was_refused_for_an_application_is_taken_once_it_is_made()
    {
        await StartAsync($"name: first\napp: axb-demo\n{Wait}");
        var library = _emulator.Service<ScenarioLibrary>();
        _folder.Write("second.yaml", $"name: second\napp: later\n{Wait}");
        library.Look();
        Assert.That(library.Problems.Single(), Does.Contain("there is no application 'later'"));

        await _emulator.Control.PostAsync("applications", """{ "name": "later", "mode": "AX" }""");
        library.Look();

        Assert.That(library.Problems, Is.Empty);
        Assert.That(library.Scenarios.Select(scenario => scenario.Name), Is.EqualTo(new[] { "first", "second" }));
    }

    [Test]
    public async Task UserData_is_a_text_however_it_is_written()
    {
        await StartAsync($"name: t\napp: axb-demo\nwhen: {{ userData: 4711 }}\n{Wait}");

        await _emulator.Api.PostAsync(AxbSample.Path, new JsonObject { ["callerNum"] = A, ["calleeNum"] = "+8613800000022", ["relationNum"] = X, ["userData"] = "4711" });
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.That(await RunsAsync(), Is.EqualTo(new[] { "t passed" }));
    }

    [Test]
    public async Task Two_files_with_one_name_are_no_set()
    {
        await StartAsync($"name: same\napp: axb-demo\n{Wait}");
        _folder.Write("other.yaml", $"name: same\napp: axb-demo\n{Wait}");
        var library = _emulator.Service<ScenarioLibrary>();

        library.Look();

        Assert.That(library.Problems.Single(), Does.Contain("another file has the name 'same' too"));
    }

    private async Task StartAsync(string scenario, string? statusUrl = null)
    {
        _folder.Write("first.yaml", scenario);
        _emulator = await TestEmulator.StartAsync(new EmulatorOptions
        {
            Scenarios = _folder.Path,
            Applications = [AxbSample.Application with { Name = "axb-demo", StatusUrl = statusUrl, FeeUrl = null, NumberStatusUrl = null, Numbers = [new() { Number = X, AreaCode = "0755" }] }],
        });
    }

    private async Task<string> BindAsync()
    {
        var reply = await _emulator.Api.PostAsync(AxbSample.Path, new JsonObject
        {
            ["callerNum"] = A,
            ["calleeNum"] = "+8613800000022",
            ["relationNum"] = X,
            ["duration"] = 86400,
            ["userData"] = "order-1",
        });
        Assert.That(reply.ResultCode, Is.EqualTo("0"), reply.Text);
        return reply["subscriptionId"];
    }

    private async Task<List<string>> RunsAsync() =>
        [.. (await _emulator.Control.GetAsync("scenarios/runs")).Items.Select(run => $"{run["name"]} {run["state"]}")];
}
