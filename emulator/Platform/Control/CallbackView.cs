using System.Text.Json;
using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Control;

/// <summary>A push as it is in the journal; the headers are those of its last attempt, since each attempt is signed anew.</summary>
internal sealed record CallbackView(
    string Id,
    string App,
    string? SessionId,
    string EventType,
    string Url,
    string State,
    IReadOnlyDictionary<string, string> Headers,
    JsonElement Body,
    IReadOnlyList<AttemptView> Attempts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FaultMark? Fault)
{
    public static CallbackView Of(World world, Push push) => new(
        push.Id,
        world.Application.Name!,
        push.SessionIds.FirstOrDefault(),
        push.EventType,
        push.Target.Url,
        PushStates.Names.NameOf(push.State),
        push.Attempts is [.., var last] ? last.Headers.ToDictionary() : new Dictionary<string, string>(),
        JsonElement.Parse(push.Body),
        [.. push.Attempts.Select(AttemptView.Of)],
        FaultMark.Of(push.Fault));
}

internal sealed record AttemptView(DateTimeOffset At, int? Status, double ElapsedMs, string? Error, string ResponseBody)
{
    public static AttemptView Of(PushAttempt attempt) => new(
        attempt.At, attempt.Reply.Status, Math.Round(attempt.Reply.Elapsed.TotalMilliseconds, 1), attempt.Reply.Error, attempt.Reply.Body);
}

/// <summary>What a URL answered, step by step.</summary>
internal sealed record PingView(string Url, bool Ok, PingStep Dns, PingStep Tcp, PingStep Tls, PingStep Http, int? Status)
{
    public static PingView Of(ProbeResult result) => new(
        result.Url,
        result.Http.State == ProbeState.Ok,
        PingStep.Of(result.Dns),
        PingStep.Of(result.Tcp),
        PingStep.Of(result.Tls),
        PingStep.Of(result.Http),
        result.Status);
}

internal sealed record PingStep(string State, string? Detail, double ElapsedMs)
{
    public static PingStep Of(ProbeStep step) =>
        new(ProbeStates.Names.NameOf(step.State), step.Detail, Math.Round(step.Elapsed.TotalMilliseconds, 1));
}
