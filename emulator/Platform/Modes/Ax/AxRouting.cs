using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>Where a call to a bound X goes (ax.md §10).</summary>
internal static class AxRouting
{
    private const int OnlyA = 1;
    private const int OnlyOthers = 2;
    private const string RealCaller = "1";

    public static Route Route(World world, Call call, AxBinding binding) =>
        call.From == binding.A ? FromA(world, call, binding) : ToA(world, call, binding);

    private static Route FromA(World world, Call call, AxBinding binding)
    {
        if (binding.CallDirection == OnlyOthers)
        {
            return Refuse(EndCause.DirectionNotAllowed, Directions.FromA);
        }

        // What was set for this call goes before what the platform remembers (ax.md §10.2).
        var memory = world.Application.MemoryCallback;
        var callee = binding.Callee?.Number ?? (memory ? binding.LastB : null);

        // A modify may have made the callee the new A, and the two are never the same (ax.md §6).
        return callee is { } b && b != binding.A
            ? Connect(world, call, binding, b, Directions.FromA)
            : Refuse(memory ? EndCause.NoCallbackRecord : EndCause.NoTemporaryCallee, Directions.FromA);

        Route.Refuse Refuse(EndCause cause, int direction) => new(cause, direction, binding.RefFor(call.From));
    }

    private static Route ToA(World world, Call call, AxBinding binding)
    {
        if (binding.CallDirection == OnlyA)
        {
            return new Route.Refuse(EndCause.DirectionNotAllowed, Directions.ToA, binding.RefFor(call.From));
        }

        // The binding does not name this caller, so the CDR says 2 (decision D28, D30).
        return binding.CalleeNumDisplay == RealCaller
            ? new Route.Refuse(EndCause.RealCallerDisplay, Directions.Abnormal, binding.RefFor(call.From))
            : Connect(world, call, binding, binding.A, Directions.ToA);
    }

    private static Route.Connect Connect(World world, Call call, AxBinding binding, PhoneNumber callee, int direction) => new(new Leg
    {
        Callee = callee,
        Display = binding.X,
        EventCaller = binding.X,
        Direction = direction,
        Binding = binding.RefFor(call.From),
        MaxDuration = binding.MaxDuration,
        Record = binding.RecordFlag,
        Forced = Forced(world, call, binding, direction),
    });

    /// <summary>The platform's own reasons first: the carrier is asked last.</summary>
    private static EndCause? Forced(World world, Call call, AxBinding binding, int direction)
    {
        if (!binding.TurnedOn && (direction == Directions.ToA || world.Application.Switches.TurnOffBlocksOutgoing))
        {
            return EndCause.PoweredOff;
        }

        // One call at a time on an X (ax.md §10); this call is one of those that are going on.
        return world.Calls.LiveOn(call.To) > 1 ? EndCause.Busy : world.CarrierInterception(binding.A, binding.RecordFlag, binding.RecordHintTone);
    }
}
