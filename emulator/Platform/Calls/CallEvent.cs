using System.Text.Json.Serialization;

namespace PrivateNumber.Emulator.Calls;

/// <summary>The body of a call event; the order of members is the documented one (call-notifications.md §2.4).</summary>
internal sealed record CallEvent(
    [property: JsonPropertyName("eventType")] string EventType,
    [property: JsonPropertyName("statusInfo")] StatusInfo StatusInfo)
{
    public const string CallIn = "callin";
    public const string CollectInfo = "collectInfo";
    public const string CallOut = "callout";
    public const string Alerting = "alerting";
    public const string Answer = "answer";
    public const string Disconnect = "disconnect";

    /// <summary>The exact time; <c>timestamp</c> has only seconds.</summary>
    [JsonIgnore]
    public DateTimeOffset At { get; init; }
}

internal sealed record StatusInfo
{
    [JsonPropertyName("sessionId")]
    public required string SessionId { get; init; }

    [JsonPropertyName("timestamp")]
    public required string Timestamp { get; init; }

    [JsonPropertyName("caller")]
    public string? Caller { get; init; }

    [JsonPropertyName("called")]
    public string? Called { get; init; }

    [JsonPropertyName("digitInfo")]
    public string? DigitInfo { get; init; }

    [JsonPropertyName("stateCode")]
    public int? StateCode { get; init; }

    [JsonPropertyName("stateDesc")]
    public string? StateDesc { get; init; }

    [JsonPropertyName("subscriptionId")]
    public string? SubscriptionId { get; init; }

    [JsonPropertyName("notifyMode")]
    public string? NotifyMode { get; init; }

    [JsonPropertyName("userData")]
    public string? UserData { get; init; }
}
