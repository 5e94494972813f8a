using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PrivateNumber.Emulator.Yaml;

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
    /// <summary>A body is shown inside of other JSON.</summary>
    private static readonly JsonDocumentOptions BodyRules = new() { MaxDepth = 32 };

    /// <summary>What is wrong with it beyond the types of its members, or null: whoever looks at pushes takes them as the platform makes them.</summary>
    public string? Problem =>
        SessionIds.Any(id => id is null) ? "sessionIds: a list of texts is needed"
        : Attempts.Any(attempt => attempt is null || !attempt.IsWhole) ? "attempts: a list is needed, each with headers that stand once"
        : Retries < 0 ? "retries: a whole number from 0 is needed"
        : BodyProblem;

    private string? BodyProblem
    {
        get
        {
            try
            {
                using var body = JsonDocument.Parse(Body, BodyRules);

                // Reads every text of it.
                return JsonTree.From(body.RootElement) is YamlMap ? null : "body: a JSON object is needed";
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // InvalidOperationException: text that is no Unicode, such as \uD800 alone.
                return $"body: a JSON object is needed: {e.Message}";
            }
        }
    }

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
    public bool IsWhole => Headers.All(header => header is not null) && Headers.DistinctBy(header => header.Name).Count() == Headers.Length;

    public static AttemptEntry Of(PushAttempt attempt) =>
        new(attempt.At, [.. attempt.Headers.Select(header => new HeaderEntry(header.Key, header.Value))], attempt.Reply);

    public PushAttempt ToAttempt() => new(At, [.. Headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], Reply);
}

internal sealed record HeaderEntry(string Name, string Value);
