namespace PrivateNumber.Emulator.Calls;

/// <summary>The outcomes that end a call before the callee's phone rings (call-notifications.md §4.4).</summary>
internal static class OutcomeCauses
{
    public static EndCause? BeforeRinging(Outcome outcome) => outcome switch
    {
        Outcome.Busy => EndCause.Busy,
        Outcome.DoNotDisturb => EndCause.DoNotDisturb,
        Outcome.PoweredOff => EndCause.PoweredOff,
        Outcome.Unreachable => EndCause.Unreachable,
        Outcome.OutOfService => EndCause.OutOfService,
        Outcome.Unallocated => EndCause.Unallocated,
        Outcome.AbandonedBeforeRinging => EndCause.AbandonedBeforeRinging,
        _ => null,
    };
}
