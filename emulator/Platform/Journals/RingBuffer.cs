namespace PrivateNumber.Emulator.Journals;

/// <summary>Keeps the newest items and counts what it dropped.</summary>
internal sealed class RingBuffer<T>(int capacity)
{
    private readonly Queue<T> _items = new();

    public long Dropped { get; private set; }

    public IReadOnlyCollection<T> Items => _items;

    /// <summary>Returns what had to make room, or the default.</summary>
    public T? Add(T item)
    {
        _items.Enqueue(item);
        if (_items.Count <= capacity)
        {
            return default;
        }

        Dropped++;
        return _items.Dequeue();
    }

    public void Clear()
    {
        _items.Clear();
        Dropped = 0;
    }
}
