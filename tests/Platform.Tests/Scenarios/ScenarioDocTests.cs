using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary><c>docs/scenarios.md</c> shows what runs, and leaves nothing out.</summary>
public sealed class ScenarioDocTests
{
    private static readonly string Page = File.ReadAllText(Repository.FileAt("docs", "scenarios.md")).ReplaceLineEndings("\n");

    /// <summary>The example that starts by itself; <c>ReactiveScenarioTests</c> does what starts it.</summary>
    internal static string Reactive { get; } = Page[Page.IndexOf("name: call-after-bind\n", StringComparison.Ordinal)..].Split("```")[0];

    /// <summary>The examples that are whole files.</summary>
    private static readonly TestCaseData[] Examples =
    [
        .. Page.Split("```yaml\n").Skip(1).Select(rest => rest.Split("```")[0])
            .Where(example => example.StartsWith("name: ", StringComparison.Ordinal) && example != Reactive)
            .Select(example => new TestCaseData(example).SetArgDisplayNames(example["name: ".Length..example.IndexOf('\n', StringComparison.Ordinal)])),
    ];

    [TestCaseSource(nameof(Examples))]
    public async Task An_example_of_the_reference_passes(string example)
    {
        await using var emulator = await TestEmulator.StartAsync(ScenarioTexts.Configuration);
        using var http = emulator.CreateClient();

        var result = await new ScenarioRunner(http).RunAsync(ScenarioTexts.Of(example), null, CancellationToken.None);

        Assert.That(result.Passed, string.Join('\n', result.Steps.SelectMany(step => step.Differences.Select(difference => $"{step.Step.Frame.Title}: {difference}"))) + result.Problem);
    }

    [Test]
    public void The_reference_has_an_example_for_every_mode() =>
        Assert.That(
            Examples.Select(example => ScenarioTexts.Of((string)example.Arguments[0]!).Application.Mode).Distinct(),
            Is.EquivalentTo(Enum.GetValues<Mode>()));

    [Test]
    public void The_reference_names_every_step_and_every_key_of_it()
    {
        var missing = StepVocabulary.All.SelectMany(word =>
        {
            var section = Page.Split("\n### ").SingleOrDefault(text => text.Split('\n')[0].Contains($"`{word.Name}`", StringComparison.Ordinal));
            return section is null
                ? [word.Name]
                : word.Keys.Where(key => !section.Contains($"`{key.Name}`", StringComparison.Ordinal)).Select(key => $"{word.Name}.{key.Name}");
        });

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void The_reference_has_an_example_of_every_step() => Assert.That(
        StepVocabulary.All.Select(word => word.Name).Except(Examples.SelectMany(example => ScenarioTexts.Of((string)example.Arguments[0]!).Steps).Select(step => step.Frame.Word)),
        Is.Empty);

    [Test]
    public void The_reference_names_every_key_of_a_file()
    {
        var section = Page.Split("\n## ").Single(text => text.StartsWith("The file\n", StringComparison.Ordinal));

        Assert.That(ScenarioLoader.Keys.Where(key => !section.Contains($"| `{key}` |", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(nameof(Rules))]
    public void The_reference_explains_every_rule_and_has_an_example_of_it(string rule)
    {
        var expectations = Page.Split("\n## ").Single(section => section.StartsWith("Expectations\n", StringComparison.Ordinal));

        Assert.That(expectations.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)), Has.Some.Match($@"\b{rule}\b"));
        Assert.That(Examples.Select(example => (string)example.Arguments[0]!), Has.Some.Match($@"\b{rule}\b"));
    }

    private static IEnumerable<string> Rules => [.. Matchers.Names, Difference.Absent, Difference.Present];
}
