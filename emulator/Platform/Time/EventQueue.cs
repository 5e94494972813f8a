using System.Diagnostics.CodeAnalysis;

namespace PrivateNumber.Emulator.Time;

/// <summary>
/// Pending events by due time, then in the order in which they were scheduled. A sorted set rather than a priority queue, because
/// a cancelled event (the expiry of a binding that was unbound) must leave at once and cheaply. Guarded by the scheduler's lock.
/// </summary>
internal sealed class EventQueue
{
    private readonly SortedSet<ScheduledEvent> _events = new(Comparer<ScheduledEvent>.Create(Compare));

    private long _sequence;

    public int Count => _events.Count;

    public ScheduledEvent? Head => _events.Min;

    public ScheduledEvent Add(Scheduler scheduler, DateTimeOffset due, string what, Action run, string? sessionId)
    {
        var added = new ScheduledEvent(scheduler, due, ++_sequence, what, run, sessionId);
        _events.Add(added);
        return added;
    }

    public bool TryTake(DateTimeOffset limit, [NotNullWhen(true)] out ScheduledEvent? taken, [NotNullWhen(true)] out Action? run)
    {
        taken = Head is { } head && head.Due <= limit ? head : null;
        run = taken?.Run;
        return run is not null && Remove(taken!);
    }

    public bool Remove(ScheduledEvent scheduled)
    {
        // After a clear the sequence restarts, so an old handle may equal a new event: whether it is pending must be asked first.
        if (!scheduled.IsPending)
        {
            return false;
        }

        scheduled.Run = null;
        return _events.Remove(scheduled);
    }

    public void Clear()
    {
        foreach (var scheduled in _events)
        {
            scheduled.Run = null;
        }

        _events.Clear();
        _sequence = 0;
    }

    private static int Compare(ScheduledEvent a, ScheduledEvent b)
    {
        var byDue = a.Due.CompareTo(b.Due);
        return byDue != 0 ? byDue : a.Sequence.CompareTo(b.Sequence);
    }
}
