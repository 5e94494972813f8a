using System.Text.Json;

namespace PrivateNumber.Emulator.Yaml;

/// <summary>A JSON body as nodes, so that what a file may say and what a request may say is one set of rules.</summary>
internal static class JsonTree
{
    /// <summary>Its depth is limited by the JSON reader; parse with <c>AllowDuplicateProperties = false</c>.</summary>
    public static YamlNode From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new YamlMap(
            [.. element.EnumerateObject().Select(property => new YamlEntry(Text(property.Name), From(property.Value)))], Position.None),
        JsonValueKind.Array => new YamlList([.. element.EnumerateArray().Select(From)], Position.None),
        JsonValueKind.String => Text(element.GetString()!),
        JsonValueKind.Undefined => Plain(""),
        _ => Plain(element.GetRawText()),
    };

    private static YamlScalar Text(string text) => new(text, IsPlain: false, Position.None);

    private static YamlScalar Plain(string text) => new(text, IsPlain: true, Position.None);
}
