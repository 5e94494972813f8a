namespace PrivateNumber.Emulator.Messages;

/// <summary>What became of an SMS, with the platform's values (sms.md §2). What the carrier decides about contents, 9, 12 and 13, no state can bring about.</summary>
internal enum SendResult
{
    /// <summary>Forwarded; also what a Block push says, when nothing has failed yet.</summary>
    Success = 0,
    AccountFrozen = 1,
    NoBinding = 2,
    NumberSuspended = 3,
    ApplicationNotCommercial = 4,
    InternalError = 5,

    /// <summary>The customer's server said so.</summary>
    Discarded = 6,

    /// <summary>The customer's server said nothing in time.</summary>
    DecisionTimedOut = 7,
    Blacklisted = 8,
    AllPartsFailed = 10,
    NoSmsCapability = 11,
}
