namespace PrivateNumber.Emulator.Text;

/// <summary>Finds what somebody most likely meant to type.</summary>
internal static class Closest
{
    // A longer word is no typing error of ours, and comparing it would let an untrusted file buy time.
    private const int LongestWord = 200;

    /// <summary>The known word that takes the fewest typing errors to become <paramref name="word"/>: the first of several, null of none.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestWord)
        {
            word = word[..LongestWord];
        }

        return known.MinBy(candidate => Distance(word, candidate));
    }

    /// <summary>The same, unless more than half of the letters would have to be typing errors and neither word begins the other: then nobody meant it.</summary>
    public static string? Meant(string word, IEnumerable<string> known) =>
        To(word, known) is { } closest && (IsTypingError(word, closest) || Begins(word, closest) || Begins(closest, word)) ? closest : null;

    /// <summary>A part of a message, which is empty when nothing comes near.</summary>
    public static string Hint(string word, IEnumerable<string> known) => Meant(word, known) is { } meant ? $"did you mean '{meant}'? " : "";

    /// <summary>Damerau-Levenshtein distance (optimal string alignment): insert, delete, replace, swap two neighbours. Case costs nothing.</summary>
    public static int Distance(string left, string right)
    {
        Span<int> beforeLast = new int[right.Length + 1];
        Span<int> last = new int[right.Length + 1];
        Span<int> current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            current[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var reused = beforeLast;
            beforeLast = last;
            last = current;
            current = reused;
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = last[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(last[j], current[j - 1]));
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }
        }

        return current[right.Length];
    }

    private static bool IsTypingError(string word, string closest) =>
        Distance(word.Length > LongestWord ? word[..LongestWord] : word, closest) * 2 <= Math.Max(word.Length, closest.Length);

    private static bool Begins(string word, string other) => other.Length >= 3 && word.StartsWith(other, StringComparison.OrdinalIgnoreCase);

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
