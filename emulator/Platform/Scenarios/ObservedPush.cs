using System.Globalization;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>A push as the control API shows it.</summary>
internal sealed record ObservedPush(string Id, string EventType, string State, JsonNode? Body, IReadOnlyList<ObservedAttempt> Attempts, string? Fault)
{
    public static ObservedPush Read(JsonObject item) => new(
        Scalars.ToText(item["id"]),
        Scalars.ToText(item["eventType"]),
        Scalars.ToText(item["state"]),
        item["body"] is JsonValue text ? Reply.Parse(Scalars.ToText(text)) : item["body"]?.DeepClone(),
        [.. (item["attempts"] as JsonArray ?? []).OfType<JsonObject>().Select(ObservedAttempt.Read)],
        (string?)item["fault"]?["kind"]);

    /// <summary>Its first attempt is still to come.</summary>
    public bool IsAhead => !WasSent && PushStates.Names.TryParse(State, out var state) && state == PushState.Pending;

    public bool WasSent => Attempts.Count > 0;

    /// <summary>The record of a call among those of a CDR push.</summary>
    public JsonNode? CdrOf(string sessionId) => EventType == PushTypes.Fee
        ? (Body?["feeLst"] as JsonArray)?.FirstOrDefault(record => Scalars.ToText(record?["sessionId"]) == sessionId)
        : null;
}

/// <summary>One attempt to deliver a push.</summary>
internal sealed record ObservedAttempt(DateTimeOffset? At, int? Status, string? Error)
{
    public static ObservedAttempt Read(JsonObject attempt) => new(
        DateTimeOffset.TryParse(Scalars.ToText(attempt["at"]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
        int.TryParse(Scalars.ToText(attempt["status"]), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null,
        attempt["error"] is { } error ? Scalars.ToText(error) : null);
}
