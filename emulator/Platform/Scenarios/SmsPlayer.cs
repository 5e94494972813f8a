using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Sends an SMS and waits for its fate, which may be the customer's to decide.</summary>
internal sealed class SmsPlayer(ScenarioSession session)
{
    public async Task<Observation> PlayAsync(SmsStep step, CancellationToken ct)
    {
        var message = (JsonObject)session.Variables.Resolve(step.Message)!;
        message["app"] = session.App;
        var before = (await OfAsync(message, ct)).Count;
        var sending = session.Control.SendSmsAsync(message, ct);

        // The request goes its own way: until it is listed, nothing can be waited for.
        while (!sending.IsCompleted && (await OfAsync(message, ct)).Count == before)
        {
            await Task.Yield();
        }

        await session.Pace.UntilDecidedAsync(async () => sending.IsCompleted || (await OfAsync(message, ct)).All(sms => sms["sendResult"] is not null), ct);

        // What was not forwarded has no receiver and no text: a null here is absent in the language.
        var sent = new JsonObject(
            ((await sending).Body as JsonObject ?? []).Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        return new Observation(
            $"{Scalars.ToText(message["from"])} → {Scalars.ToText(message["to"])}, sendResult {Scalars.ToText(sent["sendResult"])}", sent);
    }

    /// <summary>The SMS of this kind so far; one without a result waits for the customer's answer.</summary>
    private async Task<List<JsonObject>> OfAsync(JsonObject message, CancellationToken ct) =>
    [
        .. (await session.Control.MessagesAsync(session.App, ct)).Where(sms =>
            ((string[])["from", "to", "text"]).All(member => Scalars.ToText(sms[member]) == Scalars.ToText(message[member]))),
    ];
}
