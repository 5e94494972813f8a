using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Places a call and follows it to its CDR, or to the event where the scenario goes on.</summary>
internal sealed class CallPlayer(ScenarioSession session)
{
    /// <summary>How long a running server may take, beyond its virtual time, to deliver a push.</summary>
    public static readonly TimeSpan Delivery = TimeSpan.FromSeconds(5);

    /// <summary>The wait for one push, before the state is looked at again.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any call takes to ring out, and the CDR to follow it (call-notifications.md §4.4).</summary>
    private static readonly TimeSpan Setup = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    public async Task<Observation> PlayAsync(CallStep step, CancellationToken ct)
    {
        var plan = (JsonObject)session.Variables.Resolve(step.Plan)!;
        plan["app"] = session.App;
        var placed = await session.Control.PlaceCallAsync(plan, ct);
        var sessionId = Scalars.ToText(placed.Body?["sessionId"]);
        session.LastSessionId = sessionId;
        if (step.Until is { } eventType)
        {
            await FollowAsync(sessionId, Setup, call => HasEvent(call, eventType), ct);
        }
        else if (session.IsManual)
        {
            await session.Control.AdvanceUntilCallEndsAsync(session.App, sessionId, ct);
        }
        else
        {
            _ = Text.Durations.TryParse(Scalars.ToText(plan["talksFor"]), out var talk);
            await FollowAsync(sessionId, Setup + talk, _ => false, ct);
            await session.Control.WaitForCallbacksAsync(session.App, sessionId, PushTypes.Fee, 1, (Step / session.Factor) + Delivery, ct);
        }

        await session.SettleAsync(ct);
        var call = (await session.Control.CallAsync(sessionId, ct)).Body as JsonObject ?? [];
        return new Observation($"{Scalars.ToText(plan["from"])} → {Scalars.ToText(plan["to"])}", await ReportAsync(call, sessionId, ct));
    }

    private async Task FollowAsync(string sessionId, TimeSpan limit, Func<JsonObject, bool> isThere, CancellationToken ct)
    {
        var started = WallClock.Provider.GetTimestamp();
        for (var passed = TimeSpan.Zero; passed <= limit; passed += session.IsManual ? Step : TimeSpan.Zero)
        {
            await session.SettleAsync(ct);
            var call = (await session.Control.CallAsync(sessionId, ct)).Body as JsonObject ?? [];
            if (isThere(call) || Scalars.ToText(call["state"]) == "ended")
            {
                return;
            }

            if (session.IsManual)
            {
                await session.PassAsync(Step, ct);
                continue;
            }

            if (WallClock.Provider.GetElapsedTime(started) > (limit / session.Factor) + Delivery)
            {
                return;
            }

            var pushed = (await session.PushesAsync(sessionId, ct)).Count(push => push.WasSent);
            await session.Control.WaitForCallbacksAsync(session.App, sessionId, null, pushed + 1, Poll, ct);
        }
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

    private static bool HasEvent(JsonObject call, string eventType) =>
        (call["events"] as JsonArray)?.Any(item => Scalars.ToText(item?["eventType"]) == eventType) == true;
}
