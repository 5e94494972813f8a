using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>The newest pushes of one application, and all that are still to be delivered. Guarded by the World's lock.</summary>
internal sealed class PushJournal : IResettable
{
    public const int Capacity = 10_000;

    private readonly EventFeed _events;
    private readonly RingBuffer<Push> _newest = new(Capacity);
    private readonly LinkedList<Push> _byChange = [];
    private readonly Dictionary<string, LinkedListNode<Push>> _byId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Push> _undelivered = [];
    private readonly Durable<PushEntry> _durable;

    public PushJournal(Unsaved unsaved, EventFeed events, Func<PushEntry, string?> import)
    {
        _events = events;
        _durable = new Durable<PushEntry>(
            unsaved, "pushes", StateJson.Document.PushEntry, push => DurableKeys.Of(push.Sequence), () => _undelivered.Values.Select(PushEntry.Of), import);
    }

    /// <summary>Pushes that are still to be delivered, with their attempts and the next retry.</summary>
    public IDurable Durable => _durable;

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyCollection<Push> Items => _newest.Items;

    public long Dropped => _newest.Dropped;

    public Push? Find(string id) => _byId.GetValueOrDefault(id)?.Value;

    public bool IsUndelivered(long sequence) => _undelivered.ContainsKey(sequence);

    /// <summary>Those that have changed since <see cref="EventFeed.LastChange"/> was <paramref name="change"/>, in the order in which they were made.</summary>
    public IReadOnlyCollection<Push> ChangedSince(long change)
    {
        if (change == 0)
        {
            return Items;
        }

        List<Push> changed = [];
        for (var node = _byChange.Last; node is not null && node.Value.Changed > change; node = node.Previous)
        {
            changed.Add(node.Value);
        }

        changed.Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence));
        return changed;
    }

    public void Add(Push push)
    {
        if (_newest.Add(push) is { } oldest && _byId.Remove(oldest.Id, out var gone))
        {
            _byChange.Remove(gone);
        }

        _byId[push.Id] = _byChange.AddLast(push);

        // A question to the customer is part of a running call, and both end with the process.
        if (push.Replied is null)
        {
            _undelivered[push.Sequence] = push;
        }

        Changed(push);
    }

    /// <summary>How it stands has changed.</summary>
    public void Changed(Push push)
    {
        push.Changed = _events.NextChange();
        if (_byId.TryGetValue(push.Id, out var node))
        {
            _byChange.Remove(node);
            _byChange.AddLast(node);
        }

        if (_durable.IsWatched && IsUndelivered(push.Sequence))
        {
            _durable.Put(PushEntry.Of(push));
        }
    }

    /// <summary>Nothing is to be delivered any more: it has arrived, or was given up.</summary>
    public void Settle(Push push)
    {
        if (_undelivered.Remove(push.Sequence) && _durable.IsWatched)
        {
            _durable.Remove(PushEntry.Of(push));
        }
    }

    public void Reset()
    {
        _newest.Clear();
        _byChange.Clear();
        _byId.Clear();
        _undelivered.Clear();
    }
}
