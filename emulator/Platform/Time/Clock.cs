namespace PrivateNumber.Emulator.Time;

/// <summary>
/// Turns wall time into the application's time: base + (wall − wall base) × rate, where the rate of a manual clock is nothing.
/// Guarded by the scheduler's lock.
/// </summary>
internal sealed class Clock
{
    // Timers end at 49.7 days and do not notice a wall clock that is set or a machine that slept: look again every minute.
    private const double LongestWaitMilliseconds = 60_000;

    /// <summary>No clock passes it: whatever is added to a time, up to <see cref="Text.Durations.Longest"/> and more, stays in the calendar.</summary>
    public static readonly DateTimeOffset End = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ClockSettings _settings;
    private readonly TimeProvider _wall;
    private readonly DateTimeOffset _start;
    private DateTimeOffset _base;
    private DateTimeOffset _wallBase;
    private DateTimeOffset _latest;
    private DateTimeOffset? _held;

    public Clock(ClockSettings settings, TimeProvider wall)
    {
        _settings = settings;
        _wall = wall;
        _start = (settings.Start ?? wall.GetUtcNow()).ToUniversalTime();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_start, End, nameof(settings));
        Reset();
    }

    public ClockMode Mode { get; private set; }

    public double Factor { get; private set; }

    public DateTimeOffset Now => _held ?? Running();

    /// <summary>Pins the time, so that during an advance only <see cref="MoveTo"/> moves it.</summary>
    public void Hold() => _held = Now;

    /// <summary>Lets the clock run again, including the wall time that passed meanwhile: an advance must not make it late.</summary>
    public void Release()
    {
        _latest = Now;
        _held = null;
    }

    /// <summary>Moves forward; a time that has passed already changes nothing.</summary>
    public void MoveTo(DateTimeOffset to)
    {
        var ahead = to - Now;
        if (ahead <= TimeSpan.Zero)
        {
            return;
        }

        _base += ahead;
        _held = _held is null ? null : to;
    }

    public void Change(ClockMode mode, double factor)
    {
        if (mode == ClockMode.Scaled && !(factor > 0 && double.IsFinite(factor)))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor of a scaled clock is a number above 0.");
        }

        StartFrom(Now);
        Mode = mode;
        Factor = mode == ClockMode.Scaled ? factor : 1;
    }

    public void Reset()
    {
        _held = null;
        StartFrom(_settings.Mode == ClockMode.Real ? _wall.GetUtcNow() : _start);
        Change(_settings.Mode, _settings.Factor);
    }

    /// <summary>Enough to go on with after a restart: what passed on the wall meanwhile has passed here too, unless the clock stands still.</summary>
    public ClockState State => new(Mode, Factor, _base, Mode == ClockMode.Manual ? null : _wallBase);

    public void Restore(ClockState state)
    {
        var time = state.Time.ToUniversalTime();
        (Mode, Factor, _base, _latest, _held) = (state.Mode, state.Factor, time, time, null);
        _wallBase = state.Wall ?? _wall.GetUtcNow();
    }

    /// <summary>The wall time to wait for a due time; null when waiting does not bring it nearer.</summary>
    public TimeSpan? WaitFor(DateTimeOffset due)
    {
        if (Mode == ClockMode.Manual || _held is not null || due > End)
        {
            return null;
        }

        // Timers cut off fractions of a millisecond: without rounding up they would ring too early, again and again.
        var milliseconds = Math.Ceiling((due - Now).TotalMilliseconds / Factor);
        return TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, LongestWaitMilliseconds));
    }

    private void StartFrom(DateTimeOffset time)
    {
        _base = time;
        _latest = time;
        _wallBase = _wall.GetUtcNow();
    }

    private DateTimeOffset Running()
    {
        var rate = Mode == ClockMode.Manual ? 0 : Factor;
        var ticks = (_wall.GetUtcNow() - _wallBase).Ticks * rate;
        var room = (End - _base).Ticks;
        var now = ticks < room ? _base.AddTicks((long)ticks) : End;
        if (now < _latest)
        {
            // The wall clock was set back. Running on from here keeps events coming; standing still until it caught up would not.
            StartFrom(_latest);
        }
        else
        {
            _latest = now;
        }

        return _latest;
    }
}
