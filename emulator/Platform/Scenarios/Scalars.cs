using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>
/// Scalars of a file as JSON: what is written plainly and is a JSON number, true, false or null is that, all else is text. So
/// <c>+8613…</c> and <c>0755</c> are texts without quotes, and <c>"1012007"</c> needs them.
/// </summary>
internal static class Scalars
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = Readable with { Indented = true };

    public static JsonNode? ToJson(YamlScalar scalar)
    {
        if (scalar.IsNull)
        {
            return null;
        }

        if (scalar.IsPlain && (scalar.Text is "true" or "false" || scalar.Text is ['-' or (>= '0' and <= '9'), ..]))
        {
            try
            {
                return JsonNode.Parse(scalar.Text);
            }
            catch (JsonException)
            {
                return JsonValue.Create(scalar.Text);
            }
        }

        return JsonValue.Create(scalar.Text);
    }

    /// <summary>The same of maps and lists; a dollar is a dollar.</summary>
    public static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, ToJson(entry.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(ToJson)]),
        _ => ToJson((YamlScalar)node),
    };

    /// <summary>A value inside a longer text, in a URL or a header: strings bare.</summary>
    public static string ToText(JsonNode? value) => value switch
    {
        null => "",
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => scalar.GetValue<string>(),
        _ => Show(value),
    };

    /// <summary>A value in output: strings quoted, numbers like <c>+86…</c> and Chinese text as they are.</summary>
    public static string Show(JsonNode? value) => Show(value, Readable);

    public static string ShowIndented(JsonNode? value) => Show(value, Indented);

    private static string Show(JsonNode? value, JsonWriterOptions options)
    {
        if (value is null)
        {
            return "null";
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
