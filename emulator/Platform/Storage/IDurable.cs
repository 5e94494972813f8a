using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace PrivateNumber.Emulator.Storage;

/// <summary>
/// One kind of what outlives a process in an application: its bindings, its numbers. Running calls, journals, faults and the stand-in's
/// script are not of it: they belong to one run. Every member is called with the World's lock held, except <see cref="Text"/>.
/// </summary>
internal interface IDurable
{
    /// <summary>The name of the list in the document.</summary>
    string Kind { get; }

    /// <summary>Every item with a key that is its own as long as it lives; by their keys they stand in the order of their export.</summary>
    IEnumerable<(string Key, object Item)> Items { get; }

    IEnumerable<JsonNode> Export();

    /// <summary>One of <see cref="Items"/>, which never change, as JSON.</summary>
    string Text(object item);

    /// <summary>Adds one item to a World that is being made. Returns what is wrong with it, or null.</summary>
    string? Import(JsonElement item);
}

/// <summary>The items of one kind, as records of the state's JSON. Whoever changes one says so: <see cref="Put"/>, <see cref="Remove(T)"/>.</summary>
internal sealed class Durable<T>(
    Unsaved unsaved, string kind, JsonTypeInfo<T> type, Func<T, string> keyOf, Func<IEnumerable<T>> export, Func<T, string?> import) : IDurable
    where T : class
{
    public string Kind { get; } = kind;

    /// <summary>Whether changes are written down at all.</summary>
    public bool IsWatched => unsaved.IsWatched;

    public IEnumerable<(string Key, object Item)> Items => export().Select(item => (keyOf(item), (object)item));

    public void Put(T item)
    {
        if (IsWatched)
        {
            unsaved.Note(this, keyOf(item), item);
        }
    }

    public void Remove(T item)
    {
        if (IsWatched)
        {
            unsaved.Note(this, keyOf(item), null);
        }
    }

    public IEnumerable<JsonNode> Export() => export().Select(item => JsonSerializer.SerializeToNode(item, type)!);

    public string Text(object item) => JsonSerializer.Serialize((T)item, type);

    public string? Import(JsonElement item) => StateJson.Read(item, type, import);
}

/// <summary>Keys that sort as what they count: rows that are added one after another stand side by side on disk, so few pages change. Short: ids are compared
/// at every step of a search.</summary>
internal static class DurableKeys
{
    /// <summary>More than anything counts to, and so far below the end of the keys that counting can go on from it.</summary>
    private const long Largest = 99_999_999_999;

    public static string Of(long sequence) => sequence.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>What is wrong with the number of an item that was read after another one, or null: an export goes up, so no number stands twice.</summary>
    public static string? ProblemOf(long sequence, long last) => sequence > last && sequence <= Largest
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"sequence: {sequence} is not allowed; allowed: a whole number from {last + 1} to {Largest}, larger than those before it");
}
