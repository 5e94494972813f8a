using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>One member that is not what was expected; both as texts to show.</summary>
internal sealed record Difference(string Path, string Expected, string Got)
{
    public const string Absent = "absent";

    public const string Value = "a value";
}

/// <summary>Compares what a step named with what came; what it did not name is not looked at.</summary>
internal sealed class Expectations(Variables variables)
{
    private readonly List<Difference> _differences = [];

    public IReadOnlyList<Difference> Differences => _differences;

    /// <summary>Whether a value says that there is none.</summary>
    public static bool IsAbsent(YamlNode expected) => expected.IsNull || expected is YamlScalar { IsPlain: true, Text: Difference.Absent };

    public void Compare(YamlMap expected, JsonNode? got) => CompareMap(expected, got, "");

    private void Compare(YamlNode expected, bool isThere, JsonNode? got, string path)
    {
        switch (expected)
        {
            case var _ when IsAbsent(expected):
                Note(!isThere, path, Difference.Absent, isThere, got);
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

    /// <summary>A result code is a text on the wire; a file may leave its quotes out.</summary>
    private JsonNode? Wanted(YamlNode expected, string path) => path == ExpectationReader.ResultCode && expected is YamlScalar code
        ? JsonValue.Create(variables.Text(code))
        : variables.Resolve(expected);

    private void Note(bool holds, string path, string expected, bool isThere, JsonNode? got)
    {
        if (!holds)
        {
            _differences.Add(new Difference(path, expected, isThere ? Scalars.Show(got) : Difference.Absent));
        }
    }
}
