using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>The newest pushes of one application, and all that are still to be delivered. Guarded by the World's lock.</summary>
internal sealed class PushJournal : IResettable
{
    public const int Capacity = 10_000;

    private readonly RingBuffer<Push> _newest = new(Capacity);
    private readonly Dictionary<string, Push> _byId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Push> _undelivered = [];
    private readonly Durable<PushEntry> _durable;

    public PushJournal(Unsaved unsaved, Func<PushEntry, string?> import) => _durable = new Durable<PushEntry>(
        unsaved, "pushes", StateJson.Document.PushEntry, push => DurableKeys.Of(push.Sequence), () => _undelivered.Values.Select(PushEntry.Of), import);

    /// <summary>Pushes that are still to be delivered, with their attempts and the next retry.</summary>
    public IDurable Durable => _durable;

    public IReadOnlyCollection<Push> Items => _newest.Items;

    public long Dropped => _newest.Dropped;

    public Push? Find(string id) => _byId.GetValueOrDefault(id);

    public bool IsUndelivered(long sequence) => _undelivered.ContainsKey(sequence);

    public void Add(Push push)
    {
        if (_newest.Add(push) is { } oldest)
        {
            _byId.Remove(oldest.Id);
        }

        _byId[push.Id] = push;

        // A question to the customer is part of a running call, and both end with the process.
        if (push.Replied is null)
        {
            _undelivered[push.Sequence] = push;
            Attempted(push);
        }
    }

    /// <summary>It is still to be delivered, and how it stands has changed.</summary>
    public void Attempted(Push push)
    {
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
        _byId.Clear();
        _undelivered.Clear();
    }
}
