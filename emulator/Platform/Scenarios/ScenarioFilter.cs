using System.IO.Enumeration;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Which scenarios are meant: those with one of the names, and one of the tags. An empty list means any.</summary>
/// <param name="Names">May hold <c>*</c> and <c>?</c>.</param>
/// <param name="Tags">As files write them.</param>
internal sealed record ScenarioFilter(IReadOnlyList<string> Names, IReadOnlyList<string> Tags)
{
    public static ScenarioFilter All { get; } = new([], []);

    /// <summary>Several are separated by commas; null is any.</summary>
    public static ScenarioFilter Of(string? names, string? tags) => new(Split(names), Split(tags));

    public bool Takes(Scenario scenario) =>
        (Names.Count == 0 || Names.Any(name => IsName(scenario, name))) && (Tags.Count == 0 || scenario.Tags.Intersect(Tags, StringComparer.Ordinal).Any());

    /// <summary>A word that means no scenario at all is a typing error.</summary>
    public IEnumerable<string> Problems(IReadOnlyList<Scenario> scenarios)
    {
        foreach (var name in Names.Where(name => !scenarios.Any(scenario => IsName(scenario, name))))
        {
            yield return Problem("name", name, scenarios.Select(scenario => scenario.Name));
        }

        foreach (var tag in Tags.Where(tag => !scenarios.Any(scenario => scenario.Tags.Contains(tag))))
        {
            yield return Problem("tag", tag, scenarios.SelectMany(scenario => scenario.Tags).Distinct());
        }

        if (scenarios.Count > 0 && Names.Count > 0 && Tags.Count > 0 && !scenarios.Any(Takes))
        {
            yield return "no scenario has both the name and the tag";
        }
    }

    private static string Problem(string what, string word, IEnumerable<string> known) =>
        $"no scenario has the {what} {Quote.Of(word)}; {Closest.Hint(word, known)}allowed: {(known.Any() ? string.Join(", ", known) : $"none, as no file has a {what}")}";

    private static bool IsName(Scenario scenario, string pattern) => FileSystemName.MatchesSimpleExpression(pattern, scenario.Name);

    private static string[] Split(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
