using System.Globalization;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

public sealed class ShippedScenarioTests
{
    [TestCaseSource(typeof(ScenarioTexts), nameof(ScenarioTexts.Files))]
    public async Task A_shipped_scenario_passes_on_a_fresh_emulator(string file)
    {
        var output = new StringWriter();

        var code = await ScenarioCommand.RunAsync(
            [ScenarioTexts.PathOf(file)], new ScenarioRunOptions { Configuration = ScenarioTexts.Configuration }, output, CancellationToken.None);

        Assert.That(code, Is.EqualTo(ScenarioCommand.Passed), output.ToString());
    }

    [TestCaseSource(typeof(ScenarioTexts), nameof(ScenarioTexts.Files))]
    public async Task Any_other_expected_value_fails_at_its_own_step(string file)
    {
        var scenario = ScenarioTexts.Load(file);
        await using var emulator = await TestEmulator.StartAsync(ScenarioTexts.Configuration);
        using var http = emulator.CreateClient();
        await using var session = await ScenarioSession.OpenAsync(scenario, occasion: null, http, CancellationToken.None);
        var player = new StepPlayer(session);

        foreach (var step in scenario.Steps)
        {
            var observation = await player.PlayAsync(step, CancellationToken.None);

            foreach (var (path, expect) in Mutations(step.Frame.Expect))
            {
                var mutant = step.Frame with { Expect = (YamlMap)expect, Save = [] };
                Assert.That(StepCheck.Of(session, mutant, observation), Has.Count.EqualTo(1), $"{step.Frame.Position}: {step.Frame.Title}: {path}");
            }

            Assert.That(StepCheck.Of(session, step.Frame, observation), Is.Empty, $"{step.Frame.Position}: {step.Frame.Title}");
        }
    }

    [TestCaseSource(typeof(ScenarioTexts), nameof(ScenarioTexts.Files))]
    public async Task Any_other_push_that_is_waited_for_fails_at_its_own_step(string file)
    {
        var scenario = ScenarioTexts.Load(file);

        for (var i = 0; i < scenario.Steps.Count; i++)
        {
            var step = scenario.Steps[i];
            foreach (var (what, mutant) in step is ExpectCallbackStep waiting ? Mutations(waiting) : [])
            {
                await using var emulator = await TestEmulator.StartAsync(ScenarioTexts.Configuration);
                using var http = emulator.CreateClient();

                var result = await new ScenarioRunner(http).RunAsync(scenario with { Steps = [.. scenario.Steps.Take(i), mutant, .. scenario.Steps.Skip(i + 1)] }, null, CancellationToken.None);

                Assert.That(result.Passed, Is.False, $"{step.Frame.Position}: {what}");
                Assert.That(result.Steps, Has.Count.EqualTo(i + 1), $"{step.Frame.Position}: {what}");
            }
        }
    }

    private static IEnumerable<(string What, ScenarioStep Step)> Mutations(ExpectCallbackStep step) =>
    [
        ("count", step with { Count = step.Count + 1 }),
        .. Mutations(step.Count == 0 ? null : step.Match).Select(changed => ($"match.{changed.Path}", (ScenarioStep)(step with { Match = (YamlMap)changed.Node }))),
    ];

    /// <summary>The same value with one scalar in it changed, for every scalar.</summary>
    private static IEnumerable<(string Path, YamlNode Node)> Mutations(YamlNode? node) => node switch
    {
        YamlMap map => map.Entries.SelectMany(entry => Mutations(entry.Value).Select(
            changed => ($"{entry.Key.Text}.{changed.Path}", (YamlNode)map.With(entry with { Value = changed.Node })))),
        YamlList list => list.Items.SelectMany((item, index) => Mutations(item).Select(
            changed => ($"[{index}].{changed.Path}", (YamlNode)(list with { Items = [.. list.Items.Take(index), changed.Node, .. list.Items.Skip(index + 1)] })))),
        YamlScalar { IsPlain: true } number when int.TryParse(number.Text, CultureInfo.InvariantCulture, out var value) =>
            [(number.Text, number with { Text = (value + 1).ToString(CultureInfo.InvariantCulture) })],
        YamlScalar text => [(text.Text, text with { Text = text.Text + "-not", IsPlain = false })],
        _ => [],
    };
}
