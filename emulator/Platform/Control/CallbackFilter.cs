using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Control;

/// <summary>Which pushes a request asks for; what is null does not matter. An application is meant by its name: a restored one is another object.</summary>
internal sealed record CallbackFilter(string? App, string? SessionId, string? EventType, PushState? State)
{
    public IReadOnlyList<CallbackView> Of(IReadOnlyList<World> worlds)
    {
        List<CallbackView> items = [];
        foreach (var world in worlds)
        {
            lock (world.Gate)
            {
                items.AddRange(world.Outbox.Journal.Items.Where(push => Matches(world, push)).Select(push => View(world, push)));
            }
        }

        return items;
    }

    /// <summary>A push that belongs to several calls, such as that of their CDRs, is shown under the one that was asked for.</summary>
    public CallbackView View(World world, Push push) => CallbackView.Of(world, push) is var view && SessionId is null ? view : view with { SessionId = SessionId };

    public bool Matches(World world, Push push) =>
        (App is null || App == world.Application.Name)
        && (SessionId is null || push.SessionIds.Contains(SessionId))
        && (EventType is null || push.EventType == EventType)
        && (State is null || push.State == State);
}
