using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Sends an SMS and waits for its fate, which may be the customer's to decide.</summary>
internal sealed class SmsPlayer(ScenarioSession session)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    public async Task<Observation> PlayAsync(SmsStep step, CancellationToken ct)
    {
        var message = (JsonObject)session.Variables.Resolve(step.Message)!;
        message["app"] = session.App;
        var before = session.IsManual ? (await session.Control.MessagesAsync(session.App, ct)).Count : 0;
        var sending = session.Control.SendSmsAsync(message, ct);
        if (session.IsManual)
        {
            await DecideAsync(sending, before, ct);
        }

        // What was not forwarded has no receiver and no text: a null here is absent in the language.
        var sent = new JsonObject(
            ((await sending).Body as JsonObject ?? []).Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        return new Observation(
            $"{Scalars.ToText(message["from"])} → {Scalars.ToText(message["to"])}, sendResult {Scalars.ToText(sent["sendResult"])}", sent);
    }

    /// <summary>The customer's answer may take virtual time: the clock moves while the SMS is listed without a result, and only then.</summary>
    private async Task DecideAsync(Task sending, int before, CancellationToken ct)
    {
        while (!sending.IsCompleted)
        {
            if ((await session.Control.MessagesAsync(session.App, ct)).Count == before)
            {
                continue;
            }

            await session.SettleAsync(ct);
            if ((await session.Control.MessagesAsync(session.App, ct))[^1]["sendResult"] is not null)
            {
                return;
            }

            await session.PassAsync(Step, ct);
        }
    }
}
