using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Testing.Tests;

[CancelAfter(60_000)]
public sealed class ScenariosClientTests
{
    private const string Hello = """
        name: hello
        application: { mode: AXB, numbers: [ { number: "+8617000000900", areaCode: "0755" } ] }
        steps:
          - call: { from: "+8613800000021", to: "+8617000000900" }
            expect: { disconnect: { stateCode: 8014 } }
        """;

    private TemporaryFolder _folder = null!;
    private PrivateNumberEmulator _emulator = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        _folder.Write("hello.yaml", Hello);
        _folder.Write("after.yaml", "name: after\napp: orders\nwhen: { bound: {} }\nsteps: [ { wait: 1s } ]");
        _emulator = await PrivateNumberEmulator.StartAsync(options =>
        {
            options.Scenarios = _folder.Path;
            options.AddApplication("orders", Mode.Axb);
        });
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task The_scenarios_of_the_folder_are_listed() =>
        Assert.That((await _emulator.Scenarios.ListAsync()).Select(scenario => (scenario.Name, scenario.When)), Is.EqualTo(new[] { ("after", "bound"), ("hello", null) }));

    [Test]
    public async Task A_scenario_is_run_to_its_end_by_its_name()
    {
        var run = await _emulator.Scenarios.RunAsync("hello");

        Assert.That(run.Passed, run.ToString());
        Assert.That((await _emulator.Scenarios.RunsAsync()).Single().Id, Is.EqualTo(run.Id));
    }

    [Test]
    public async Task A_run_that_fails_says_what_was_expected_and_what_came()
    {
        var run = await _emulator.Scenarios.RunTextAsync(Hello.Replace("8014", "8004", StringComparison.Ordinal));

        Assert.That((run.Passed, run.State, run.Steps!.Single().State), Is.EqualTo((false, ScenarioRunState.Failed, ScenarioStepState.Failed)));
        Assert.That(run.ToString(), Is.EqualTo("hello failed\nline 4: call failed\n  expected disconnect.stateCode: 8004\n  got disconnect.stateCode: 8014"));
    }

    [Test]
    public void A_faulty_text_is_refused_with_every_problem() => Assert.That(
        () => _emulator.Scenarios.RunTextAsync("name: hello\napp: nobody\nsteps: [ { cal: {} } ]"),
        Throws.InstanceOf<EmulatorException>().With.Property("Status").EqualTo(400).And.Property("Errors").Count.EqualTo(2));

    [Test]
    public void A_scenario_that_starts_by_itself_is_not_run() => Assert.That(
        () => _emulator.Scenarios.RunAsync("after"), Throws.InstanceOf<EmulatorException>().With.Property("Status").EqualTo(409));
}
