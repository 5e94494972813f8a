using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Journals;

namespace PrivateNumber.Emulator.Control;

/// <summary>
/// Counts the attempted pushes that somebody waits for: those of the journal once, and from then on each as it is attempted. However long
/// the journals are, a push that is none of these costs the one who waits nothing.
/// </summary>
internal sealed class PushWatch : IEventListener, IDisposable
{
    private readonly ControlCall _call;
    private readonly CallbackFilter _filter;
    private readonly int _count;
    private readonly Lock _lock = new();
    private readonly HashSet<Push> _found = [];
    private TaskCompletionSource _enough = NewSignal();

    public PushWatch(ControlCall call, CallbackFilter filter, int count)
    {
        (_call, _filter, _count) = (call, filter, count);

        // Before looking: an attempt that comes in between must not be missed.
        call.Emulator.Events.Add(this);
        foreach (var world in call.AppsNamed(filter.App))
        {
            lock (world.Gate)
            {
                foreach (var push in world.Outbox.Journal.ChangedSince(filter.After))
                {
                    Pushed(world, push);
                }
            }
        }
    }

    /// <summary>Completes when enough have been attempted.</summary>
    public Task WhenEnough
    {
        get
        {
            lock (_lock)
            {
                return _enough.Task;
            }
        }
    }

    /// <summary>Those that have been attempted, as they stand now; a reset makes them unheard of.</summary>
    public ArrivedPushes Take()
    {
        var last = _call.Emulator.Events.LastChange;
        lock (_lock)
        {
            // Before looking, for who finds too few and waits on.
            _enough = NewSignal();
        }

        List<CallbackView> items = [];
        foreach (var world in _call.AppsNamed(_filter.App))
        {
            List<PushMoment> found;
            lock (world.Gate)
            {
                found = [.. Found(world).OrderBy(push => push.Sequence).Select(PushMoment.Of)];
            }

            items.AddRange(found.Select(moment => _filter.View(world, moment)));
        }

        return new ArrivedPushes(items, last);
    }

    public void Pushed(World world, Push push)
    {
        if (push.Attempts.IsEmpty || !_filter.Matches(world, push))
        {
            return;
        }

        lock (_lock)
        {
            if (_found.Add(push) && _found.Count >= _count)
            {
                _enough.TrySetResult();
            }
        }
    }

    public void Requested(RequestEntry entry)
    {
    }

    public void Called(World world, CallEvent happened)
    {
    }

    public void ClockChanged(World world)
    {
    }

    public void Dispose() => _call.Emulator.Events.Remove(this);

    private List<Push> Found(World world)
    {
        lock (_lock)
        {
            return [.. _found.Where(push => world.Outbox.Journal.Find(push.Id) == push)];
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
