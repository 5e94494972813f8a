namespace PrivateNumber.Emulator.Time;

/// <summary>
/// The right to step one scheduler: its clock is held until the turn ends. A reset takes the events away from the turn, which then
/// finds nothing more to do.
/// </summary>
internal sealed class Turn(Scheduler scheduler, int epoch, DateTimeOffset now) : IDisposable
{
    public Scheduler Scheduler { get; } = scheduler;

    public DateTimeOffset Target { get; set; } = now;

    public DateTimeOffset Began { get; } = now;

    public DateTimeOffset? NextDue => Scheduler.NextDueIn(epoch) is { } due && due <= Target ? due : null;

    public FiredEvent? RunNext(DateTimeOffset limit) => Scheduler.RunNext(epoch, limit);

    public bool PassTo(DateTimeOffset to) => Scheduler.PassTo(epoch, to < Target ? to : Target);

    public void Dispose() => Scheduler.EndTurn();
}
