namespace PrivateNumber.Emulator.Time;

internal sealed class ScheduledEvent(Scheduler scheduler, DateTimeOffset due, long sequence, string what, Action run, string? sessionId)
{
    public DateTimeOffset Due { get; } = due;

    public string What { get; } = what;

    public string? SessionId { get; } = sessionId;

    public bool IsPending => Run is not null;

    internal long Sequence { get; } = sequence;

    /// <summary>Null once the event was taken or cancelled, so that a handle which outlives its event keeps nothing alive.</summary>
    internal Action? Run { get; set; } = run;

    /// <returns>False when the event has run, is running or was cancelled before.</returns>
    public bool Cancel() => scheduler.Cancel(this);
}
