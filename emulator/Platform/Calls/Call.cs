using System.Collections.Immutable;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Calls;

/// <summary>How far a call is.</summary>
public enum CallState
{
    /// <summary>The platform has it, the callee's phone does not ring yet.</summary>
    Routing,

    /// <summary>The callee's phone rings.</summary>
    Ringing,

    /// <summary>Both talk.</summary>
    Talking,

    /// <summary>It is over.</summary>
    Ended,
}

internal static class CallStates
{
    public static Choices<CallState> Names { get; } = new(
        ("routing", CallState.Routing), ("ringing", CallState.Ringing), ("talking", CallState.Talking), ("ended", CallState.Ended));
}

/// <summary>What the handsets do; null where the call named nothing.</summary>
internal sealed record CallPlan
{
    public static readonly CallPlan Default = new();

    public Outcome? Outcome { get; init; }

    public TimeSpan? RingsFor { get; init; }

    public TimeSpan? TalksFor { get; init; }

    public Party HangsUp { get; init; }

    /// <summary>One entry per collection of digits; only AXE asks for them.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>The handsets wait for control calls: answer, reject, hangup, keys.</summary>
    public bool Interactive { get; init; }
}

/// <summary>The binding that a call belongs to, as events and CDR name it; only AXE's have an extension.</summary>
internal sealed record BindingRef(string SubscriptionId, string? UserData = null, string? ExtendNum = null);

/// <summary>One simulated call, from the moment it reached the platform.</summary>
internal sealed record Call
{
    /// <summary>The order in which calls reached the platform.</summary>
    public required long Sequence { get; init; }

    public required string SessionId { get; init; }

    public required string Icid { get; init; }

    public required PhoneNumber From { get; init; }

    /// <summary>The privacy number dialled.</summary>
    public required PhoneNumber To { get; init; }

    public required CallPlan Plan { get; init; }

    public required DateTimeOffset CallInTime { get; init; }

    public CallState State { get; init; }

    public BindingRef? Binding { get; init; }

    /// <summary>Data of this call alone: what the customer's server gave in X mode when it closed the call.</summary>
    public string? UserData { get; init; }

    /// <summary>See call-notifications.md §3.2 and decision D21, D30.</summary>
    public int Direction { get; init; } = Directions.Abnormal;

    /// <summary>The second leg, once the platform has forwarded the call.</summary>
    public Leg? Leg { get; init; }

    /// <summary>Set while the caller is asked to key an extension: how many entries it may still make (AXE).</summary>
    public int? EntriesLeft { get; init; }

    /// <summary>Whether the platform waits for the caller to key digits (AXE).</summary>
    public bool IsCollecting => State == CallState.Routing && EntriesLeft is not null;

    /// <summary>Entries that the caller has keyed so far (AXE).</summary>
    public int Collected { get; init; }

    public DateTimeOffset? FwdStartTime { get; init; }

    public DateTimeOffset? FwdAlertingTime { get; init; }

    public DateTimeOffset? FwdAnswerTime { get; init; }

    public DateTimeOffset? CallEndTime { get; init; }

    public EndCause? Cause { get; init; }

    public Party? HungUpBy { get; init; }

    public ImmutableArray<CallEvent> Events { get; init; } = [];

    public FeeInfo? Cdr { get; init; }
}

/// <summary>The values of <c>direction</c> that all modes share; 0 and 1 depend on the mode.</summary>
internal static class Directions
{
    public const int ToA = 0;
    public const int FromA = 1;
    public const int Abnormal = 2;
}
