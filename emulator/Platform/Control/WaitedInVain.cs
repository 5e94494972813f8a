using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Control;

/// <summary>What a wait that got too few pushes tells: those that came, those that came near it, and what to do.</summary>
/// <param name="Items">What was waited for and came.</param>
/// <param name="Last">What to wait <c>after</c> for further ones.</param>
/// <param name="Seen">Other pushes, the nearest first.</param>
/// <param name="Hint">Why no more can come as things are; null when they can.</param>
internal sealed record WaitedInVain(IReadOnlyList<CallbackView> Items, long Last, IReadOnlyList<NearMiss> Seen, string? Hint)
{
    public static WaitedInVain Of(ControlCall call, CallbackFilter filter, ArrivedPushes arrived)
    {
        var named = call.AppsNamed(filter.App);
        var misses = NearMisses.Of(filter, named);
        if (misses.Count < NearMisses.Most && filter.App is not null)
        {
            misses = [.. misses, .. NearMisses.Of(filter, [.. call.Worlds.All.Except(named)]).Take(NearMisses.Most - misses.Count)];
        }

        return new(arrived.Items, arrived.Last, misses, HintFor(named));
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
