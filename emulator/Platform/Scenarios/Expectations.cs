using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>One member that is not what was expected; both as texts to show.</summary>
internal sealed record Difference(string Path, string Expected, string Got)
{
    public const string Absent = "absent";

    public const string Present = "present";

    public const string Value = "a value";
}

/// <summary>Compares what a step named with what came; what it did not name is not looked at.</summary>
internal sealed class Expectations(Variables variables)
{
    private readonly List<Difference> _differences = [];

    public IReadOnlyList<Difference> Differences => _differences;

    /// <summary>Whether a value says that there is none; <c>null</c> also takes a null.</summary>
    public static bool IsAbsent(YamlNode expected) => expected.IsNull || expected is YamlScalar { IsPlain: true, Text: Difference.Absent };

    /// <summary>Whether a value says that there is one, whatever it is.</summary>
    public static bool IsPresent(YamlNode expected) => expected is YamlScalar { IsPlain: true, Text: Difference.Present };

    public void Compare(YamlMap expected, JsonNode? got) => CompareMap(expected, got, "");

    /// <summary>Whether a value is as expected, without a word about the difference.</summary>
    public bool Holds(YamlNode expected, bool isThere, JsonNode? got)
    {
        var expectations = new Expectations(variables);
        expectations.Compare(expected, isThere, got, "");
        return expectations._differences.Count == 0;
    }

    public string Text(YamlNode expected) => expected is YamlScalar scalar ? variables.Text(scalar) : "";

    private void Compare(YamlNode expected, bool isThere, JsonNode? got, string path)
    {
        switch (expected)
        {
            case { IsNull: true } when isThere && got is null:
                break;
            case var _ when IsAbsent(expected):
                Note(!isThere, path, Difference.Absent, isThere, got);
                break;
            case var _ when IsPresent(expected):
                Note(isThere, path, Difference.Present, isThere, got);
                break;
            case YamlMap matchers when Matchers.AreIn(matchers):
                CompareMatchers(matchers, isThere, got, path);
                break;
            case YamlMap map when got is JsonObject:
                CompareMap(map, got, path);
                break;
            case YamlList list when got is JsonArray items && items.Count == list.Items.Count:
                for (var i = 0; i < items.Count; i++)
                {
                    Compare(list.Items[i], true, items[i], $"{path}[{i}]");
                }

                break;
            default:
                var wanted = Wanted(expected, path);
                Note(isThere && JsonNode.DeepEquals(wanted, got), path, Scalars.Show(wanted), isThere, got);
                break;
        }
    }

    private void CompareMap(YamlMap expected, JsonNode? got, string path)
    {
        foreach (var (key, value) in expected.Entries)
        {
            JsonNode? found = null;
            var isThere = MemberPath.TryParse(key.Text, out var member) && member.TryFind(got, out found);
            Compare(value, isThere, found, path.Length == 0 ? key.Text : $"{path}.{key.Text}");
        }
    }

    /// <summary>Several matchers beside each other have to hold all of them.</summary>
    private void CompareMatchers(YamlMap expected, bool isThere, JsonNode? got, string path)
    {
        foreach (var (key, value) in expected.Entries)
        {
            var rule = path == ExpectationReader.ResultCode && key.Text != Matchers.Length ? AsTexts(value) : value;
            if (Matchers.Find(key.Text) is { } matcher)
            {
                var holds = isThere ? matcher.Holds(this, rule, got) : matcher.TakesAbsent && rule is YamlList { Items: var items } && items.Any(item => Holds(item, false, null));
                Note(holds, path, $"{matcher.Name} {Scalars.Show(matcher.Name == Matchers.Matches ? Scalars.ToJson((YamlScalar)rule) : variables.Resolve(rule))}", isThere, got);
            }
        }
    }

    /// <summary>A result code is a text on the wire; a file may leave its quotes out.</summary>
    private JsonNode? Wanted(YamlNode expected, string path) => path == ExpectationReader.ResultCode && expected is YamlScalar code
        ? JsonValue.Create(variables.Text(code))
        : variables.Resolve(expected);

    private static YamlNode AsTexts(YamlNode rule) => rule switch
    {
        YamlScalar code when !IsAbsent(code) && !IsPresent(code) => code with { IsPlain = false },
        YamlList list => list with { Items = [.. list.Items.Select(AsTexts)] },
        _ => rule,
    };

    private void Note(bool holds, string path, string expected, bool isThere, JsonNode? got)
    {
        if (!holds)
        {
            _differences.Add(new Difference(path, expected, isThere ? Scalars.Show(got) : Difference.Absent));
        }
    }
}
