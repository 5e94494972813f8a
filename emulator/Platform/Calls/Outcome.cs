namespace PrivateNumber.Emulator;

/// <summary>What the handsets and the carrier do with a call that the platform forwards (contract: <c>outcome</c>).</summary>
public enum Outcome
{
    /// <summary>The callee answers; one side hangs up after the talk.</summary>
    Answered,

    /// <summary>The callee is in another call: 8102.</summary>
    Busy,

    /// <summary>The phone rings out: 8101.</summary>
    NoAnswer,

    /// <summary>The callee rejects the ringing call: 7503.</summary>
    Rejected,

    /// <summary>A do-not-disturb service, a blacklist of the callee or an interceptor rejects the call: 7504.</summary>
    DoNotDisturb,

    /// <summary>The phone is off: 8104.</summary>
    PoweredOff,

    /// <summary>No coverage: 8103.</summary>
    Unreachable,

    /// <summary>The callee's service is stopped: 8105.</summary>
    OutOfService,

    /// <summary>The callee's number does not exist: 8100.</summary>
    Unallocated,

    /// <summary>The platform gives up 90 seconds after forwarding: 8035.</summary>
    PlatformTimeout,

    /// <summary>The caller hangs up before the platform forwards the call: 7516.</summary>
    AbandonedBeforeForwarding,

    /// <summary>The caller hangs up before the callee's phone rings: 7501.</summary>
    AbandonedBeforeRinging,

    /// <summary>The caller hangs up while the callee's phone rings: 7502.</summary>
    AbandonedWhileRinging,
}

/// <summary>Who hangs up an answered call.</summary>
public enum Party
{
    /// <summary>The side that dialled X.</summary>
    Caller,

    /// <summary>The side that was rung.</summary>
    Callee,
}
