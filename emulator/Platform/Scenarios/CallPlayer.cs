using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Places a call and follows it to its CDR, or to the event where the scenario goes on.</summary>
internal sealed class CallPlayer(ScenarioSession session)
{
    /// <summary>Longer than any call takes to ring out, and the CDR to follow it (call-notifications.md §4.4).</summary>
    private static readonly TimeSpan Setup = TimeSpan.FromMinutes(3);

    public async Task<Observation> PlayAsync(CallStep step, CancellationToken ct)
    {
        var plan = (JsonObject)session.Variables.Resolve(step.Plan)!;
        plan["app"] = session.App;
        var placed = await session.Control.PlaceCallAsync(plan, ct);
        var sessionId = Scalars.ToText(placed.Body?["sessionId"]);
        session.LastSessionId = sessionId;
        var summary = $"{Scalars.ToText(plan["from"])} → {Scalars.ToText(plan["to"])}";
        _ = Text.Durations.TryParse(Scalars.ToText(plan["talksFor"]), out var talk);
        if (step.Until is { } eventType)
        {
            await UntilAsync(sessionId, call => HasEvent(call, eventType), Setup + talk, ct);
            var came = HasEvent(await session.Control.CallAsync(sessionId, ct), eventType);

            // Who goes on from an event of a call means that moment.
            return await ObserveAsync(summary, sessionId, mayMove: false, ct) with { Differences = came ? [] : [new Difference("until", eventType, Difference.Absent)] };
        }

        await (step.IsInteractive ? UntilHandAsync(sessionId, ct) : session.Pace.UntilCallEndsAsync(sessionId, Setup + talk, ct));
        return await ObserveAsync(summary, sessionId, mayMove: true, ct);
    }

    public async Task<Observation> PlayAsync(HandStep step, CancellationToken ct)
    {
        var sessionId = step.SessionId is { } named
            ? session.Variables.Text(named)
            : session.LastSessionId ?? throw new ControlFailure("no call has been placed yet");
        await session.Control.DriveCallAsync(sessionId, step.Frame.Word, session.Variables.Resolve(step.Fields), ct);
        await UntilHandAsync(sessionId, ct);
        return await ObserveAsync(null, sessionId, mayMove: true, ct);
    }

    public static bool HasEnded(Reply call) => Scalars.ToText(call.Body?["state"]) == "ended";

    /// <summary>To where somebody can act: the callee's phone rings or is taken, or the platform waits for keys. A call that has ended goes on to its CDR.</summary>
    private async Task UntilHandAsync(string sessionId, CancellationToken ct)
    {
        await UntilAsync(sessionId, call => Scalars.ToText(call.Body?["state"]) != "routing" || (bool?)call.Body?["collecting"] == true, Setup, ct);
        if (HasEnded(await session.Control.CallAsync(sessionId, ct)))
        {
            await session.Pace.UntilCallEndsAsync(sessionId, Setup, ct);
        }
    }

    private Task UntilAsync(string sessionId, Func<Reply, bool> holds, TimeSpan limit, CancellationToken ct) => session.Pace.UntilAsync(
        async () => await session.Control.CallAsync(sessionId, ct) is var call && (holds(call) || HasEnded(call)), sessionId, limit, ct);

    private async Task<Observation> ObserveAsync(string? summary, string sessionId, bool mayMove, CancellationToken ct)
    {
        await session.Pace.DeliverAsync(() => IsDeliveredAsync(sessionId, ct), sessionId, mayMove, ct);
        var call = (await session.Control.CallAsync(sessionId, ct)).Body as JsonObject ?? [];
        return new Observation(summary ?? $"{Scalars.ToText(call["state"])} {Scalars.ToText(call["stateCode"])}".TrimEnd(), await ReportAsync(call, sessionId, ct));
    }

    /// <summary>The call as the customer saw it: the names of its events, each event's statusInfo, and its CDR.</summary>
    private async Task<JsonObject> ReportAsync(JsonObject call, string sessionId, CancellationToken ct)
    {
        var pushes = (await session.PushesAsync(sessionId, ct)).Where(push => push.WasSent).ToList();
        var events = pushes.Where(push => push.EventType != PushTypes.Fee).ToList();
        var report = call.DeepClone().AsObject();
        report[ExpectationReader.Events] = new JsonArray([.. events.Select(push => (JsonNode?)push.EventType)]);
        foreach (var push in events)
        {
            report.TryAdd(push.EventType, push.Body?["statusInfo"]?.DeepClone());
        }

        // An application without a URL for CDRs has none pushed; the emulator knows the record all the same.
        var cdr = pushes.Select(push => push.CdrOf(sessionId)).FirstOrDefault(record => record is not null) ?? call[ExpectationReader.Cdr];
        report.Remove(ExpectationReader.Cdr);
        if (cdr is not null)
        {
            report[ExpectationReader.Cdr] = cdr.DeepClone();
        }

        return report;
    }

    /// <summary>Nobody waits for what a fault delays.</summary>
    private async Task<bool> IsDeliveredAsync(string sessionId, CancellationToken ct) =>
        (await session.PushesAsync(sessionId, ct)).All(push => !push.IsAhead || push.Fault is "delay" or "reorder");

    private static bool HasEvent(Reply call, string eventType) =>
        (call.Body?["events"] as JsonArray)?.Any(item => Scalars.ToText(item?["eventType"]) == eventType) == true;
}
