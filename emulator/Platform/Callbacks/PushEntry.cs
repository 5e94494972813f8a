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
    ImmutableArray<PushAttempt> Attempts)
{
    public static PushEntry Of(Push push) => new(
        push.Sequence, push.EventType, push.SessionIds, push.Target, Encoding.UTF8.GetString(push.Body), push.Queue, push.Retried, push.Retries,
        push.NextRetry is { IsPending: true } retry ? retry.Due : null, push.Attempts);

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
        Attempts = Attempts,
        State = Attempts.IsEmpty ? PushState.Pending : PushState.Failed,
    };
}
