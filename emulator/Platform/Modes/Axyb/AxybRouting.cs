using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>Whom a call to X or Y reaches (axyb.md §6): X alone names A; Y names B only together with the A who dials it.</summary>
internal static class AxybRouting
{
    public static CallerIdentity? Identify(AxybBindings known, PhoneNumber from, PhoneNumber to)
    {
        if (known.OfX(to) is { } ax)
        {
            return from == ax.A ? new(ax.Ref, Directions.FromA)
                : known.OfB(ax, from) is { } caller ? new(caller.Ref, Directions.ToA)
                : new(ax.Ref, null);
        }

        return known.OfY(from, to) is { } called ? new(called.Ref, Directions.FromA)
            : known.Masking(from, to) is [var own, ..] ? new(own.Ref, Directions.ToA)
            : null;
    }

    public static Route Route(World world, AxybMode axyb, Call call)
    {
        var known = axyb.Known;
        if (known.OfX(call.To) is { } ax)
        {
            return call.From == ax.A ? new Route.Refuse(EndCause.OwnNumberDialled, Directions.FromA, ax.Ref) : ToA(world, axyb, call, ax);
        }

        return known.OfY(call.From, call.To) is { } called ? ToB(world, axyb, called)
            : known.Masking(call.From, call.To) is [var own, ..] ? new Route.Refuse(EndCause.OwnNumberDialled, Directions.ToA, own.Ref)
            : new Route.Refuse(EndCause.AxybNoBinding);
    }

    private static Route ToA(World world, AxybMode axyb, Call call, AxPart ax)
    {
        var yb = axyb.Known.OfB(ax, call.From);
        if (ax.CallDirection == 1)
        {
            return new Route.Refuse(EndCause.DirectionControl, Directions.ToA, yb?.Ref ?? ax.Ref);
        }

        yb ??= axyb.Bind(new YbPart { Ax = ax, B = call.From, YbDuration = ax.YbDuration }, ax.AreaCode, ax.Loose);
        return yb is null
            ? new Route.Refuse(EndCause.AxybNoY, Binding: ax.Ref)
            : Connect(world, axyb, yb, callee: ax.A, display: yb.Y, Directions.ToA);
    }

    private static Route ToB(World world, AxybMode axyb, YbPart yb) => yb.Ax.CallDirection == 2
        ? new Route.Refuse(EndCause.DirectionControl, Directions.FromA, yb.Ref)
        : Connect(world, axyb, yb, callee: yb.B, display: yb.Ax.X, Directions.FromA);

    private static Route Connect(World world, AxybMode axyb, YbPart yb, PhoneNumber callee, PhoneNumber display, int direction) => axyb.CanShow(display)
        ? new Route.Connect(new Leg
        {
            Callee = callee,
            Display = display,
            EventCaller = display,
            Direction = direction,
            Binding = yb.Ref,
            Record = yb.Ax.RecordFlag,
            Forced = world.CarrierInterception(yb.Ax.A, yb.Ax.RecordFlag, yb.Ax.RecordHintTone),
        })
        : new Route.Refuse(EndCause.NumberUnavailable, direction, yb.Ref);
}
