using System.Collections.Immutable;
using System.Text.Json;

namespace PrivateNumber.Emulator.Storage;

/// <summary>Named documents of state. They outlive a reset: to be restored after one is what most of them are for.</summary>
internal sealed class Snapshots
{
    private ImmutableSortedDictionary<string, JsonElement> _documents = ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, JsonElement> All => Volatile.Read(ref _documents);

    public IReadOnlyList<string> Names => [.. All.Keys];

    public JsonElement? Find(string name) => All.TryGetValue(name, out var document) ? document : null;

    /// <summary>A new one of the same name takes the place of the old.</summary>
    public void Put(string name, JsonElement document) =>
        ImmutableInterlocked.Update(ref _documents, (documents, added) => documents.SetItem(added.name, added.document), (name, document));

    /// <summary>Takes back what was written, each cut into parts: the first is its name.</summary>
    public void Load(IReadOnlyDictionary<string, string> rows)
    {
        var parts = rows.Where(row => row.Key.StartsWith(StateRows.Snapshots, StringComparison.Ordinal)).OrderBy(row => row.Key, StringComparer.Ordinal);
        foreach (var snapshot in parts.GroupBy(row => row.Key[..row.Key.LastIndexOf('/')], row => row.Value))
        {
            using var document = JsonDocument.Parse(string.Concat(snapshot.Skip(1)));
            Put(snapshot.First(), document.RootElement.Clone());
        }
    }

    /// <summary>False when there is none of this name.</summary>
    public bool Remove(string name) => ImmutableInterlocked.Update(ref _documents, static (documents, gone) => documents.Remove(gone), name);
}
