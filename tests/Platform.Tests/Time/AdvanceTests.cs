using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Time;

internal sealed class AdvanceTests : SchedulerFixture
{
    [Test]
    public async Task Events_run_in_the_order_of_their_time_and_then_of_scheduling()
    {
        var scheduler = Make();
        Note(scheduler, 5, "c");
        Note(scheduler, 2, "a");
        Note(scheduler, 5, "d");
        Note(scheduler, 3, "b");

        var fired = await scheduler.AdvanceByAsync(Seconds(10), CancellationToken.None);

        Assert.That(Log, Is.EqualTo(new[] { ("a", 2d), ("b", 3d), ("c", 5d), ("d", 5d) }));
        Assert.That(fired.Select(e => (e.What, e.At)), Is.EqualTo(Log.Select(e => (e.What, Second(e.Second)))));
        Assert.That(scheduler.Now, Is.EqualTo(Second(10)));
    }

    [Test]
    public async Task What_fired_names_its_application_and_session()
    {
        var scheduler = Make(app: "taxi");
        scheduler.After(Seconds(1), "answer", () => { }, "session-1");

        var fired = await scheduler.AdvanceByAsync(Seconds(1), CancellationToken.None);

        Assert.That(fired, Is.EqualTo(new[] { new FiredEvent(Second(1), "answer", "taxi", "session-1") }));
    }

    [Test]
    public async Task An_event_after_the_target_stays()
    {
        var scheduler = Make();
        var later = Note(scheduler, 3, "later");

        await scheduler.AdvanceToAsync(Second(2), CancellationToken.None);

        Assert.That(Log, Is.Empty);
        Assert.That(later.IsPending, Is.True);
        Assert.That(scheduler.Next?.Due, Is.EqualTo(Second(3)));
    }

    [Test]
    public async Task What_an_event_schedules_runs_in_the_same_advance_when_it_is_due()
    {
        var scheduler = Make();
        scheduler.At(Second(2), "parent", () =>
        {
            Note(scheduler, 4, "child");
            Note(scheduler, 2, "twin");
            Note(scheduler, 1, "too late, so now");
            Note(scheduler, 9, "beyond");
        });
        Note(scheduler, 3, "other");

        await scheduler.AdvanceToAsync(Second(5), CancellationToken.None);

        Assert.That(Log, Is.EqualTo(new[] { ("twin", 2d), ("too late, so now", 2d), ("other", 3d), ("child", 4d) }));
        Assert.That(scheduler.Pending, Is.EqualTo(1));
    }

    [Test]
    public async Task Each_event_is_followed_by_quiet_before_the_next_one()
    {
        var answer = new TaskCompletionSource();
        var parked = false;
        Scheduler scheduler = null!;
        scheduler = Make(whenQuiet: async () =>
        {
            if (Log.Count == 1 && !parked)
            {
                await answer.Task;
                parked = true;
                Note(scheduler, 2, "retry");
            }
        });
        Note(scheduler, 1, "push");
        Note(scheduler, 3, "next");

        var advance = scheduler.AdvanceToAsync(Second(5), CancellationToken.None);
        Assert.That(Log, Is.EqualTo(new[] { ("push", 1d) }), "the push is still in flight");
        Assert.That(scheduler.Now, Is.EqualTo(Second(1)));
        answer.SetResult();
        await advance;

        Assert.That(Log, Is.EqualTo(new[] { ("push", 1d), ("retry", 2d), ("next", 3d) }));
    }

    [Test]
    public async Task On_a_manual_clock_what_is_due_now_waits_for_the_next_advance()
    {
        var scheduler = Make();
        Note(scheduler, 0, "now");
        Wall.Pass(Seconds(100));
        Assert.That(Log, Is.Empty);

        await scheduler.RunDueAsync(CancellationToken.None);

        Assert.That(Log, Is.EqualTo(new[] { ("now", 0d) }));
        Assert.That(scheduler.Now, Is.EqualTo(Start));
    }

    [Test]
    public async Task Time_never_runs_backwards()
    {
        var scheduler = Make();
        await scheduler.AdvanceByAsync(Seconds(10), CancellationToken.None);

        Assert.That(() => scheduler.AdvanceToAsync(Second(9), CancellationToken.None), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => scheduler.AdvanceByAsync(Seconds(-1), CancellationToken.None), Throws.InstanceOf<ArgumentOutOfRangeException>());

        Assert.That(scheduler.Now, Is.EqualTo(Second(10)));
        await scheduler.AdvanceByAsync(Seconds(1), CancellationToken.None);
        Assert.That(scheduler.Now, Is.EqualTo(Second(11)), "a refused advance leaves the clock usable");
    }

    [Test]
    public async Task Advancing_while_a_condition_holds_stops_at_the_last_event()
    {
        var scheduler = Make();
        Note(scheduler, 1, "a");
        Note(scheduler, 4, "b");
        Note(scheduler, 6, "c");

        var fired = await scheduler.AdvanceWhileAsync(() => Log.Count < 2, Second(100), CancellationToken.None);

        Assert.That(Names(fired), Is.EqualTo("a b"));
        Assert.That(scheduler.Now, Is.EqualTo(Second(4)));
    }

    [Test]
    public async Task Advancing_while_a_condition_holds_does_not_pass_the_limit()
    {
        var scheduler = Make();
        Note(scheduler, 1, "a");
        Note(scheduler, 4, "b");

        await scheduler.AdvanceWhileAsync(() => true, Second(3), CancellationToken.None);

        Assert.That(Log, Is.EqualTo(new[] { ("a", 1d) }));
        Assert.That(scheduler.Now, Is.EqualTo(Second(1)));
    }

    [Test]
    public async Task Several_applications_advance_event_by_event_and_share_the_time()
    {
        var b = Make(app: "b");
        var a = Make(app: "a");
        Note(b, 2, "b2");
        Note(a, 1, "a1");
        Note(a, 2, "a2");
        Note(a, 9, "a9");
        b.At(Second(3), "b3", () => Write(a, "a, seen from b3"));

        var fired = await Scheduler.AdvanceAllAsync([(b, Second(5)), (a, Second(4))], CancellationToken.None);

        Assert.That(Names(fired), Is.EqualTo("a1 b2 a2 b3"));
        Assert.That(Log, Is.EqualTo(new[] { ("a1", 1d), ("b2", 2d), ("a2", 2d), ("a, seen from b3", 3d) }));
        Assert.That((b.Now, a.Now), Is.EqualTo((Second(5), Second(4))));
    }

    [Test]
    public void One_application_twice_in_one_advance_is_refused()
    {
        var scheduler = Make();

        Assert.That(
            () => Scheduler.AdvanceAllAsync([(scheduler, Second(1)), (scheduler, Second(2))], CancellationToken.None),
            Throws.ArgumentException);
    }

    [Test]
    public async Task A_second_advance_waits_for_the_first()
    {
        var answer = new TaskCompletionSource();
        var scheduler = Make(whenQuiet: () => Log.Count == 1 ? answer.Task : Task.CompletedTask);
        Note(scheduler, 1, "a");

        var first = scheduler.AdvanceByAsync(Seconds(10), CancellationToken.None);
        var second = scheduler.AdvanceByAsync(Seconds(10), CancellationToken.None);
        Note(scheduler, 10, "b");
        Assert.That(second.IsCompleted, Is.False);
        answer.SetResult();

        Assert.That(Names(await first), Is.EqualTo("a b"), "scheduled meanwhile, due in the first");
        Assert.That(await second, Is.Empty);
        Assert.That(scheduler.Now, Is.EqualTo(Second(20)));
    }

    [Test]
    public async Task An_advance_inside_an_event_is_refused()
    {
        Exception? failure = null;
        var scheduler = Make(failed: (thrown, _) => failure = thrown);
        scheduler.At(Second(1), "impatient", () => _ = scheduler.AdvanceByAsync(Seconds(1), CancellationToken.None));

        await scheduler.AdvanceByAsync(Seconds(5), CancellationToken.None);

        Assert.That(failure, Is.InstanceOf<InvalidOperationException>());
        Assert.That(scheduler.Now, Is.EqualTo(Second(5)));
    }

    [Test]
    public async Task A_cancelled_advance_stays_at_its_last_event_and_frees_the_clock()
    {
        using var stop = new CancellationTokenSource();
        var scheduler = Make();
        scheduler.At(Second(1), "stop", stop.Cancel);
        Note(scheduler, 2, "next");

        Assert.That(() => scheduler.AdvanceToAsync(Second(5), stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(scheduler.Now, Is.EqualTo(Second(1)));

        await scheduler.AdvanceToAsync(Second(5), CancellationToken.None);
        Assert.That(Log, Is.EqualTo(new[] { ("next", 2d) }));
    }
}
