using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>
/// Compares an answer with the one that a page shows: <c>…</c> stands for anything, or for the members, items or lines that the page
/// leaves out; <c>$NAME</c> for an id, the same wherever it stands; a time for any time written in the same way.
/// </summary>
internal sealed partial class ShownAnswer(IDictionary<string, string> ids)
{
    private const string LeftOut = "…";

    /// <summary>Where the answer differs; null when it does not.</summary>
    public string? Difference(string shown, string got)
    {
        if (shown.StartsWith('{'))
        {
            return Difference(JsonNode.Parse(shown), JsonNode.Parse(got), "");
        }

        var lines = got.TrimEnd('\n').Split('\n');
        foreach (var (index, line) in shown.Split('\n').Index())
        {
            if (line == LeftOut)
            {
                return null;
            }

            const string Data = "data: ";
            var other = index < lines.Length ? lines[index].TrimEnd('\r') : null;
            var difference = line.StartsWith(Data, StringComparison.Ordinal) && other?.StartsWith(Data, StringComparison.Ordinal) == true
                ? Difference(JsonNode.Parse(line[Data.Length..]), JsonNode.Parse(other[Data.Length..]), "")
                : line == other ? null : $"line {index + 1} is {other}, not {line}";
            if (difference is not null)
            {
                return difference;
            }
        }

        return null;
    }

    private string? Difference(JsonNode? shown, JsonNode? got, string path) => (shown, got) switch
    {
        (JsonValue text, _) when text.GetValueKind() == JsonValueKind.String => OfText(text.GetValue<string>(), got, path),
        (JsonObject members, JsonObject others) => OfMembers(members, others, path),
        (JsonArray items, JsonArray others) => OfItems(items, others, path),
        (JsonValue, JsonValue) when path.EndsWith(".elapsedMs", StringComparison.Ordinal) => null,
        _ => JsonNode.DeepEquals(shown, got) ? null : Is(path, shown, got),
    };

    private string? OfText(string shown, JsonNode? got, string path)
    {
        if (shown == LeftOut)
        {
            return null;
        }

        if (got?.GetValueKind() != JsonValueKind.String)
        {
            return Is(path, shown, got);
        }

        var text = got.GetValue<string>();
        if (shown.StartsWith('$'))
        {
            ids.TryAdd(shown[1..], text);
            return ids[shown[1..]] == text ? null : Is(path, ids[shown[1..]], got);
        }

        return Timeless(shown) == Timeless(text) ? null : Is(path, shown, got);
    }

    private string? OfMembers(JsonObject shown, JsonObject got, string path)
    {
        var isPart = shown.ContainsKey(LeftOut);
        var missing = shown.Where(member => member.Key != LeftOut && !got.ContainsKey(member.Key)).Select(member => $"{path}.{member.Key} is missing");
        var more = isPart ? [] : got.Where(member => !shown.ContainsKey(member.Key)).Select(member => $"{path}.{member.Key} is not on the page");
        return missing.Concat(more).FirstOrDefault()
            ?? shown.Where(member => member.Key != LeftOut).Select(member => Difference(member.Value, got[member.Key], $"{path}.{member.Key}")).FirstOrDefault(found => found is not null);
    }

    private string? OfItems(JsonArray shown, JsonArray got, string path)
    {
        var isPart = shown.LastOrDefault() is JsonValue last && last.GetValueKind() == JsonValueKind.String && last.GetValue<string>() == LeftOut;
        var count = isPart ? shown.Count - 1 : shown.Count;
        return got.Count < count || (!isPart && got.Count > count)
            ? $"{path} has {got.Count} items, not {count}"
            : Enumerable.Range(0, count).Select(i => Difference(shown[i], got[i], $"{path}[{i}]")).FirstOrDefault(found => found is not null);
    }

    private static string Timeless(string text) => IsoTime().Replace(PlatformTime().Replace(text, "a time of the platform"), "a time");

    private static string Is(string path, object? shown, JsonNode? got) => $"{path} is {got?.ToJsonString() ?? "null"}, not {shown ?? "null"}";

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex IsoTime();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex PlatformTime();
}
