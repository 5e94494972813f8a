using System.Collections.Immutable;
using System.Text;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>A push that the customer has not got yet, on its way through a restart.</summary>
internal sealed record PushEntry(
    long Sequence,
    string EventType,
    ImmutableArray<string> SessionIds,
    PushTarget Target,
    string Body,
    string Queue,
    bool Retried,
    int Retries,
    DateTimeOffset? NextRetry,
    ImmutableArray<AttemptEntry> Attempts)
{
    public static PushEntry Of(Push push) => new(
        push.Sequence, push.EventType, push.SessionIds, push.Target, Encoding.UTF8.GetString(push.Body), push.Queue, push.Retried, push.Retries,
        push.NextRetry is { IsPending: true } retry ? retry.Due : null, [.. push.Attempts.Select(AttemptEntry.Of)]);

    public Push ToPush(string id) => new()
    {
        Id = id,
        Sequence = Sequence,
        EventType = EventType,
        SessionIds = SessionIds,
        Target = Target,
        Body = Encoding.UTF8.GetBytes(Body),
        Queue = Queue,
        Retried = Retried,
        Retries = Retries,
        Attempts = [.. Attempts.Select(attempt => attempt.ToAttempt())],
        State = Attempts.IsEmpty ? PushState.Pending : PushState.Failed,
    };
}

internal sealed record AttemptEntry(DateTimeOffset At, ImmutableArray<HeaderEntry> Headers, PushReply Reply)
{
    public static AttemptEntry Of(PushAttempt attempt) =>
        new(attempt.At, [.. attempt.Headers.Select(header => new HeaderEntry(header.Key, header.Value))], attempt.Reply);

    public PushAttempt ToAttempt() => new(At, [.. Headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], Reply);
}

internal sealed record HeaderEntry(string Name, string Value);
