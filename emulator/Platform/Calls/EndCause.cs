namespace PrivateNumber.Emulator.Calls;

/// <summary>How a call ends: what <c>disconnect</c> and the CDR say about it (call-notifications.md §4.4).</summary>
/// <param name="StateCode">In <c>disconnect</c>.</param>
/// <param name="StateDesc">Only that of code 0 is documented; the others are short English sentences of ours.</param>
/// <param name="UlFailReason">The cut point in the CDR.</param>
/// <param name="FwdUnaswRsn">Q.850 cause of the second leg; 0 where there was none.</param>
/// <param name="SipStatusCode">SIP status of the second leg; 0 where there was none.</param>
internal sealed record EndCause(int StateCode, string StateDesc, int UlFailReason, int FwdUnaswRsn = 0, int SipStatusCode = 0)
{
    private static EndCause Refused(int code, string description) => new(code, description, code);

    private static EndCause Failed(int code, string description, int q850, int sip) => new(code, description, code, q850, sip);

    // Hung up after connect.
    public static readonly EndCause Released = new(0, "The user releases the call.", 0);
    public static readonly EndCause MaxDuration = Refused(8010, "The maximum call duration is reached.");
    public static readonly EndCause Stopped = Refused(8017, "The call is ended by the application.");

    // The second leg failed.
    public static readonly EndCause StoppedWhileRinging = Stopped with { FwdUnaswRsn = 16, SipStatusCode = 487 };
    public static readonly EndCause Busy = Failed(8102, "The callee is busy.", 17, 486);
    public static readonly EndCause NoAnswer = Failed(8101, "The callee does not answer.", 19, 480);
    public static readonly EndCause PlatformTimeout = Failed(8035, "The connection to the callee timed out.", 102, 408);
    public static readonly EndCause Rejected = Failed(7503, "The callee rejects the call.", 21, 603);
    public static readonly EndCause DoNotDisturb = Failed(7504, "The call is rejected by a service of the callee.", 21, 403);
    public static readonly EndCause PoweredOff = Failed(8104, "The callee is powered off.", 20, 480);
    public static readonly EndCause Unreachable = Failed(8103, "The callee cannot be reached.", 20, 480);
    public static readonly EndCause OutOfService = Failed(8105, "The service of the callee is stopped.", 27, 480);
    public static readonly EndCause Unallocated = Failed(8100, "The number of the callee does not exist.", 1, 404);
    public static readonly EndCause AbandonedBeforeRinging = Failed(7501, "The caller hangs up before the callee rings.", 16, 487);
    public static readonly EndCause AbandonedWhileRinging = Failed(7502, "The caller hangs up while the callee rings.", 16, 487);

    /// <summary>decision D31: an unreported A, a recorded call without a hint tone, a displayed number that is not X.</summary>
    public static readonly EndCause InterceptedByCarrier = new(7504, "The call is intercepted by the carrier.", 8059, 21, 403);

    // The platform refuses: there is no second leg.
    public static readonly EndCause AbandonedBeforeForwarding = Refused(7516, "The caller hangs up before the call is forwarded.");
    public static readonly EndCause CalleeBlacklisted = Refused(7004, "The callee is in the blacklist.");
    public static readonly EndCause CallerBlacklisted = Refused(7005, "The caller is in the blacklist.");
    public static readonly EndCause TooManyCallsOfApplication = Refused(7002, "The application has too many calls.");
    public static readonly EndCause TooManyCallsOfCaller = Refused(8047, "The caller calls too often.");
    public static readonly EndCause TooManyCallsOfCallee = Refused(8048, "The callee is called too often.");
    public static readonly EndCause AccountFrozen = Refused(7108, "The user is frozen.");

    /// <summary>Bound by an application with lenient strictness, and cannot be called (decision D17).</summary>
    public static readonly EndCause CalleeNumberMalformed = Refused(7506, "The network of the callee is abnormal: its number is malformed.");
    public static readonly EndCause VoiceFileMissing = Refused(8006, "The voice file does not exist.");
    public static readonly EndCause NoTemporaryCallee = Refused(8013, "The AX call is invalid: no temporary callee.");
    public static readonly EndCause NoBinding = Refused(8014, "The AXB or X call is invalid: no binding.");
    public static readonly EndCause DirectionNotAllowed = Refused(8016, "The call direction is not allowed.");
    public static readonly EndCause NoPermission = Refused(8018, "The number has no call permission.");
    public static readonly EndCause NoCallbackRecord = Refused(8019, "There is no callback record.");
    public static readonly EndCause ServiceAbnormal = Refused(8020, "The service is abnormal.");
    public static readonly EndCause ExtensionNotBound = Refused(8022, "The binding does not exist or has expired.");
    public static readonly EndCause FixedLineCaller = Refused(8023, "The fixnum cannot be caller");
    public static readonly EndCause RealCallerDisplay = Refused(8024, "Showing the real caller number is not allowed.");
    public static readonly EndCause NumberDoesNotExist = Refused(8025, "The dialled X number does not exist.");
    public static readonly EndCause AxybNoBinding = Refused(8030, "The AXYB binding does not exist.");
    public static readonly EndCause AxybNoY = Refused(8031, "No Y number can be allocated.");
    public static readonly EndCause OwnNumberDialled = Refused(8032, "The user dials the privacy number bound to itself.");
    public static readonly EndCause ExtensionEmpty = Refused(8033, "The received extension is empty.");
    public static readonly EndCause NumberUnavailable = Refused(8055, "The X number has no call and SMS permission.");
    public static readonly EndCause DirectionControl = Refused(8057, "The call direction is controlled.");
}
