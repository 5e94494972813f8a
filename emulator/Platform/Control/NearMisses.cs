using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Control;

/// <summary>A push that was not the one waited for; <c>Not</c> says what is different.</summary>
internal sealed record NearMiss(string Id, string App, string? SessionId, string EventType, string State, string Not);

/// <summary>Finds the pushes that came nearest to a wait. Every push of a journal is compared, and only the few that are shown are put into words.</summary>
internal static class NearMisses
{
    public const int Most = 5;

    /// <summary>What can be different, and how it is said.</summary>
    private static readonly (Func<CallbackFilter, World, PushMoment, bool> IsSo, Func<CallbackFilter, World, PushMoment, string> Words)[] Differences =
    [
        (static (filter, world, _) => filter.App is not null && filter.App != world.Application.Name, static (_, world, _) => $"app is {world.Application.Name}"),
        (
            static (filter, _, moment) => filter.SessionId is not null && !moment.Push.SessionIds.Contains(filter.SessionId),
            static (_, _, moment) => moment.Push.SessionIds is [var first, ..] ? $"sessionId is {first}" : "it has no sessionId"),
        (
            static (filter, _, moment) => filter.EventType is not null && filter.EventType != moment.Push.EventType,
            static (_, _, moment) => $"eventType is {moment.Push.EventType}"),
        (static (filter, _, moment) => moment.Changed <= filter.After, static (filter, _, _) => $"it has not changed after {filter.After}"),
        (
            static (_, _, moment) => moment.Attempts.IsEmpty,
            static (_, _, moment) => moment.State == PushState.Dropped ? "a fault swallowed it" : "its first attempt has no answer yet"),
    ];

    /// <summary>The nearest first; of equals those of the first application, and of its own the newest.</summary>
    public static IReadOnlyList<NearMiss> Of(CallbackFilter filter, IReadOnlyList<World> worlds) =>
    [
        .. worlds.SelectMany(world => Nearest(filter, world)).OrderBy(miss => miss.Score).Take(Most).Select(miss => Show(filter, miss.World, miss.Moment)),
    ];

    private static List<(int Score, World World, PushMoment Moment)> Nearest(CallbackFilter filter, World world)
    {
        List<(int Score, World World, PushMoment Moment)> nearest = [];
        lock (world.Gate)
        {
            foreach (var push in world.Outbox.Journal.Items)
            {
                var moment = PushMoment.Of(push);
                var score = Score(filter, world, moment);
                if (score == 0 || (nearest.Count == Most && score > nearest[^1].Score))
                {
                    continue;
                }

                if (nearest.Count == Most)
                {
                    nearest.RemoveAt(Most - 1);
                }

                var place = nearest.FindIndex(other => score <= other.Score);
                nearest.Insert(place < 0 ? nearest.Count : place, (score, world, moment));
            }
        }

        return nearest;
    }

    private static int Score(CallbackFilter filter, World world, PushMoment moment)
    {
        var score = 0;
        foreach (var (isSo, _) in Differences)
        {
            score += isSo(filter, world, moment) ? 1 : 0;
        }

        return score;
    }

    private static NearMiss Show(CallbackFilter filter, World world, PushMoment moment) => new(
        moment.Push.Id,
        world.Application.Name!,
        moment.Push.SessionIds.FirstOrDefault(),
        moment.Push.EventType,
        PushStates.Names.NameOf(moment.State),
        string.Join("; ", Differences.Where(difference => difference.IsSo(filter, world, moment)).Select(difference => difference.Words(filter, world, moment))));
}
