using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>A regular expression of a file. The files are not trusted, so it never backtracks and its time is limited all the same.</summary>
internal static class Pattern
{
    public const string Allowed = "a regular expression of at most 500 characters, without lookarounds and backreferences";

    private const int Longest = 500;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static void Check(YamlField field)
    {
        var text = field.Text();
        if (field.Node is YamlScalar && !TryParse(text, out _, out var problem))
        {
            field.Problem($"{Quote.Of(text)} is not allowed: {problem}; allowed: {Allowed}");
        }
    }

    /// <summary>Whether it matches some part of the text; one that takes too long does not.</summary>
    public static bool Matches(string pattern, string text)
    {
        try
        {
            return TryParse(pattern, out var regex, out _) && regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static bool TryParse(string text, [NotNullWhen(true)] out Regex? regex, out string problem)
    {
        regex = null;
        problem = "";
        if (text.Length > Longest)
        {
            problem = "it is too long";
            return false;
        }

        try
        {
            regex = new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Limit);
            return true;
        }
        catch (RegexParseException error)
        {
            // The runtime's text repeats the whole pattern before it says what is wrong.
            var place = string.Create(CultureInfo.InvariantCulture, $"at offset {error.Offset}. ");
            var reason = error.Message.LastIndexOf(place, StringComparison.Ordinal) is var start and >= 0 ? error.Message[(start + place.Length)..] : error.Message;
            problem = string.Create(CultureInfo.InvariantCulture, $"character {error.Offset + 1}: {reason.TrimEnd('.')}");
            return false;
        }
        catch (NotSupportedException)
        {
            problem = "it looks around or back";
            return false;
        }
    }
}
