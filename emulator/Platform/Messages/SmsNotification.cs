using System.Text.Json.Serialization;

namespace PrivateNumber.Emulator.Messages;

/// <summary>The body of an SMS push; the order of members is that of the examples (sms.md §6).</summary>
internal sealed record SmsNotification(
    [property: JsonPropertyName("appKey")] string AppKey,
    [property: JsonPropertyName("smsEvent")] SmsEvent SmsEvent);

internal sealed record SmsEvent
{
    [JsonPropertyName("smsIdentifier")]
    public required string SmsIdentifier { get; init; }

    [JsonPropertyName("notificationMode")]
    public required string NotificationMode { get; init; }

    [JsonPropertyName("calling")]
    public required string Calling { get; init; }

    /// <summary>Only after the SMS was forwarded.</summary>
    [JsonPropertyName("called")]
    public string? Called { get; init; }

    [JsonPropertyName("virtualNumber")]
    public required string VirtualNumber { get; init; }

    [JsonPropertyName("event")]
    public required string Event { get; init; }

    [JsonPropertyName("timeStamp")]
    public required string TimeStamp { get; init; }

    [JsonPropertyName("subscriptionId")]
    public string? SubscriptionId { get; init; }

    [JsonPropertyName("smsContent")]
    public string? SmsContent { get; init; }

    [JsonPropertyName("extInfo")]
    public required ExtInfo ExtInfo { get; init; }

    [JsonPropertyName("sendResult")]
    public required int SendResult { get; init; }

    /// <summary>The city of X.</summary>
    [JsonPropertyName("areaCode")]
    public string? AreaCode { get; init; }

    [JsonPropertyName("userData")]
    public string? UserData { get; init; }
}

internal sealed record ExtInfo([property: JsonPropertyName("extParas")] IReadOnlyList<ExtPara> ExtParas);

/// <summary>Values are texts, those of numbers too.</summary>
internal sealed record ExtPara(
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("value")] string Value);
