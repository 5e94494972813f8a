using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator;

/// <summary>How the forwarded leg of a call ends, as far as the handsets decide it (call-notifications.md §4.4).</summary>
public enum Outcome
{
    /// <summary>The callee answers.</summary>
    Answered,

    /// <summary>The callee is in another call.</summary>
    Busy,

    /// <summary>It rings until the network gives up.</summary>
    NoAnswer,

    /// <summary>The callee presses reject.</summary>
    Rejected,

    /// <summary>The callee's do-not-disturb service or blacklist answers.</summary>
    DoNotDisturb,

    /// <summary>The handset is switched off.</summary>
    PoweredOff,

    /// <summary>The handset has no coverage.</summary>
    Unreachable,

    /// <summary>The callee's line is suspended, for unpaid bills for instance.</summary>
    OutOfService,

    /// <summary>Nobody has this number.</summary>
    Unallocated,

    /// <summary>The platform gives up waiting for the operator.</summary>
    PlatformTimeout,

    /// <summary>The caller hangs up before the call is forwarded.</summary>
    AbandonedBeforeForwarding,

    /// <summary>The caller hangs up before the callee's handset rings.</summary>
    AbandonedBeforeRinging,

    /// <summary>The caller hangs up while the callee's handset rings.</summary>
    AbandonedWhileRinging,
}

/// <summary>The outcomes as they are written.</summary>
internal static class Outcomes
{
    public static Choices<Outcome> Names { get; } = new(
        ("answered", Outcome.Answered),
        ("busy", Outcome.Busy),
        ("noAnswer", Outcome.NoAnswer),
        ("rejected", Outcome.Rejected),
        ("doNotDisturb", Outcome.DoNotDisturb),
        ("poweredOff", Outcome.PoweredOff),
        ("unreachable", Outcome.Unreachable),
        ("outOfService", Outcome.OutOfService),
        ("unallocated", Outcome.Unallocated),
        ("platformTimeout", Outcome.PlatformTimeout),
        ("abandonedBeforeForwarding", Outcome.AbandonedBeforeForwarding),
        ("abandonedBeforeRinging", Outcome.AbandonedBeforeRinging),
        ("abandonedWhileRinging", Outcome.AbandonedWhileRinging));
}
