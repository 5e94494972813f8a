namespace PrivateNumber.Emulator.Time;

/// <summary>
/// The time of one application and what it will bring. Events run one after another, ordered by due time and then by when they were
/// scheduled, and never before their time. On a manual clock an event that is due now still waits for the next advance.
/// </summary>
internal sealed partial class Scheduler : IResettable, IDisposable
{
    // A leaf: guards clock, queue and timer, and is never held while an event runs.
    private readonly Lock _lock = new();

    // Held while an event runs. Taken before _lock.
    private readonly Lock _running = new();

    // Whoever has the turn, an advance or the timer, is the only one to run events.
    private readonly SemaphoreSlim _turn = new(1, 1);

    private readonly EventQueue _queue = new();
    private readonly Clock _clock;
    private readonly ITimer _timer;
    private readonly Func<Task> _whenQuiet;
    private readonly Action<Exception, ScheduledEvent>? _failed;
    private volatile int _epoch;

    /// <summary>
    /// <paramref name="whenQuiet"/> completes when everything that events caused has been answered or is parked on this clock again.
    /// <paramref name="failed"/> hears of an event that threw; time goes on.
    /// </summary>
    public Scheduler(
        string app, ClockSettings settings, TimeProvider wall, Func<Task> whenQuiet, Action<Exception, ScheduledEvent>? failed = null)
    {
        App = app;
        _failed = failed;
        _whenQuiet = whenQuiet;
        _clock = new Clock(settings, wall);
        _timer = wall.CreateTimer(static self => ((Scheduler)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string App { get; }

    public DateTimeOffset Now
    {
        get
        {
            lock (_lock)
            {
                return _clock.Now;
            }
        }
    }

    public ClockMode Mode
    {
        get
        {
            lock (_lock)
            {
                return _clock.Mode;
            }
        }
    }

    /// <summary>1 unless the clock is scaled.</summary>
    public double Factor
    {
        get
        {
            lock (_lock)
            {
                return _clock.Factor;
            }
        }
    }

    /// <summary>The event that is due first.</summary>
    public ScheduledEvent? Next
    {
        get
        {
            lock (_lock)
            {
                return _queue.Head;
            }
        }
    }

    public int Pending
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>A due time in the past means now.</summary>
    public ScheduledEvent At(DateTimeOffset due, string what, Action run, string? sessionId = null)
    {
        lock (_lock)
        {
            var now = _clock.Now;
            var added = _queue.Add(this, due > now ? due.ToUniversalTime() : now, what, run, sessionId);
            if (_queue.Head == added)
            {
                Arm();
            }

            return added;
        }
    }

    public ScheduledEvent After(TimeSpan delay, string what, Action run, string? sessionId = null)
    {
        lock (_lock)
        {
            return At(_clock.Now + delay, what, run, sessionId);
        }
    }

    /// <summary>Runs every event until <paramref name="to"/> in order, each at its own time, and waits for what each has caused.</summary>
    public Task<IReadOnlyList<FiredEvent>> AdvanceToAsync(DateTimeOffset to, CancellationToken ct) => Advance.ToAsync([(this, _ => to)], ct);

    public Task<IReadOnlyList<FiredEvent>> AdvanceByAsync(TimeSpan by, CancellationToken ct) => Advance.ToAsync([(this, now => now + by)], ct);

    /// <summary>Runs what is due now and waits for quiet.</summary>
    public Task<IReadOnlyList<FiredEvent>> RunDueAsync(CancellationToken ct) => AdvanceByAsync(TimeSpan.Zero, ct);

    /// <summary>Steps from event to event, and stops at the time of the last one.</summary>
    public Task<IReadOnlyList<FiredEvent>> AdvanceWhileAsync(Func<bool> goOn, DateTimeOffset limit, CancellationToken ct) =>
        Advance.WhileAsync(this, goOn, limit, ct);

    /// <summary>Advances several applications together: the earliest event of all of them is always the next.</summary>
    public static Task<IReadOnlyList<FiredEvent>> AdvanceAllAsync(
        IReadOnlyList<(Scheduler Scheduler, DateTimeOffset To)> targets, CancellationToken ct) =>
        Advance.ToAsync([.. targets.Select(target => (target.Scheduler, (Func<DateTimeOffset, DateTimeOffset>)(_ => target.To)))], ct);

    /// <summary>The same by a span of time, whatever time each of them has.</summary>
    public static Task<IReadOnlyList<FiredEvent>> AdvanceAllByAsync(IReadOnlyList<Scheduler> schedulers, TimeSpan by, CancellationToken ct) =>
        Advance.ToAsync([.. schedulers.Select(scheduler => (scheduler, (Func<DateTimeOffset, DateTimeOffset>)(now => now + by)))], ct);

    /// <summary>The time itself goes on without a jump: manual freezes it where it is.</summary>
    public void Change(ClockMode mode, double factor)
    {
        lock (_lock)
        {
            _clock.Change(mode, factor);
            Arm();
        }
    }

    public ClockState State
    {
        get
        {
            lock (_lock)
            {
                return _clock.State;
            }
        }
    }

    /// <summary>Goes on from a state. What is due by then runs at once, unless the clock is manual.</summary>
    public void Restore(ClockState state)
    {
        lock (_lock)
        {
            _clock.Restore(state);
            Arm();
        }
    }

    /// <summary>The clock as it will be restored, but standing still: nothing happens while a World is being made.</summary>
    public void RestoreStandingStill(ClockState state)
    {
        lock (_lock)
        {
            _clock.Restore(state);
            _clock.Change(ClockMode.Manual, 1);
        }
    }

    /// <summary>
    /// Acts while no event runs. Waits for the event that is running, so it must not be called with a lock that events take;
    /// what it does may take them.
    /// </summary>
    public void BetweenEvents(Action act)
    {
        lock (_running)
        {
            act();
        }
    }

    /// <summary>
    /// Cancels everything and takes the clock back to how it was configured; an advance in progress ends. Waits for the event that is
    /// running, so it must not be called with a lock that events take, except from <see cref="BetweenEvents"/>.
    /// </summary>
    public void Reset()
    {
        lock (_running)
        {
            lock (_lock)
            {
                _epoch++;
                _queue.Clear();
                _clock.Reset();
                Arm();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _epoch++;
            _queue.Clear();
            _timer.Dispose();
        }
    }

    internal bool Cancel(ScheduledEvent scheduled)
    {
        lock (_lock)
        {
            return _queue.Remove(scheduled);
        }
    }

    private void Arm()
    {
        var wait = _queue.Head is { } head ? _clock.WaitFor(head.Due) : null;
        _timer.Change(wait ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
