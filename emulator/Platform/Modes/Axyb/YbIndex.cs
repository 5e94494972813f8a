namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>YB bindings by something that several of them share, in the order of their binds.</summary>
internal sealed class YbIndex<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, SortedList<long, YbPart>> _lists = [];

    /// <summary>How many keys there are.</summary>
    public int Count => _lists.Count;

    public IList<YbPart> this[TKey key] => _lists.TryGetValue(key, out var list) ? list.Values : [];

    public void Add(TKey key, YbPart yb)
    {
        if (!_lists.TryGetValue(key, out var list))
        {
            _lists[key] = list = [];
        }

        list.Add(yb.Sequence, yb);
    }

    public void Remove(TKey key, YbPart yb)
    {
        var list = _lists[key];
        list.Remove(yb.Sequence);
        if (list.Count == 0)
        {
            _lists.Remove(key);
        }
    }

    public void Clear() => _lists.Clear();
}
