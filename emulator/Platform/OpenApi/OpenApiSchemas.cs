using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.OpenApi;

/// <summary>The schemas of what is answered, each written once: from the same type information that writes the answers.</summary>
internal sealed class OpenApiSchemas
{
    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Transform,
    };

    public JsonObject All { get; } = [];

    /// <summary>A body of one of these types.</summary>
    public JsonObject Content(string contentType, params IReadOnlyList<JsonTypeInfo> types) => new()
    {
        [contentType] = new JsonObject { ["schema"] = types is [var only] ? Of(only) : new JsonObject { ["oneOf"] = new JsonArray([.. types.Select(Of)]) } },
    };

    /// <summary>The properties of an object of this type.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> PropertiesOf(JsonTypeInfo type) =>
        Export(type)["properties"]!.AsObject().Select(property => (property.Key, property.Value!.DeepClone() as JsonObject ?? []));

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(DateTimeOffset))
        {
            return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        }

        if (context.PropertyInfo is { Name: "switches" } property && property.DeclaringType == typeof(WrittenApplication))
        {
            return SwitchTable.Schema();
        }

        if (schema is not JsonObject)
        {
            // true, which means anything; not every reader of OpenAPI knows it.
            return new JsonObject();
        }

        // What is left out where it has no value is not required, although its constructor asks for it.
        if (schema["required"] is JsonArray required)
        {
            var always = context.TypeInfo.Properties.Where(one => one.ShouldSerialize is null).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
            required.RemoveAll(name => !always.Contains((string)name!));
        }

        return schema;
    }

    private static JsonObject Export(JsonTypeInfo type) => type.GetJsonSchemaAsNode(Exporter) as JsonObject ?? [];

    private JsonObject Of(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type == typeof(JsonObject))
        {
            return new JsonObject { ["type"] = "object" };
        }

        var name = NameOf(type.Type);
        All.TryAdd(name, Export(type));
        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>ItemList of CallView is CallViewItemList: names of components are ASCII words.</summary>
    private static string NameOf(Type type) =>
        type.IsGenericType ? $"{string.Concat(type.GenericTypeArguments.Select(NameOf))}{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}" : type.Name;
}
