using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Time;

/// <summary>What tests of the scheduler share: a wall clock moved by hand and a log of what ran, with the time that it saw.</summary>
internal abstract class SchedulerFixture
{
    private readonly List<Scheduler> _made = [];

    protected static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    protected HandDrivenTimeProvider Wall { get; } = new(Start);

    protected List<(string What, double Second)> Log { get; } = [];

    protected static DateTimeOffset Second(double second) => Start.AddSeconds(second);

    protected static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    protected Scheduler Make(
        ClockMode mode = ClockMode.Manual,
        double factor = 1,
        string app = "app",
        Func<Task>? whenQuiet = null,
        Action<Exception, ScheduledEvent>? failed = null)
    {
        var made = new Scheduler(app, new ClockSettings(mode, factor), Wall, whenQuiet ?? (() => Task.CompletedTask), failed);
        _made.Add(made);
        return made;
    }

    protected static string Names(IEnumerable<FiredEvent> fired) => string.Join(' ', fired.Select(e => e.What));

    /// <summary>Schedules an event that only leaves a line in the log.</summary>
    protected ScheduledEvent Note(Scheduler scheduler, double second, string what) =>
        scheduler.At(Second(second), what, () => Write(scheduler, what));

    protected void Write(Scheduler scheduler, string what) => Log.Add((what, (scheduler.Now - Start).TotalSeconds));

    [TearDown]
    public void DisposeSchedulers() => _made.ForEach(scheduler => scheduler.Dispose());
}
