using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Server.Tests;

public sealed class ConfigurationPageTests
{
    /// <summary>Set to 1 to write the tables instead of comparing them.</summary>
    private const string Accept = "ACCEPT_CONFIGURATION";

    private static readonly string File = Repository.FileAt("docs", "configuration.md");

    [Test]
    public async Task The_tables_of_the_page_are_those_that_the_options_generate()
    {
        var page = await System.IO.File.ReadAllTextAsync(File);
        var renewed = ConfigurationPage.Renew(page);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            await System.IO.File.WriteAllTextAsync(File, page = renewed);
        }

        Assert.That(page, Is.EqualTo(renewed), $"run the tests once with {Accept}=1 and commit the file");
    }

    [Test]
    public async Task Every_key_has_a_row()
    {
        var page = await System.IO.File.ReadAllTextAsync(File);
        var rows = page.Split('\n').Count(line => line.Contains("`EMULATOR_", StringComparison.Ordinal) && line.StartsWith("| `", StringComparison.Ordinal));

        Assert.That(rows, Is.EqualTo(ConfigurationKeys.All.Count));
    }

    [Test]
    public void Every_flag_that_sets_a_key_sets_one_that_there_is() =>
        Assert.That(Verbs.All.SelectMany(verb => verb.Options).Select(option => option.Key).OfType<string>().Except(ConfigurationKeys.All), Is.Empty);
}
