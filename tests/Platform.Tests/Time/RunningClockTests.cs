using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Time;

internal sealed class RunningClockTests : SchedulerFixture
{
    [Test]
    public void A_real_clock_shows_wall_time_and_runs_events_when_they_are_due()
    {
        var scheduler = Make(ClockMode.Real);
        Note(scheduler, 3, "b");
        Note(scheduler, 2, "a");

        Wall.Pass(Seconds(1.999));
        Assert.That(Log, Is.Empty);
        Wall.Pass(Seconds(5));

        Assert.That(Log, Is.EqualTo(new[] { ("a", 2d), ("b", 3d) }));
        Assert.That(scheduler.Now, Is.EqualTo(Wall.GetUtcNow()));
    }

    [Test]
    public void A_scaled_clock_runs_faster_by_its_factor()
    {
        var scheduler = Make(ClockMode.Scaled, 60);
        Note(scheduler, 120, "two minutes");

        Wall.Pass(Seconds(1.5));
        Assert.That(Log, Is.Empty);
        Assert.That(scheduler.Now, Is.EqualTo(Second(90)));
        Wall.Pass(Seconds(0.5));

        Assert.That(Log, Is.EqualTo(new[] { ("two minutes", 120d) }));
    }

    [Test]
    public void An_event_between_two_milliseconds_runs_once_and_not_before_its_time()
    {
        var scheduler = Make(ClockMode.Real);
        Note(scheduler, 0.0105, "fraction");

        Wall.Pass(Seconds(0.010));
        Assert.That(Log, Is.Empty);
        Wall.Pass(Seconds(0.001));

        Assert.That(Log, Is.EqualTo(new[] { ("fraction", 0.011) }));
        Assert.That(Wall.Rung, Is.EqualTo(1));
    }

    [Test]
    public void An_event_due_now_runs_at_once()
    {
        var scheduler = Make(ClockMode.Real);
        Note(scheduler, -5, "late");

        Wall.Pass(TimeSpan.Zero);

        Assert.That(Log, Is.EqualTo(new[] { ("late", 0d) }));
    }

    [Test]
    public void What_an_event_schedules_for_now_runs_too()
    {
        var scheduler = Make(ClockMode.Real);
        scheduler.At(Second(1), "parent", () => Note(scheduler, 1, "child"));

        Wall.Pass(Seconds(1));

        Assert.That(Log, Is.EqualTo(new[] { ("child", 1d) }));
    }

    [Test]
    public void An_expiry_beyond_the_longest_timer_is_kept()
    {
        var scheduler = Make(ClockMode.Real);
        var days = TimeSpan.FromDays(90);
        Note(scheduler, days.TotalSeconds, "expired");

        Assert.That(Wall.Armed, Is.EqualTo(new[] { TimeSpan.FromMinutes(1) }));
        Wall.Pass(days - Seconds(1));
        Assert.That(Log, Is.Empty);
        Wall.Pass(Seconds(1));

        Assert.That(Log, Is.EqualTo(new[] { ("expired", days.TotalSeconds) }));
    }

    [Test]
    public void An_idle_clock_arms_no_timer()
    {
        var scheduler = Make(ClockMode.Real);
        Note(scheduler, 1, "only");
        Wall.Pass(Seconds(1));

        Assert.That(Wall.Armed, Is.Empty);
    }

    [Test]
    public void A_wall_clock_that_is_set_back_neither_turns_time_back_nor_stops_it()
    {
        var scheduler = Make(ClockMode.Real);
        Note(scheduler, 20, "event");
        Wall.Pass(Seconds(10));
        Assert.That(scheduler.Now, Is.EqualTo(Second(10)));

        Wall.Set(Second(-3600));
        Assert.That(scheduler.Now, Is.EqualTo(Second(10)));
        Wall.Pass(Seconds(10));

        Assert.That(Log, Is.EqualTo(new[] { ("event", 20d) }));
    }

    [Test]
    public async Task A_wall_clock_that_is_set_back_during_an_advance_does_not_turn_time_back()
    {
        var scheduler = Make(ClockMode.Real);
        scheduler.At(Second(1), "set back", () => Wall.Set(Second(-3600)));

        await scheduler.AdvanceToAsync(Second(60), CancellationToken.None);

        Assert.That(scheduler.Now, Is.EqualTo(Second(60)));
    }

    [Test]
    public void A_wall_clock_that_jumps_ahead_is_noticed_within_a_minute()
    {
        var scheduler = Make(ClockMode.Real);
        Note(scheduler, 3600, "event");

        Wall.Set(Second(7200));
        Wall.Pass(TimeSpan.FromMinutes(1));

        Assert.That(Log, Is.EqualTo(new[] { ("event", 7260d) }));
    }

    [Test]
    [Rule("contract.md §3", "An advance of a running clock sets it ahead, by way of every event.", Inferred = true)]
    public async Task An_advance_shifts_a_running_clock_and_pins_it_to_each_event()
    {
        var scheduler = Make(ClockMode.Real);
        scheduler.At(Second(10), "pinned", () =>
        {
            Wall.Pass(Seconds(3));
            Write(scheduler, "pinned");
        });
        Note(scheduler, 20, "next");
        Note(scheduler, 62, "soon after");

        await scheduler.AdvanceToAsync(Second(60), CancellationToken.None);

        Assert.That(Log, Is.EqualTo(new[] { ("pinned", 10d), ("next", 20d) }));
        Assert.That(scheduler.Now, Is.EqualTo(Second(63)), "the three seconds that the advance took are not lost");
        Wall.Pass(TimeSpan.Zero);
        Assert.That(Log[^1], Is.EqualTo(("soon after", 63d)));
    }

    [Test]
    public async Task The_timer_leaves_events_to_the_advance_in_progress()
    {
        var answer = new TaskCompletionSource();
        var scheduler = Make(ClockMode.Real, whenQuiet: () => Log.Count == 1 ? answer.Task : Task.CompletedTask);
        Note(scheduler, 1, "a");
        Note(scheduler, 2, "b");
        Note(scheduler, 5, "c");
        var advance = scheduler.AdvanceToAsync(Second(3), CancellationToken.None);

        Wall.Pass(Seconds(10));
        Assert.That(Log, Is.EqualTo(new[] { ("a", 1d) }));
        answer.SetResult();
        await advance;

        Assert.That(Log, Is.EqualTo(new[] { ("a", 1d), ("b", 2d) }));
        Wall.Pass(TimeSpan.Zero);
        Assert.That(Log[^1], Is.EqualTo(("c", 13d)));
    }

    [Test]
    public void A_clock_stands_at_the_end_of_time_and_waits_for_nothing_beyond()
    {
        var scheduler = Make(ClockMode.Scaled, 1e12);
        scheduler.At(Clock.End.AddYears(1), "never", () => Write(scheduler, "never"));

        Wall.Pass(Seconds(1));

        Assert.That(scheduler.Now, Is.EqualTo(Clock.End));
        Assert.That(Log, Is.Empty);
        Assert.That(Wall.Armed, Is.Empty);
    }

    [Test]
    public async Task The_wall_passes_however_long_it_is_waited_for()
    {
        using var patience = new CancellationTokenSource();

        var waiting = WallClock.PassAsync(TimeSpan.FromDays(90), patience.Token);
        Assert.That(waiting.IsCompleted, Is.False);
        await patience.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Changing_the_clock_makes_no_jump()
    {
        var scheduler = Make(ClockMode.Scaled, 10);
        Note(scheduler, 60, "event");
        Wall.Pass(Seconds(2));

        scheduler.Change(ClockMode.Manual, 1);
        Wall.Pass(Seconds(100));
        Assert.That(scheduler.Now, Is.EqualTo(Second(20)));
        Assert.That(Log, Is.Empty);

        scheduler.Change(ClockMode.Real, 1);
        Assert.That(scheduler.Now, Is.EqualTo(Second(20)));
        Wall.Pass(Seconds(40));
        Assert.That(Log, Is.EqualTo(new[] { ("event", 60d) }));
    }

    [Test]
    public void An_event_that_freezes_the_clock_makes_its_twins_wait()
    {
        var scheduler = Make(ClockMode.Real);
        scheduler.At(Second(1), "freeze", () => scheduler.Change(ClockMode.Manual, 1));
        var twin = Note(scheduler, 1, "twin");

        Wall.Pass(Seconds(10));

        Assert.That(twin.IsPending, Is.True);
    }

    [Test]
    public async Task Reset_takes_a_real_clock_back_to_wall_time()
    {
        var scheduler = Make(ClockMode.Real);
        await scheduler.AdvanceByAsync(Seconds(500), CancellationToken.None);
        Note(scheduler, 501, "old");

        scheduler.Reset();
        Wall.Pass(Seconds(1000));

        Assert.That(scheduler.Now, Is.EqualTo(Wall.GetUtcNow()));
        Assert.That(Log, Is.Empty);
    }

    [Test]
    public void A_disposed_scheduler_runs_nothing_more()
    {
        var scheduler = Make(ClockMode.Real);
        Note(scheduler, 1, "event");

        scheduler.Dispose();
        Wall.Pass(Seconds(10));

        Assert.That(Log, Is.Empty);
    }
}
