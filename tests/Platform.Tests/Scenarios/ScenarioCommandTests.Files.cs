using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>Which files the verbs take, and what they say of those that they cannot.</summary>
public sealed partial class ScenarioCommandTests
{
    [TestCase("first", null, "first")]
    [TestCase("*d,first", null, "first second third")]
    [TestCase(null, "slow", "second third")]
    [TestCase("s*", "slow,other", "second")]
    public async Task A_run_takes_the_files_that_are_meant(string? names, string? tags, string played)
    {
        WriteTagged();

        Assert.That(await RunAsync(options => options with { Filter = ScenarioFilter.Of(names, tags) }, "set"), Is.EqualTo(ScenarioCommand.Passed), Output);
        Assert.That(Output.Split('\n').Where(line => line.EndsWith(".yaml", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]), Is.EqualTo(played.Split(' ')));
    }

    [TestCase("frist", null, "no scenario has the name 'frist'; did you mean 'first'? allowed: first, second, third")]
    [TestCase("first,x*", null, "no scenario has the name 'x*'; allowed: first, second, third")]
    [TestCase(null, "slwo", "no scenario has the tag 'slwo'; did you mean 'slow'? allowed: slow, other")]
    [TestCase("first", "slow", "no scenario has both the name and the tag")]
    public async Task A_name_or_a_tag_that_means_nothing_is_a_fault(string? names, string? tags, string problem)
    {
        WriteTagged();

        Assert.That(await RunAsync(options => options with { Filter = ScenarioFilter.Of(names, tags) }, "set"), Is.EqualTo(ScenarioCommand.Faulty));
        Assert.That(Output, Is.EqualTo(problem + "\n"));
    }

    [Test]
    public async Task Every_faulty_file_is_told_and_nothing_runs()
    {
        Write("good.yaml", Good);
        Write("a.yaml", "name: a\napp: axb-demo\nsteps: [ { wait: x }, { advance: y } ]");
        Write("b.yaml", "nam: b");

        var code = await RunAsync("good.yaml", "a.yaml", "b.yaml", "missing.yaml");

        Assert.That(code, Is.EqualTo(ScenarioCommand.Faulty));
        Assert.That(Output.Split('\n').Select(line => line.Split(": ")[0]), Is.EqualTo(
            new[] { "a.yaml:3:18", "a.yaml:3:34", "b.yaml:1:1", "b.yaml:1:1", "b.yaml:1:1", "b.yaml:1:1", "missing.yaml", "" }));
    }

    [Test]
    public async Task A_reactive_file_is_valid_but_cannot_be_run()
    {
        Write("when.yaml", "name: w\napp: axb-demo\nwhen: { bound: {} }\nsteps: [ { wait: 1s } ]");

        Assert.That(await ValidateAsync("when.yaml"), Is.EqualTo(ScenarioCommand.Passed));
        Assert.That(Output, Is.Empty);
        Assert.That(await RunAsync("when.yaml"), Is.EqualTo(ScenarioCommand.Faulty));
        Assert.That(Output, Is.EqualTo("when.yaml: a scenario with 'when' starts by itself and cannot be run; load it with serve --scenarios\n"));
    }

    [Test]
    public async Task A_configuration_is_checked_as_one_and_cannot_be_run()
    {
        Write("set/emulator.yaml", "applications: [ { name: mine, mode: AXC } ]\nclok: { mode: manual }");
        Write("set/a.yaml", Good);

        Assert.That(await ValidateAsync("set"), Is.EqualTo(ScenarioCommand.Faulty));
        Assert.That(Output.Split('\n').Select(line => line.Split("; ")[0]), Is.EqualTo(new[]
        {
            "set/emulator.yaml:1:37: applications[0].mode: 'AXC' is not allowed",
            "set/emulator.yaml:2:1: unknown key 'clok'",
            "",
        }));
        _output.GetStringBuilder().Clear();
        Assert.That(await RunAsync("set"), Is.EqualTo(ScenarioCommand.Faulty));
        Assert.That(Output, Is.EqualTo("set/emulator.yaml:1:1: this is a configuration, which --config takes; a scenario has a name, app or application, and steps\n"));
    }

    [Test]
    public async Task A_folder_stands_for_the_files_in_and_below_it_in_a_stable_order()
    {
        Write("set/b/2.yaml", Good.Replace("good", "second", StringComparison.Ordinal));
        Write("set/a.yaml", Good.Replace("good", "first", StringComparison.Ordinal));
        Write("set/notes.txt", "no scenario");

        var code = await RunAsync("set", "set/a.yaml");

        Assert.That(code, Is.EqualTo(ScenarioCommand.Passed), Output);
        Assert.That(Output.Split('\n').Where(line => line.EndsWith(".yaml", StringComparison.Ordinal)), Is.EqualTo(new[] { "first  set/a.yaml", "second  set/b/2.yaml" }));
        Assert.That(Output, Does.EndWith("2 scenarios, 2 steps: 2 passed, 0 failed\n"));
    }

    [Test]
    public async Task What_begins_with_a_dot_and_links_to_folders_are_passed_over()
    {
        Write("map/..2026/a.yaml", Good);
        File.CreateSymbolicLink(_folder["map/..data"], "..2026");
        File.CreateSymbolicLink(_folder["map/a.yaml"], Path.Combine("..data", "a.yaml"));
        File.CreateSymbolicLink(_folder["map/loop"], ".");
        Write("map/.#a.yaml", "an editor's");

        var (files, problems) = ScenarioFiles.Find([_folder.Path]);

        Assert.That(files.Select(file => Path.GetRelativePath(_folder.Path, file)), Is.EqualTo(new[] { Path.Combine("map", "a.yaml") }));
        Assert.That(problems, Is.Empty);
    }

    [Test]
    public async Task Nothing_to_run_is_a_fault()
    {
        Directory.CreateDirectory(_folder["empty"]);

        Assert.That(await RunAsync("empty"), Is.EqualTo(ScenarioCommand.Faulty));
        Assert.That(await RunAsync(), Is.EqualTo(ScenarioCommand.Faulty));
        Assert.That(Output, Is.EqualTo("empty: the folder holds no *.yaml or *.yml\nno file is named; allowed: scenario files, and folders of them\n"));
    }
}
