using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Calls;

/// <summary>What the platform refuses in every mode, before any binding is looked at.</summary>
internal static class CallRules
{
    public static EndCause? Refusal(World world, PhoneNumber from, PhoneNumber to)
    {
        if (world.Application.Frozen)
        {
            return EndCause.AccountFrozen;
        }

        if (world.Application.Status == ApplicationStatus.Suspended)
        {
            return EndCause.ServiceAbnormal;
        }

        if (world.Numbers.Find(to) is { IsCallable: false })
        {
            return EndCause.NumberUnavailable;
        }

        if (world.Blacklist.Contains(from.Value))
        {
            return EndCause.CallerBlacklisted;
        }

        return from.Kind == NumberKind.Landline ? EndCause.FixedLineCaller : null;
    }

    /// <summary>What it refuses once it is known who is to be called.</summary>
    public static EndCause? CalleeRefusal(World world, PhoneNumber callee) =>
        callee.Kind == NumberKind.Malformed ? EndCause.CalleeNumberMalformed
        : world.Blacklist.Contains(callee.Value) ? EndCause.CalleeBlacklisted
        : null;
}
