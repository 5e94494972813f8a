using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>
/// Whole bodies, as files that a reader can hold against the documents. Ids are replaced by their names, all else counts, the order of
/// members too. <c>GOLDEN_ACCEPT=1</c> writes what came as what is expected.
/// </summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> Ids = ["subscriptionId", "sessionId", "icid", "mptyId", "recordObjectName", "bindId", "smsIdentifier"];

    /// <param name="name">The file below <c>Golden/</c>, without <c>.json</c>.</param>
    /// <param name="got">What is compared; it stays as it is.</param>
    public static void Verify(string name, JsonNode got)
    {
        var text = Normalised(got.DeepClone()).ToJsonString(Readable) + "\n";
        var file = Repository.FileAt("tests", "Platform.Tests", "Golden", name + ".json");
        if (Environment.GetEnvironmentVariable("GOLDEN_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.That(File.Exists(file), $"{file} is missing: run once with GOLDEN_ACCEPT=1 and read what it wrote.");
        Assert.That(text, Is.EqualTo(File.ReadAllText(file)), name);
    }

    /// <summary>Several bodies, in their order.</summary>
    public static void Matches(string name, params IEnumerable<JsonNode> bodies) =>
        Verify(name, new JsonArray([.. bodies.Select(body => body.DeepClone())]));

    private static JsonNode Normalised(JsonNode node)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array.OfType<JsonNode>())
                {
                    Normalised(item);
                }

                break;

            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (Ids.Contains(name) && value is JsonValue id && id.ToString().Length > 0)
                    {
                        members[name] = $"<{name}>";
                    }
                    else if (value is not null)
                    {
                        Normalised(value);
                    }
                }

                break;
        }

        return node;
    }
}
