using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>A way into a JSON document: <c>relationNumList[0].callerNum</c>.</summary>
internal sealed record MemberPath(string Text, IReadOnlyList<MemberPath.Segment> Segments)
{
    public const string Allowed = "a path such as relationNum or relationNumList[0].subscriptionId";

    /// <summary>A member of a map, or an item of a list.</summary>
    public readonly record struct Segment(string? Name, int Index);

    public static bool TryParse(string text, [NotNullWhen(true)] out MemberPath? path)
    {
        path = null;
        var segments = new List<Segment>();
        foreach (var part in text.Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? part : part[..bracket];
            if (name.Length == 0 || name.Contains(']', StringComparison.Ordinal))
            {
                return false;
            }

            segments.Add(new Segment(name, 0));
            for (var rest = bracket < 0 ? "" : part[bracket..]; rest.Length > 0;)
            {
                var end = rest.IndexOf(']', StringComparison.Ordinal);
                if (rest[0] != '[' || !int.TryParse(rest.AsSpan(1, Math.Max(0, end - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    return false;
                }

                segments.Add(new Segment(null, index));
                rest = rest[(end + 1)..];
            }
        }

        path = new MemberPath(text, segments);
        return true;
    }

    /// <summary>What stands there; false where nothing does. A JSON null is something.</summary>
    public bool TryFind(JsonNode? root, out JsonNode? found)
    {
        found = root;
        foreach (var (name, index) in Segments)
        {
            switch (found)
            {
                case JsonObject map when name is not null && map.TryGetPropertyValue(name, out var member):
                    found = member;
                    break;
                case JsonArray list when name is null && index < list.Count:
                    found = list[index];
                    break;
                default:
                    found = null;
                    return false;
            }
        }

        return true;
    }
}
