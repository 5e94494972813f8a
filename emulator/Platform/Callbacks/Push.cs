using System.Collections.Immutable;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>The names of pushes, as in their bodies; the two of SMS are told apart by <c>notificationMode</c>.</summary>
internal static class PushTypes
{
    public const string Fee = "fee";
    public const string NumStatus = "numStatus";
    public const string SmsNotify = "smsNotify";
    public const string SmsBlock = "smsBlock";

    public static IReadOnlyList<string> All { get; } =
    [
        CallEvent.CallIn, CallEvent.CollectInfo, CallEvent.CallOut, CallEvent.Alerting, CallEvent.Answer, CallEvent.Disconnect,
        Fee, NumStatus, SmsNotify, SmsBlock,
    ];
}

/// <summary>What became of a push.</summary>
public enum PushState
{
    /// <summary>Not attempted yet.</summary>
    Pending,

    /// <summary>Answered with 200.</summary>
    Delivered,

    /// <summary>The last attempt failed; a retry follows unless this push is never retried.</summary>
    Failed,

    /// <summary>Given up after the last retry, or swallowed by a fault.</summary>
    Dropped,
}

internal static class PushStates
{
    public static Choices<PushState> Names { get; } = new(
        ("pending", PushState.Pending), ("delivered", PushState.Delivered), ("failed", PushState.Failed), ("dropped", PushState.Dropped));
}

/// <summary>What the customer's server answered to one attempt, or why it answered nothing.</summary>
internal sealed record PushReply(int? Status, string Body, string? Error, TimeSpan Elapsed)
{
    /// <summary>Whether nothing came within the time that the customer's server has.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Only the status counts (call-notifications.md §1).</summary>
    public bool IsSuccess => Status == 200;

    public static PushReply TimeOut(TimeSpan limit, TimeSpan elapsed) =>
        new(null, "", $"no answer within {limit.TotalSeconds:0.###} s", elapsed) { TimedOut = true };
}

internal sealed record PushAttempt(DateTimeOffset At, ImmutableArray<KeyValuePair<string, string>> Headers, PushReply Reply);

/// <summary>One push to the customer and all its attempts. Guarded by the World's lock.</summary>
internal sealed class Push
{
    public required string Id { get; init; }

    /// <summary>The order in which the application sent them.</summary>
    public required long Sequence { get; init; }

    public required string EventType { get; init; }

    /// <summary>The calls that it tells of: one, or those of all records of a CDR push; of an SMS, its smsIdentifier.</summary>
    public ImmutableArray<string> SessionIds { get; init; } = [];

    /// <summary>Where it goes, or went last: a retry goes to the URL that the application has by then.</summary>
    public required PushTarget Target { get; set; }

    public required byte[] Body { get; init; }

    /// <summary>Pushes of one queue leave one after another.</summary>
    public required string Queue { get; init; }

    public bool Retried { get; init; } = true;

    /// <summary>What goes wrong with it on purpose.</summary>
    public FaultRule? Fault { get; init; }

    /// <summary>Called after an attempt, before the clock may go on.</summary>
    public Action<PushReply>? Replied { get; init; }

    /// <summary>When it was made or attempted last, as <see cref="Journals.EventFeed.NextChange"/> counts.</summary>
    public long Changed { get; set; }

    public PushState State { get; set; }

    /// <summary>How many retries the schedule has set; attempts by hand do not count.</summary>
    public int Retries { get; set; }

    public ScheduledEvent? NextRetry { get; set; }

    public ImmutableArray<PushAttempt> Attempts { get; set; } = [];
}

/// <summary>Where a push goes: a URL of the application, or the stand-in customer of an application that has none.</summary>
internal sealed record PushTarget(string Url, bool IsStandIn);
