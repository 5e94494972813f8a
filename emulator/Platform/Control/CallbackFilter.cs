using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Control;

/// <summary>Which pushes a request asks for; what is null does not matter.</summary>
internal sealed record CallbackFilter(World? App, string? SessionId, string? EventType, PushState? State)
{
    public IReadOnlyList<CallbackView> Of(IReadOnlyList<World> worlds)
    {
        List<CallbackView> items = [];
        foreach (var world in worlds)
        {
            lock (world.Gate)
            {
                items.AddRange(world.Outbox.Journal.Items.Where(push => Matches(world, push)).Select(push => CallbackView.Of(world, push)));
            }
        }

        return items;
    }

    public bool Matches(World world, Push push) =>
        (App is null || App == world)
        && (SessionId is null || push.SessionIds.Contains(SessionId))
        && (EventType is null || push.EventType == EventType)
        && (State is null || push.State == State);
}
