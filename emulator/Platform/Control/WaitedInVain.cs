using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Control;

/// <summary>What a wait that got too few pushes tells: those that came, those that came near it, and what to do.</summary>
/// <param name="Items">What was waited for and came.</param>
/// <param name="Seen">Other pushes, the nearest first.</param>
/// <param name="Hint">Why no more can come as things are; null when they can.</param>
internal sealed record WaitedInVain(IReadOnlyList<CallbackView> Items, IReadOnlyList<NearMiss> Seen, string? Hint)
{
    private const int MostSeen = 5;

    public static WaitedInVain Of(ControlCall call, CallbackFilter filter, IReadOnlyList<CallbackView> items)
    {
        List<(int Differences, NearMiss Miss)> misses = [];
        foreach (var world in call.Worlds.All)
        {
            lock (world.Gate)
            {
                misses.AddRange(world.Outbox.Journal.Items.Reverse().Select(push => (Push: push, Differences: Differences(filter, world, push)))
                    .Where(seen => seen.Differences.Count > 0)
                    .Select(seen => (seen.Differences.Count, NearMiss.Of(world, seen.Push, string.Join("; ", seen.Differences)))));
            }
        }

        return new(items, [.. misses.OrderBy(miss => miss.Differences).Select(miss => miss.Miss).Take(MostSeen)], HintFor(call.AppsNamed(filter.App)));
    }

    private static List<string> Differences(CallbackFilter filter, World world, Push push)
    {
        List<string> differences = [];
        if (filter.App is not null && filter.App != world.Application.Name)
        {
            differences.Add($"app is {world.Application.Name}");
        }

        if (filter.SessionId is not null && !push.SessionIds.Contains(filter.SessionId))
        {
            differences.Add(push.SessionIds is [var first, ..] ? $"sessionId is {first}" : "it has no sessionId");
        }

        if (filter.EventType is not null && push.EventType != filter.EventType)
        {
            differences.Add($"eventType is {push.EventType}");
        }

        if (push.Attempts.IsEmpty)
        {
            differences.Add(push.State == PushState.Dropped ? "a fault swallowed it" : "its first attempt has no answer yet");
        }

        return differences;
    }

    /// <summary>On a manual clock, with nothing on its way, only the clock can bring more.</summary>
    private static string? HintFor(IReadOnlyList<World> worlds)
    {
        if (worlds.Count == 0 || worlds.Any(world => world.Clock.Mode != ClockMode.Manual || !world.Outbox.WhenQuiet().IsCompleted))
        {
            return null;
        }

        var subject = worlds is [var only] ? $"The clock of {only.Application.Name} is manual" : "All clocks are manual";
        return worlds.Select(world => world.Clock.Next).OfType<ScheduledEvent>().MinBy(scheduled => scheduled.Due) is { } next
            ? $"{subject}: nothing comes before POST clock/advance. Due next: {next.What} at {next.Due.UtcDateTime:O}."
            : $"{subject}, and nothing is due on it: all calls have ended, and all that they push has been pushed.";
    }
}

/// <summary>A push that was not the one waited for; <c>Not</c> says what is different.</summary>
internal sealed record NearMiss(string Id, string App, string? SessionId, string EventType, string State, string Not)
{
    public static NearMiss Of(World world, Push push, string not) => new(
        push.Id, world.Application.Name!, push.SessionIds.FirstOrDefault(), push.EventType, PushStates.Names.NameOf(push.State), not);
}
