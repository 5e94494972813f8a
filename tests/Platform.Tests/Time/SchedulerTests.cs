using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Time;

internal sealed class SchedulerTests : SchedulerFixture
{
    [Test]
    public async Task A_cancelled_event_never_runs()
    {
        var scheduler = Make();
        var cancelled = Note(scheduler, 1, "cancelled");

        Assert.That(cancelled.IsPending, Is.True);
        Assert.That(cancelled.Cancel(), Is.True);
        Assert.That(cancelled.Cancel(), Is.False);
        await scheduler.AdvanceByAsync(Seconds(5), CancellationToken.None);

        Assert.That(Log, Is.Empty);
        Assert.That(cancelled.IsPending, Is.False);
    }

    [Test]
    public async Task An_event_that_ran_cannot_be_cancelled()
    {
        var scheduler = Make();
        var ran = Note(scheduler, 1, "ran");
        await scheduler.AdvanceByAsync(Seconds(5), CancellationToken.None);

        Assert.That(ran.IsPending, Is.False);
        Assert.That(ran.Cancel(), Is.False);
    }

    [Test]
    public void A_cancelled_event_leaves_the_queue_and_frees_what_it_held()
    {
        var scheduler = Make();
        var (handle, held) = ScheduleAndCancel(scheduler);

        GC.Collect();

        Assert.That(scheduler.Pending, Is.Zero);
        Assert.That(held.IsAlive, Is.False);
        GC.KeepAlive(handle);
    }

    [Test]
    public async Task An_event_that_throws_is_reported_and_does_not_stop_the_clock()
    {
        var failures = new List<(string, string)>();
        var scheduler = Make(failed: (failure, failed) => failures.Add((failure.Message, failed.What)));
        scheduler.At(Second(1), "faulty", () => throw new InvalidOperationException("broken"));
        Note(scheduler, 2, "next");

        var fired = await scheduler.AdvanceByAsync(Seconds(5), CancellationToken.None);

        Assert.That(failures, Is.EqualTo(new[] { ("broken", "faulty") }));
        Assert.That(fired, Has.Count.EqualTo(2));
        Assert.That(Log, Is.EqualTo(new[] { ("next", 2d) }));
    }

    [Test]
    public async Task Reset_cancels_everything_and_rewinds_a_manual_clock_to_its_start()
    {
        var scheduler = Make();
        var old = Note(scheduler, 50, "old");
        await scheduler.AdvanceByAsync(Seconds(10), CancellationToken.None);
        scheduler.Change(ClockMode.Scaled, 60);
        Wall.Pass(Seconds(0.1));

        scheduler.Reset();

        Assert.That((scheduler.Mode, scheduler.Factor, scheduler.Now), Is.EqualTo((ClockMode.Manual, 1d, Start)));
        Assert.That(old.IsPending, Is.False);
        await scheduler.AdvanceByAsync(Seconds(100), CancellationToken.None);
        Assert.That(Log, Is.Empty);
    }

    [Test]
    public void A_handle_from_before_a_reset_cannot_cancel_an_event_from_after_it()
    {
        var scheduler = Make();
        var old = Note(scheduler, 1, "old");
        scheduler.Reset();
        var current = Note(scheduler, 1, "new");

        Assert.That(old.Cancel(), Is.False);
        Assert.That(current.IsPending, Is.True);
    }

    [Test]
    public async Task Reset_ends_the_advance_in_progress()
    {
        var answer = new TaskCompletionSource();
        var scheduler = Make(whenQuiet: () => Log.Count == 1 ? answer.Task : Task.CompletedTask);
        Note(scheduler, 1, "a");
        Note(scheduler, 2, "b");
        var advance = scheduler.AdvanceByAsync(Seconds(10), CancellationToken.None);

        scheduler.Reset();
        Note(scheduler, 3, "after the reset");
        answer.SetResult();

        Assert.That(Names(await advance), Is.EqualTo("a"));
        Assert.That(scheduler.Now, Is.EqualTo(Start));
        Assert.That(scheduler.Pending, Is.EqualTo(1));
    }

    [Test]
    public async Task Reset_inside_an_event_is_allowed()
    {
        var scheduler = Make();
        scheduler.At(Second(1), "reset", scheduler.Reset);
        Note(scheduler, 2, "old");

        await scheduler.AdvanceByAsync(Seconds(5), CancellationToken.None);

        Assert.That(Log, Is.Empty);
        Assert.That(scheduler.Now, Is.EqualTo(Start));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task Reset_waits_for_the_event_that_is_running(CancellationToken ct)
    {
        using var begun = new SemaphoreSlim(0);
        using var finish = new SemaphoreSlim(0);
        var scheduler = Make();
        scheduler.At(Second(1), "slow", () =>
        {
            begun.Release();
            finish.Wait(ct);
            Note(scheduler, 50, "scheduled by the old event");
        });
        var advance = Task.Run(() => scheduler.AdvanceByAsync(Seconds(5), ct), ct);
        await begun.WaitAsync(ct);

        var reset = new Thread(scheduler.Reset) { IsBackground = true };
        reset.Start();
        Assert.That(
            SpinWait.SpinUntil(() => !reset.IsAlive || reset.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TestEmulator.Patience), Is.True, "The reset neither waited nor ended.");
        Assert.That(reset.IsAlive, Is.True);
        finish.Release();
        await advance;
        Assert.That(reset.Join(TestEmulator.Patience), Is.True, "The reset did not end.");

        Assert.That(scheduler.Pending, Is.Zero, "neither what was scheduled nor what the old event schedules is left");
    }

    [TestCase(ClockMode.Manual)]
    [TestCase(ClockMode.Scaled)]
    public void A_start_that_is_configured_is_where_a_manual_or_scaled_clock_begins_and_a_reset_goes_back_to(ClockMode mode)
    {
        var start = new DateTimeOffset(2030, 5, 1, 8, 0, 0, TimeSpan.FromHours(8));
        using var scheduler = new Scheduler("app", new ClockSettings(mode, 60, start), Wall, () => Task.CompletedTask);

        Assert.That(scheduler.Now, Is.EqualTo(start));
        Assert.That(scheduler.Now.Offset, Is.EqualTo(TimeSpan.Zero));
        Wall.Pass(Seconds(10));
        scheduler.Reset();
        Assert.That(scheduler.Now, Is.EqualTo(start));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_scaled_clock_needs_a_factor_above_zero(double factor) =>
        Assert.That(() => Make(ClockMode.Scaled, factor), Throws.InstanceOf<ArgumentOutOfRangeException>());

    // A frame of its own, so that no local keeps the object alive.
    private static (ScheduledEvent Handle, WeakReference Held) ScheduleAndCancel(Scheduler scheduler)
    {
        var held = new object();
        var handle = scheduler.After(TimeSpan.FromDays(90), "expiry", () => GC.KeepAlive(held));
        handle.Cancel();
        return (handle, new WeakReference(held));
    }
}
