using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>A rule that stands in the place of an expected value: <c>{ matches: "^\\+86" }</c>.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Says">What it asks for, in a sentence for editors and messages.</param>
/// <param name="Check">Finds what is wrong with the rule, given the shape of the value that it stands for.</param>
/// <param name="Holds">Whether a value that is there obeys the rule.</param>
internal sealed record Matcher(
    string Name, string Says, Action<YamlField, ExpectedShape> Check, Func<Expectations, YamlNode, JsonNode?, bool> Holds)
{
    /// <summary>Whether it can hold for what is not there: only where an alternative says so.</summary>
    public bool TakesAbsent { get; init; }
}

/// <summary>Every matcher there is. The reader, the comparison and the schema follow from it.</summary>
internal static class Matchers
{
    /// <summary>Its texts are patterns: a dollar in them is the end of a line and begins no name.</summary>
    public const string Matches = "matches";

    public const string AnyOf = "anyOf";

    public const string Length = "length";

    public const int MostItems = 1_000_000;

    private static readonly ScalarRule<decimal> Number = new(
        (string text, out decimal value) => TryNumber(text, out value) || text.StartsWith('$'), "a number, or a $name");

    public static IReadOnlyList<Matcher> All { get; } =
    [
        new(
            Matches,
            "a text, or a number as a text, that a regular expression matches in some part",
            (rule, _) => Pattern.Check(rule),
            (_, rule, got) => got is JsonValue && Pattern.Matches(((YamlScalar)rule).Text, Scalars.ToText(got))),
        new(
            AnyOf,
            "one of several values, which may be matchers themselves",
            (rule, shape) => rule.List(item => shape.Check(item), []),
            (expectations, rule, got) => ((YamlList)rule).Items.Any(item => expectations.Holds(item, true, got)))
        { TakesAbsent = true },
        new(
            "not",
            "a value that is there and is another one",
            (rule, shape) => shape.Check(rule),
            (expectations, rule, got) => !expectations.Holds(rule, true, got)),
        new(
            Length,
            "a list of so many items, or a text of so many characters",
            (rule, _) => rule.Integer(0, MostItems),
            (_, rule, got) => LengthOf(got) is { } length && ((YamlScalar)rule).Text == length.ToString(CultureInfo.InvariantCulture)),
        new(
            "contains",
            "a list with such an item, or a text with such a part",
            (rule, shape) => (shape.Item ?? ExpectedShape.Anything).Check(rule),
            (expectations, rule, got) => got is JsonArray items
                ? items.Any(item => expectations.Holds(rule, true, item))
                : IsText(got) && rule is YamlScalar && Scalars.ToText(got).Contains(expectations.Text(rule), StringComparison.Ordinal)),
        new(
            "atLeast",
            "a number that is not smaller",
            (rule, _) => rule.Value(Number, 0),
            (expectations, rule, got) => TryNumber(Scalars.ToText(got), out var number) && TryNumber(expectations.Text(rule), out var least) && number >= least),
        new(
            "atMost",
            "a number that is not greater",
            (rule, _) => rule.Value(Number, 0),
            (expectations, rule, got) => TryNumber(Scalars.ToText(got), out var number) && TryNumber(expectations.Text(rule), out var most) && number <= most),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(matcher => matcher.Name)];

    public static Matcher? Find(string name) => All.FirstOrDefault(matcher => matcher.Name == name);

    /// <summary>Whether a map holds rules instead of members.</summary>
    public static bool AreIn(YamlNode? node) => node is YamlMap map && map.Entries.Any(entry => Names.Contains(entry.Key.Text));

    /// <summary>The same expectation without its patterns, whose dollars are no names.</summary>
    public static YamlNode? WithoutPatterns(YamlNode? node) => node switch
    {
        YamlMap map => map with
        {
            Entries =
            [
                .. map.Entries.Where(entry => entry.Key.Text != Matches || !AreIn(map)).Select(entry => entry with { Value = WithoutPatterns(entry.Value)! }),
            ],
        },
        YamlList list => list with { Items = [.. list.Items.Select(item => WithoutPatterns(item)!)] },
        _ => node,
    };

    private static int? LengthOf(JsonNode? got) => got switch
    {
        JsonArray items => items.Count,
        _ when IsText(got) => Scalars.ToText(got).Length,
        _ => null,
    };

    private static bool IsText(JsonNode? got) => got is JsonValue && got.GetValueKind() == JsonValueKind.String;

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
