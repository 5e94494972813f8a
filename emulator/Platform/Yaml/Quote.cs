using System.Buffers;

namespace PrivateNumber.Emulator.Yaml;

/// <summary>A piece of somebody's input, made fit to stand in a message.</summary>
internal static class Quote
{
    private const int Longest = 60;

    public static string Of(string text)
    {
        var cut = text.Length > Longest ? text[..Longest] + "…" : text;
        return $"'{string.Concat(cut.Select(letter => char.IsControl(letter) ? ' ' : letter))}'";
    }
}

internal static class ControlCharacters
{
    /// <summary>What YAML allows nowhere in a file.</summary>
    public static SearchValues<char> All { get; } = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (char)code).Where(letter => letter is not ('\t' or '\n' or '\r')), '\u007F']);
}
