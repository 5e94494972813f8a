using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Storage;

/// <summary>How far the clock and the ids of one application have come.</summary>
internal sealed record WorldProgress(ClockState Clock, IdentifierState Ids)
{
    public static WorldProgress Of(World world) => new(world.Clock.State, world.Ids.State);
}
