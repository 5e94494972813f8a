using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Yaml;

internal delegate bool ScalarParser<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>How a text becomes a value, and what is allowed in words.</summary>
internal sealed record ScalarRule<T>(ScalarParser<T> TryParse, string Allowed);

internal static class ScalarRules
{
    public static ScalarRule<bool> Flag { get; } = new(TryParseFlag, "true, false");

    public static ScalarRule<TimeSpan> Duration { get; } = new(Durations.TryParse, Durations.Allowed);

    public static ScalarRule<string> Any { get; } = Text(_ => true, "a text");

    public static ScalarRule<string> Text(Func<string, bool> isAllowed, string allowed) => new(
        (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return isAllowed(text);
        },
        allowed);

    public static ScalarRule<int> Integer(int least, int most) => new(
        (string text, out int value) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    public static ScalarRule<T> Choice<T>(Choices<T> choices)
        where T : struct, Enum => new(choices.TryParse, string.Join(", ", choices.Names));

    private static bool TryParseFlag(string text, out bool value)
    {
        // As YAML's core schema writes them, and .NET.
        value = text is "true" or "True" or "TRUE";
        return value || text is "false" or "False" or "FALSE";
    }
}
