using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Control;

/// <summary>
/// Which pushes a request asks for; what is null does not matter, and <paramref name="After"/> is 0 where all changes count. An application
/// is meant by its name: a restored one is another object.
/// </summary>
internal sealed record CallbackFilter(string? App, string? SessionId, string? EventType, long After, PushState? State = null)
{
    public IReadOnlyList<CallbackView> Of(IReadOnlyList<World> worlds)
    {
        List<CallbackView> items = [];
        foreach (var world in worlds)
        {
            List<PushMoment> found;
            lock (world.Gate)
            {
                found = [.. world.Outbox.Journal.ChangedSince(After).Where(push => Matches(world, push)).Select(PushMoment.Of)];
            }

            items.AddRange(found.Select(moment => View(world, moment)));
        }

        return items;
    }

    /// <summary>A push that belongs to several calls, such as that of their CDRs, is shown under the one that was asked for.</summary>
    public CallbackView View(World world, PushMoment moment) =>
        CallbackView.Of(world, moment) is var view && SessionId is null ? view : view with { SessionId = SessionId };

    public bool Matches(World world, Push push) =>
        (App is null || App == world.Application.Name)
        && (SessionId is null || push.SessionIds.Contains(SessionId))
        && (EventType is null || push.EventType == EventType)
        && (State is null || push.State == State)
        && push.Changed > After;
}
