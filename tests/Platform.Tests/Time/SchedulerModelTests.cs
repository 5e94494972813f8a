using CsCheck;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Time;

/// <summary>Plays the same random steps on the scheduler and on a list that is searched from end to end, and compares all that shows.</summary>
internal sealed class SchedulerModelTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Plan> Leaves =
        Gen.Select(Gen.Int[-2, 8], Gen.Int[0, 30].Nullable(), (delay, cancels) => new Plan(delay, cancels, []));

    private static readonly Gen<Plan> Plans = Gen.Select(
        Gen.Int[-2, 12],
        Gen.Int[0, 30].Nullable(),
        Gen.Select(Leaves, Leaves.Array[0, 2], (leaf, children) => leaf with { Children = children }).Array[0, 2],
        (delay, cancels, children) => new Plan(delay, cancels, children));

    private static readonly Gen<Step> Steps = Gen.OneOf<Step>(
        Plans.Select(plan => (Step)new Schedule(plan)),
        Gen.Int[0, 30].Select(index => (Step)new Cancel(index)),
        Gen.Int[0, 6].Select(seconds => (Step)new AdvanceBy(seconds)),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 6], (events, limit) => (Step)new AdvanceWhile(events, limit)),
        Gen.Const((Step)new Reset()));

    [Test]
    public void The_scheduler_does_what_a_naive_list_does() =>
        Steps.Array[1, 25].Sample(
            steps =>
            {
                using var scheduler = new RealTimeline();
                Assert.That(Play(steps, scheduler), Is.EqualTo(Play(steps, new NaiveTimeline())));
            },
            iter: 5_000);

    private static List<string> Play(Step[] steps, Timeline timeline)
    {
        var log = new List<string>();
        var events = new List<Func<bool>>();
        foreach (var step in steps)
        {
            switch (step)
            {
                case Schedule { Plan: var plan }:
                    Add(plan);
                    break;
                case Cancel { Index: var index }:
                    CancelAt(index);
                    break;
                case AdvanceBy { Seconds: var seconds }:
                    timeline.Advance(timeline.Now + seconds);
                    break;
                case AdvanceWhile { Events: var count, Limit: var limit }:
                    var before = log.Count;
                    timeline.AdvanceWhile(() => log.Count < before + count, timeline.Now + limit);
                    break;
                default:
                    timeline.Reset();
                    break;
            }

            log.Add($"{step}: now {timeline.Now}, pending {timeline.Pending}, next {timeline.NextDue}");
        }

        return log;

        void Add(Plan plan)
        {
            var id = events.Count;
            events.Add(timeline.At(timeline.Now + plan.Delay, () =>
            {
                log.Add($"{id} ran at {timeline.Now}");
                CancelAt(plan.Cancels);
                Array.ForEach(plan.Children, Add);
            }));
        }

        void CancelAt(int? index)
        {
            if (index < events.Count)
            {
                log.Add($"cancel {index}: {events[index.Value]()}");
            }
        }
    }

    private sealed record Plan(int Delay, int? Cancels, Plan[] Children);

    private abstract record Step;

    private sealed record Schedule(Plan Plan) : Step;

    private sealed record Cancel(int Index) : Step;

    private sealed record AdvanceBy(int Seconds) : Step;

    private sealed record AdvanceWhile(int Events, int Limit) : Step;

    private sealed record Reset : Step;

    private abstract class Timeline
    {
        public abstract int Now { get; }

        public abstract int Pending { get; }

        public abstract int? NextDue { get; }

        public abstract Func<bool> At(int due, Action run);

        public abstract void Advance(int to);

        public abstract void AdvanceWhile(Func<bool> goOn, int limit);

        public abstract void Reset();
    }

    private sealed class NaiveTimeline : Timeline
    {
        private readonly List<(int Due, Action Run)> _events = [];
        private int _now;

        public override int Now => _now;

        public override int Pending => _events.Count;

        public override int? NextDue => _events.Count == 0 ? null : _events.Min(e => e.Due);

        public override Func<bool> At(int due, Action run)
        {
            var added = (Math.Max(due, _now), run);
            _events.Add(added);
            return () => _events.Remove(added);
        }

        public override void Advance(int to)
        {
            AdvanceWhile(() => true, to);
            _now = to;
        }

        public override void AdvanceWhile(Func<bool> goOn, int limit)
        {
            while (goOn() && NextDue <= limit)
            {
                var next = _events.First(e => e.Due == NextDue);
                _events.Remove(next);
                _now = next.Due;
                next.Run();
            }
        }

        public override void Reset()
        {
            _events.Clear();
            _now = 0;
        }
    }

    private sealed class RealTimeline : Timeline, IDisposable
    {
        private readonly Scheduler _scheduler = new(
            "app",
            new ClockSettings(ClockMode.Manual, Start: Start),
            new HandDrivenTimeProvider(Start),
            () => Task.CompletedTask);

        public override int Now => SecondOf(_scheduler.Now);

        public override int Pending => _scheduler.Pending;

        public override int? NextDue => _scheduler.Next is { Due: var due } ? SecondOf(due) : null;

        public override Func<bool> At(int due, Action run) => _scheduler.At(Start.AddSeconds(due), "event", run).Cancel;

        public override void Advance(int to) => Completed(_scheduler.AdvanceToAsync(Start.AddSeconds(to), CancellationToken.None));

        public override void AdvanceWhile(Func<bool> goOn, int limit) =>
            Completed(_scheduler.AdvanceWhileAsync(goOn, Start.AddSeconds(limit), CancellationToken.None));

        public override void Reset() => _scheduler.Reset();

        public void Dispose() => _scheduler.Dispose();

        // Without pushes nothing is ever waited for, so an advance ends on the thread that began it.
        private static void Completed(Task advance)
        {
            Assert.That(advance.IsCompleted, Is.True);
            advance.GetAwaiter().GetResult();
        }

        private static int SecondOf(DateTimeOffset time) => (int)(time - Start).TotalSeconds;
    }
}
