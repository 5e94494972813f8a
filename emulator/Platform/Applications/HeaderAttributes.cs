namespace PrivateNumber.Emulator.Applications;

/// <summary>
/// The form that <c>Authorization</c>, <c>X-AKSK</c> and <c>X-WSSE</c> share: a word, then <c>name="value"</c> pairs in any order, with or
/// without blanks after the commas (auth.md §1).
/// </summary>
internal sealed class HeaderAttributes
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private HeaderAttributes(string word) => Word = word;

    public string Word { get; }

    /// <summary>Null when missing; an empty value counts as missing (auth.md §4).</summary>
    public string? this[string name] => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public static HeaderAttributes Parse(string header)
    {
        var rest = header.AsSpan().Trim();
        var blank = rest.IndexOfAny(' ', '\t');
        var word = blank < 0 ? rest : rest[..blank];
        if (word.Contains('='))
        {
            word = [];
        }

        var attributes = new HeaderAttributes(word.ToString());
        rest = rest[word.Length..];
        while (!(rest = rest.TrimStart(" \t,")).IsEmpty)
        {
            var equals = rest.IndexOf('=');
            if (equals < 0)
            {
                break;
            }

            var name = rest[..equals].Trim();
            rest = rest[(equals + 1)..].TrimStart();
            ReadOnlySpan<char> value;
            if (rest is ['"', ..])
            {
                var end = rest[1..].IndexOf('"');
                value = end < 0 ? rest[1..] : rest.Slice(1, end);
                rest = end < 0 ? [] : rest[(end + 2)..];
            }
            else
            {
                var end = rest.IndexOf(',');
                value = end < 0 ? rest : rest[..end];
                rest = rest[value.Length..];
            }

            attributes._values.TryAdd(name.ToString(), value.Trim().ToString());
        }

        return attributes;
    }
}
