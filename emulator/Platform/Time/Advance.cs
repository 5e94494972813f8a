namespace PrivateNumber.Emulator.Time;

/// <summary>
/// Steps one or several schedulers from event to event: waits for quiet, runs the earliest event, and looks again, because that event
/// or what it caused may have scheduled or cancelled others.
/// </summary>
internal static class Advance
{
    /// <summary>Each target is the time to reach, given the time at which the advance begins.</summary>
    public static Task<IReadOnlyList<FiredEvent>> ToAsync(
        IReadOnlyList<(Scheduler Scheduler, Func<DateTimeOffset, DateTimeOffset> To)> targets, CancellationToken ct)
    {
        foreach (var target in targets)
        {
            target.Scheduler.RefuseInsideEvent();
        }

        if (targets.DistinctBy(target => target.Scheduler.App).Count() < targets.Count)
        {
            throw new ArgumentException("An application can be advanced only once at a time.", nameof(targets));
        }

        return RunAsync();

        async Task<IReadOnlyList<FiredEvent>> RunAsync()
        {
            var turns = new Turn?[targets.Count];
            try
            {
                // Always in the same order, or two advances could wait for each other.
                foreach (var (index, target) in targets.Index().OrderBy(target => target.Item.Scheduler.App, StringComparer.Ordinal))
                {
                    turns[index] = await target.Scheduler.TakeTurnAsync(ct);
                }

                foreach (var (turn, target) in turns.Zip(targets))
                {
                    turn!.Target = target.To(turn.Began);
                    if (turn.Target < turn.Began || turn.Target > Clock.End)
                    {
                        throw new ArgumentOutOfRangeException(
                            nameof(targets), turn.Target, $"Time runs forward, from {turn.Began:O} for {turn.Scheduler.App}, to {Clock.End:O}.");
                    }
                }

                return await StepAsync(turns!, static () => true, static turn => turn.PassTo(turn.Target), ct);
            }
            finally
            {
                foreach (var turn in turns)
                {
                    turn?.Dispose();
                }
            }
        }
    }

    public static Task<IReadOnlyList<FiredEvent>> WhileAsync(
        Scheduler scheduler, Func<bool> goOn, DateTimeOffset limit, CancellationToken ct)
    {
        scheduler.RefuseInsideEvent();
        return RunAsync();

        async Task<IReadOnlyList<FiredEvent>> RunAsync()
        {
            using var turn = await scheduler.TakeTurnAsync(ct);
            turn.Target = limit;
            return await StepAsync([turn], goOn, static _ => true, ct);
        }
    }

    private static async Task<IReadOnlyList<FiredEvent>> StepAsync(
        Turn[] turns, Func<bool> goOn, Func<Turn, bool> finish, CancellationToken ct)
    {
        var fired = new List<FiredEvent>();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var turn in turns)
            {
                await turn.Scheduler.WhenQuietAsync(ct);
            }

            if (!goOn())
            {
                return fired;
            }

            // MinBy keeps the first of equals, which is the order of the list; it skips turns without an event.
            if (turns.MinBy(turn => turn.NextDue) is { NextDue: { } due } earliest)
            {
                // The others live in the same time: what this event makes a customer's server ask them must not find them in the past.
                Array.ForEach(turns, turn => turn.PassTo(due));
                if (earliest.RunNext(due) is { } ran)
                {
                    fired.Add(ran);
                }
            }
            else if (turns.All(finish))
            {
                return fired;
            }
        }
    }
}
