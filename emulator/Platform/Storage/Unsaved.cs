namespace PrivateNumber.Emulator.Storage;

/// <summary>
/// What of one application is not on disk yet: the newest of each item, null where it is gone. Until somebody watches, it notes nothing
/// and costs nothing. Guarded by the World's lock.
/// </summary>
internal sealed class Unsaved
{
    private Dictionary<(IDurable Part, string Key), object?> _items = [];
    private Action? _noted;

    public bool IsWatched => _noted is not null;

    /// <summary>Single items do not tell it any more: the application was reset.</summary>
    public bool IsEverything { get; private set; }

    /// <param name="noted">Hears of the first change since the last <see cref="Take"/>.</param>
    public void Watch(Action noted) => _noted = noted;

    public void Note(IDurable part, string key, object? item)
    {
        if (_noted is null)
        {
            return;
        }

        _items[(part, key)] = item;
        if (_items.Count == 1)
        {
            _noted();
        }
    }

    public void NoteEverything()
    {
        IsEverything = IsWatched;
        _noted?.Invoke();
    }

    public IReadOnlyDictionary<(IDurable Part, string Key), object?> Take()
    {
        var taken = _items;
        _items = [];
        IsEverything = false;
        return taken;
    }
}
