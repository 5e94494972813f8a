using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Configuration;

public sealed class ConfigurationPageTests
{
    private static readonly string[] Rows = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "configuration.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    public static IEnumerable<string> Keys => ConfigurationKeys.All;

    [TestCaseSource(nameof(Keys))]
    public void Every_key_has_a_row(string key)
    {
        var name = key
            .Replace("applications:#:switches:", "", StringComparison.Ordinal)
            .Replace("applications:#:", "", StringComparison.Ordinal)
            .Replace("numbers:#:", "numbers[]:", StringComparison.Ordinal)
            .Replace(":#", "", StringComparison.Ordinal)
            .Split(":*")[0]
            .Replace(':', '.');

        Assert.That(Rows.Select(row => row.Split('|')[1]), Has.Some.Contains($"`{name}`").Or.Some.Contains($"`{name}."));
    }

    [Test]
    public void Every_row_is_of_a_key()
    {
        var known = ConfigurationKeys.All.SelectMany(key => key.Split(':')).ToHashSet(StringComparer.Ordinal);
        var written = Rows.SelectMany(row => row.Split('|')[1].Split('`').Where((_, i) => i % 2 == 1)).Select(name => name.Split('.')[^1].TrimEnd(']'));

        Assert.That(written.Where(name => !name.StartsWith('<') && !known.Contains(name)), Is.Empty);
    }
}
