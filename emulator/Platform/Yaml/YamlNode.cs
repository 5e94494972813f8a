namespace PrivateNumber.Emulator.Yaml;

/// <summary>A piece of a parsed file that still knows where it stands.</summary>
internal abstract record YamlNode(Position Position)
{
    public bool IsNull => this is YamlScalar { IsPlain: true, Text: "" or "~" or "null" };
}

/// <summary>A value as it was written: YAML never turns <c>+8613…</c>, <c>0755</c>, <c>1.10</c> or <c>no</c> into something else.</summary>
internal sealed record YamlScalar(string Text, bool IsPlain, Position Position) : YamlNode(Position);

internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, Position Position) : YamlNode(Position)
{
    public static YamlMap Empty { get; } = new([], Position.None);

    public YamlNode? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key.Text == key)
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }

    /// <summary>The same map with this entry in the place of the one that has its key, or at the end.</summary>
    public YamlMap With(YamlEntry entry)
    {
        var index = Entries.TakeWhile(other => other.Key.Text != entry.Key.Text).Count();
        return this with { Entries = [.. Entries.Take(index), entry, .. Entries.Skip(index + 1)] };
    }
}

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, Position Position) : YamlNode(Position);

internal readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>What a parsed text holds. <paramref name="Root"/> is missing when the text could not be read to its end.</summary>
internal sealed record YamlDocument(YamlNode? Root, YamlProblems Problems);
