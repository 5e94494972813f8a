using System.Text.Json;

namespace PrivateNumber.Emulator.Storage;

/// <summary>Named documents of state, for as long as nothing resets the emulator.</summary>
internal sealed class Snapshots : IResettable
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, JsonElement> _documents = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock)
            {
                return [.. _documents.Keys];
            }
        }
    }

    public JsonElement? Find(string name)
    {
        lock (_lock)
        {
            return _documents.TryGetValue(name, out var document) ? document : null;
        }
    }

    /// <summary>A new one of the same name takes the place of the old.</summary>
    public void Put(string name, JsonElement document)
    {
        lock (_lock)
        {
            _documents[name] = document;
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _documents.Clear();
        }
    }
}
