namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>A wall clock that a test moves by hand. Timers ring on the moving thread, each at its own time.</summary>
internal sealed class HandDrivenTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<HandTimer> _timers = [];
    private DateTimeOffset _now = start;

    /// <summary>The wait of every timer that is armed, as it was asked for.</summary>
    public IReadOnlyList<TimeSpan> Armed
    {
        get
        {
            lock (_lock)
            {
                return [.. _timers.Where(timer => timer.Rings is not null).Select(timer => timer.Wait)];
            }
        }
    }

    public int Rung { get; private set; }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <summary>Sets the wall clock as an administrator does: timers do not notice.</summary>
    public void Set(DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var timer in _timers)
            {
                timer.Rings += now - _now;
            }

            _now = now;
        }
    }

    public void Pass(TimeSpan time)
    {
        var end = GetUtcNow() + time;
        while (TakeNext(end) is { } next)
        {
            Rung++;
            next.Ring();
        }

        lock (_lock)
        {
            _now = end;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, callback, state);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    private HandTimer? TakeNext(DateTimeOffset end)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Rings <= end).MinBy(timer => timer.Rings);
            if (next is not null)
            {
                _now = next.Rings > _now ? next.Rings.Value : _now;
                next.Rings = null;
            }

            return next;
        }
    }

    private sealed class HandTimer(HandDrivenTimeProvider wall, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Rings { get; set; }

        public TimeSpan Wait { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan)
            {
                throw new NotSupportedException("Only timers that ring once.");
            }

            ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime.TotalMilliseconds, uint.MaxValue - 1d, nameof(dueTime));
            lock (wall._lock)
            {
                if (!wall._timers.Contains(this))
                {
                    return false;
                }

                Wait = dueTime;
                Rings = dueTime == Timeout.InfiniteTimeSpan ? null : wall._now + dueTime;
                return true;
            }
        }

        public void Dispose()
        {
            lock (wall._lock)
            {
                wall._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
