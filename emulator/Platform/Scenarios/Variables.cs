using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The values behind <c>$names</c>: parties, and what steps have saved.</summary>
internal sealed record Variables(ImmutableDictionary<string, JsonNode?> Values)
{
    /// <summary>Known in every scenario: AXYB and plain requests repeat the application's key.</summary>
    public const string AppKey = "appKey";

    /// <summary>What the names in one value of a step may stand for, all together: as much as a file may hold.</summary>
    public const int Longest = 1024 * 1024;

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    public static Variables None { get; } = new(ImmutableDictionary.Create<string, JsonNode?>(StringComparer.Ordinal));

    public Variables With(string name, JsonNode? value) => new(Values.SetItem(name, value?.DeepClone()));

    public static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.AsSpan().IndexOfAnyExcept(NameLetters) < 0;

    /// <summary>A text that holds one <c>$name</c> and nothing else is that value, whatever its type.</summary>
    /// <exception cref="ControlFailure">The values make more than <see cref="Longest"/> characters.</exception>
    public JsonNode? Resolve(YamlNode node)
    {
        var room = Longest;
        return Resolve(node, ref room);
    }

    /// <summary>The text with every <c>$name</c> replaced.</summary>
    /// <exception cref="ControlFailure">The values make more than <see cref="Longest"/> characters.</exception>
    public string Text(YamlScalar scalar)
    {
        var room = Longest;
        return Text(scalar, ref room);
    }

    private JsonNode? Resolve(YamlNode node, ref int room)
    {
        switch (node)
        {
            case YamlMap map:
                var members = new JsonObject();
                foreach (var entry in map.Entries)
                {
                    members[entry.Key.Text] = Resolve(entry.Value, ref room);
                }

                return members;
            case YamlList list:
                var items = new JsonArray();
                foreach (var item in list.Items)
                {
                    items.Add(Resolve(item, ref room));
                }

                return items;
            case YamlScalar scalar when Pieces(scalar.Text).ToList() is [{ IsName: true } only]:
                var value = Values.GetValueOrDefault(only.Text);
                Take(value is JsonObject or JsonArray ? value.ToJsonString().Length : Scalars.ToText(value).Length, ref room);
                return value?.DeepClone();
            case YamlScalar scalar when scalar.Text.Contains('$', StringComparison.Ordinal):
                return JsonValue.Create(Text(scalar, ref room));
            case YamlScalar scalar:
                return Scalars.ToJson(scalar);
            default:
                return null;
        }
    }

    private string Text(YamlScalar scalar, ref int room)
    {
        var text = new StringBuilder();
        foreach (var piece in Pieces(scalar.Text))
        {
            var part = piece.IsName ? Scalars.ToText(Values.GetValueOrDefault(piece.Text)) : piece.Text;
            Take(piece.IsName ? part.Length : 0, ref room);
            text.Append(part);
        }

        return text.ToString();
    }

    /// <summary>Saved values that are put together and saved again would double with every step.</summary>
    private static void Take(int length, ref int room)
    {
        room -= Math.Min(length, Longest + 1);
        if (room < 0)
        {
            throw new ControlFailure($"the $names of one text, body or expectation stand for more than {Longest} characters");
        }
    }

    /// <summary>Names and the texts between them; <c>$$</c> is a dollar, and so is one that no name follows (the loader refuses it).</summary>
    public static IEnumerable<(bool IsName, string Text)> Pieces(string text)
    {
        var start = 0;
        while (text.IndexOf('$', start) is var dollar and >= 0)
        {
            if (dollar > start)
            {
                yield return (false, text[start..dollar]);
            }

            var end = text.AsSpan(dollar + 1).IndexOfAnyExcept(NameLetters) is var length and >= 0 ? dollar + 1 + length : text.Length;
            var name = text[(dollar + 1)..end];
            if (IsName(name))
            {
                yield return (true, name);
                start = end;
            }
            else
            {
                yield return (false, "$");
                start = dollar + (text.AsSpan(dollar + 1).StartsWith('$') ? 2 : 1);
            }
        }

        if (start < text.Length)
        {
            yield return (false, text[start..]);
        }
    }

    /// <summary>Every name in a value, and where; a dollar that is neither a name nor <c>$$</c> has the name <c>""</c>.</summary>
    public static IEnumerable<(string Name, Position Position)> NamesIn(YamlNode? node) => node switch
    {
        YamlMap map => map.Entries.SelectMany(entry => NamesIn(entry.Value)),
        YamlList list => list.Items.SelectMany(NamesIn),
        YamlScalar scalar => NamesIn(scalar),
        _ => [],
    };

    private static IEnumerable<(string Name, Position Position)> NamesIn(YamlScalar scalar)
    {
        foreach (var (isName, text) in Pieces(scalar.Text))
        {
            if (isName)
            {
                yield return (text, scalar.Position);
            }
        }

        if (scalar.Text.Replace("$$", "", StringComparison.Ordinal).Split('$').Skip(1).Any(rest => rest.Length == 0 || !IsName(rest[..1])))
        {
            yield return ("", scalar.Position);
        }
    }
}
