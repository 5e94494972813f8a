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
    /// <summary>As it stands; the World's lock is held.</summary>
    public static CallbackView Of(World world, Push push) => Of(world, PushMoment.Of(push));

    public static CallbackView Of(World world, PushMoment moment) => new(
        moment.Push.Id,
        world.Application.Name!,
        moment.Push.SessionIds.FirstOrDefault(),
        moment.Push.EventType,
        moment.Target.Url,
        PushStates.Names.NameOf(moment.State),
        moment.Attempts is [.., var last] ? last.Headers.ToDictionary() : new Dictionary<string, string>(),
        JsonElement.Parse(moment.Push.Body),
        [.. moment.Attempts.Select(AttemptView.Of)],
        FaultMark.Of(moment.Push.Fault));
}

/// <summary>The newest pushes that were asked for, and how many older ones had to make room.</summary>
/// <param name="Items">In the order in which they were made, one application after the other.</param>
/// <param name="Dropped">How many are not there any more.</param>
/// <param name="Last">What to ask <c>after</c> for all that has changed since.</param>
internal sealed record CallbackList(IReadOnlyList<CallbackView> Items, long Dropped, long Last);

/// <summary>Pushes that were waited for.</summary>
/// <param name="Items">Those that have been attempted.</param>
/// <param name="Last">What to wait <c>after</c> for further ones.</param>
internal sealed record ArrivedPushes(IReadOnlyList<CallbackView> Items, long Last);

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
