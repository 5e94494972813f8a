using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Two values line by line: what was expected begins with <c>-</c>, what came with <c>+</c>.</summary>
internal static class LineDiff
{
    /// <summary>More lines than anybody reads; comparing takes the square of it.</summary>
    private const int MostLines = 400;

    /// <summary>Null where a diff tells no more than the two values: not both are lists or maps.</summary>
    public static IReadOnlyList<string>? Of(string expected, string got) =>
        Lines(expected) is { } left && Lines(got) is { } right && left.Length <= MostLines && right.Length <= MostLines ? Compare(left, right) : null;

    private static List<string> Compare(string[] left, string[] right)
    {
        // The length of the longest common subsequence of what begins at i and j.
        var common = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
            {
                common[i, j] = left[i] == right[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        List<string> lines = [];
        for (int i = 0, j = 0; i < left.Length || j < right.Length;)
        {
            if (i < left.Length && j < right.Length && left[i] == right[j])
            {
                lines.Add("  " + left[i]);
                i++;
                j++;
            }
            else if (j == right.Length || (i < left.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add("- " + left[i++]);
            }
            else
            {
                lines.Add("+ " + right[j++]);
            }
        }

        return lines;
    }

    /// <summary>A comma at the end of a line says nothing about the line.</summary>
    private static string[]? Lines(string text)
    {
        try
        {
            return text is ['[' or '{', ..] && JsonNode.Parse(text) is { } json
                ? [.. Scalars.ShowIndented(json).Split('\n').Select(line => line.TrimEnd(',', '\r'))]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
