using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace PrivateNumber.Emulator.Storage;

/// <summary>
/// One kind of what outlives a process in an application: its bindings, its numbers. Running calls, journals, faults and the stand-in's
/// script are not of it: they belong to one run. Every member is called with the World's lock held.
/// </summary>
internal interface IDurable
{
    /// <summary>The name of the list in the document.</summary>
    string Kind { get; }

    IEnumerable<JsonNode> Export();

    /// <summary>Adds one item to a World that is being made. Returns what is wrong with it, or null.</summary>
    string? Import(JsonElement item);
}

/// <summary>The items of one kind, as records of the state's JSON.</summary>
internal sealed class Durable<T>(string kind, JsonTypeInfo<T> type, Func<IEnumerable<T>> export, Func<T, string?> import) : IDurable
    where T : class
{
    public string Kind { get; } = kind;

    public IEnumerable<JsonNode> Export() => export().Select(item => JsonSerializer.SerializeToNode(item, type)!);

    public string? Import(JsonElement item)
    {
        try
        {
            return JsonSerializer.Deserialize(item, type) is { } read ? import(read) : "null is not allowed";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is no Unicode, such as \uD800 alone.
            return e.Message;
        }
    }
}
