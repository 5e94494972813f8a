using System.Collections.Concurrent;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Time;

internal sealed class SchedulerConcurrencyTests : SchedulerFixture
{
    private const int Writers = 2;
    private const int EventsEach = 1_000;

    [TestCase(ClockMode.Manual)]
    [TestCase(ClockMode.Real)]
    [CancelAfter(60_000)]
    public async Task Scheduling_and_cancelling_during_advances_loses_and_doubles_nothing(ClockMode mode, CancellationToken ct)
    {
        var scheduler = Make(mode);
        var ran = new ConcurrentQueue<(int Id, DateTimeOffset Saw)>();
        var scheduled = new ScheduledEvent[Writers * EventsEach];
        var cancelled = new ConcurrentBag<int>();
        var step = new TimeSpan(3);
        var running = 0;
        var overlaps = 0;

        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(writer), ct)).ToList();
        var others = Task.WhenAll(writers);
        var last = scheduler.Now;
        while (!others.IsCompleted)
        {
            await scheduler.AdvanceByAsync(step, ct);
            Assert.That(scheduler.Now, Is.EqualTo(last + step));
            Wall.Pass(step);
            last = scheduler.Now;
        }

        await others;
        await scheduler.AdvanceByAsync(Seconds(1_000), ct);

        Assert.That(overlaps, Is.Zero);
        Assert.That(ran.Where(e => e.Saw < scheduled[e.Id].Due), Is.Empty, "nothing runs before its time");
        if (mode == ClockMode.Manual)
        {
            Assert.That(ran.Where(e => e.Saw > scheduled[e.Id].Due), Is.Empty, "every event sees its own time");
        }

        Assert.That(ran.Select(e => e.Id).Concat(cancelled), Is.Unique.And.Exactly(Writers * EventsEach).Items);
        Assert.That(scheduler.Pending, Is.Zero);

        void Write(int writer)
        {
            var random = new Random(writer);
            for (var n = 0; n < EventsEach; n++)
            {
                var id = (writer * EventsEach) + n;
                // A queue that is nearly empty makes the races between a new head and the step of the advance likely.
                while (scheduler.Pending >= Writers && !ct.IsCancellationRequested)
                {
                    Thread.Yield();
                }

                scheduled[id] = scheduler.After(new TimeSpan(random.Next(5)), "event", () => Run(id));
                if (random.Next(3) == 0 && scheduled[id].Cancel())
                {
                    cancelled.Add(id);
                }
            }
        }

        void Run(int id)
        {
            overlaps += Interlocked.Increment(ref running) - 1;
            ran.Enqueue((id, scheduler.Now));
            Interlocked.Decrement(ref running);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Advances_of_the_same_applications_in_any_order_do_not_block_each_other(CancellationToken ct)
    {
        var a = Make(app: "a", whenQuiet: async () => await Task.Yield());
        var b = Make(app: "b", whenQuiet: async () => await Task.Yield());

        var advances = Enumerable.Range(1, 50).Select(n => Task.Run(
            () => n % 2 == 0
                ? Scheduler.AdvanceAllAsync([(a, Second(1_000)), (b, Second(1_000))], ct)
                : Scheduler.AdvanceAllAsync([(b, Second(1_000)), (a, Second(1_000))], ct),
            ct));
        await Task.WhenAll(advances);

        Assert.That((a.Now, b.Now), Is.EqualTo((Second(1_000), Second(1_000))));
    }
}
