using System.Globalization;
using System.Text;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>Generates <c>scenarios/README.md</c> from the names and descriptions of the files, and fails when it is another.</summary>
public sealed class ScenarioIndexTests
{
    /// <summary>Set to 1 to write the file instead of comparing it.</summary>
    private const string Accept = "ACCEPT_SCENARIOS";

    [Test]
    public async Task The_index_of_the_scenarios_is_the_one_that_their_files_give()
    {
        var file = ScenarioTexts.PathOf("README.md");
        var generated = Generate();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            await File.WriteAllTextAsync(file, generated);
        }

        Assert.That(File.Exists(file) ? await File.ReadAllTextAsync(file) : "", Is.EqualTo(generated), $"run the tests once with {Accept}=1 and commit the file");
    }

    [Test]
    public void A_scenario_is_named_after_its_file_and_says_what_it_shows()
    {
        foreach (var file in ScenarioTexts.Files)
        {
            var scenario = ScenarioTexts.Load(file);
            Assert.That(scenario.Name, Is.EqualTo(file.Replace('/', '-').Replace(".yaml", "", StringComparison.Ordinal)));
            Assert.That(scenario.Description, Is.Not.Empty, file);
        }
    }

    private static string Generate()
    {
        var index = new StringBuilder()
            .Append("# Scenarios\n\n")
            .Append("Call flows that run as they are, and read as documentation of what the platform does: `privatenumber run scenarios` plays them all, each\n")
            .Append("on an emulator of its own. [docs/scenarios.md](../docs/scenarios.md) explains the language.\n\n")
            .Append(CultureInfo.InvariantCulture, $"This page is generated from the files (`{Accept}=1 dotnet test tests/Platform.Tests --filter ScenarioIndex`).\n");
        foreach (var folder in ScenarioTexts.Files.GroupBy(file => file.Split('/')[0]))
        {
            index.Append(CultureInfo.InvariantCulture, $"\n## {folder.Key}\n\n| Scenario | Shows |\n|---|---|\n");
            foreach (var file in folder)
            {
                var scenario = ScenarioTexts.Load(file);
                index.Append(CultureInfo.InvariantCulture, $"| [{scenario.Name}]({file}) | {Cell(scenario.Description)} |\n");
            }
        }

        return index.ToString();
    }

    private static string Cell(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal);
}
