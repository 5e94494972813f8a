namespace PrivateNumber.Emulator.Modes;

/// <summary>Bindings by something that several of them share, in the order of their binds.</summary>
/// <param name="sequenceOf">The place of a binding in that order.</param>
internal sealed class OrderedIndex<TKey, T>(Func<T, long> sequenceOf)
    where TKey : notnull
{
    private readonly Dictionary<TKey, SortedList<long, T>> _lists = [];

    /// <summary>How many keys there are.</summary>
    public int Count => _lists.Count;

    public IList<T> this[TKey key] => _lists.TryGetValue(key, out var list) ? list.Values : [];

    /// <summary>Adds a binding, or puts it in the place of the one that had its sequence.</summary>
    public void Put(TKey key, T binding)
    {
        if (!_lists.TryGetValue(key, out var list))
        {
            _lists[key] = list = [];
        }

        list[sequenceOf(binding)] = binding;
    }

    public void Remove(TKey key, T binding)
    {
        var list = _lists[key];
        list.Remove(sequenceOf(binding));
        if (list.Count == 0)
        {
            _lists.Remove(key);
        }
    }

    public void Clear() => _lists.Clear();
}
