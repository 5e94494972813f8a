using System.Diagnostics.CodeAnalysis;

namespace PrivateNumber.Emulator.Numbers;

/// <summary>A set with a constant-time random pick, so that allocation never walks the pool.</summary>
internal sealed class RandomSet<T>
    where T : notnull
{
    private readonly List<T> _items = [];
    private readonly Dictionary<T, int> _places = [];

    public int Count => _items.Count;

    public bool Add(T item)
    {
        if (!_places.TryAdd(item, _items.Count))
        {
            return false;
        }

        _items.Add(item);
        return true;
    }

    public bool Remove(T item)
    {
        if (!_places.Remove(item, out var place))
        {
            return false;
        }

        var last = _items[^1];
        _items.RemoveAt(_items.Count - 1);
        if (place < _items.Count)
        {
            _items[place] = last;
            _places[last] = place;
        }

        return true;
    }

    public void Clear()
    {
        _items.Clear();
        _places.Clear();
    }

    /// <summary>A random item that fits. It walks on from a random place, so it looks at no more items than there are misfits, plus one.</summary>
    public bool TryPick(Random random, Func<T, bool> fits, [MaybeNullWhen(false)] out T item)
    {
        var start = _items.Count == 0 ? 0 : random.Next(_items.Count);
        for (var i = 0; i < _items.Count; i++)
        {
            item = _items[(start + i) % _items.Count];
            if (fits(item))
            {
                return true;
            }
        }

        item = default;
        return false;
    }
}
