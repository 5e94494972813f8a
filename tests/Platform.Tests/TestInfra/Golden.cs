using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>
/// Compares a body with a file under <c>Golden/</c>: order of keys and JSON types count. Ids that follow from the seed are named by their
/// first appearance, so that a file stays readable. <c>ACCEPT_GOLDEN=1</c> writes the files anew.
/// </summary>
internal static partial class Golden
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static void Matches(string name, params IEnumerable<JsonNode> bodies)
    {
        var got = Normalise(string.Join('\n', bodies.Select(body => body.ToJsonString(Indented))) + "\n");
        var file = Path.Combine(Folder(), name + ".json");
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, got);
        }

        Assert.That(File.Exists(file), Is.True, $"{file} is missing; this was the body:\n{got}");
        Assert.That(got, Is.EqualTo(File.ReadAllText(file)));
    }

    private static string Normalise(string text)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        text = Unescape(text);
        return Ids().Replace(text, match =>
        {
            if (!names.TryGetValue(match.Value, out var name))
            {
                names[match.Value] = name = $"<id {names.Count + 1}>";
            }

            return name;
        });
    }

    private static string Unescape(string text) => text.Replace("\\u002B", "+", StringComparison.Ordinal);

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Emulator.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "Platform.Tests", "Golden");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Ids();
}
