using System.Text.Json.Serialization;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>The answer to a bind (ax.md §2.2).</summary>
internal sealed record AxBindAnswer(
    [property: JsonPropertyName("resultcode")] string ResultCode,
    [property: JsonPropertyName("resultdesc")] string ResultDesc,
    [property: JsonPropertyName("origNum")] string OrigNum,
    [property: JsonPropertyName("privateNum")] string PrivateNum,
    [property: JsonPropertyName("subscriptionId")] string SubscriptionId);

/// <summary>The answer to a query (ax.md §5).</summary>
internal sealed record AxQueryAnswer(
    [property: JsonPropertyName("resultcode")] string ResultCode,
    [property: JsonPropertyName("resultdesc")] string ResultDesc,
    [property: JsonPropertyName("privateNumList")] IReadOnlyList<PrivateNumInfo> PrivateNumList);

/// <summary>One row of a query; the order of members is that of the documented table.</summary>
internal sealed record PrivateNumInfo
{
    [JsonPropertyName("origNum")]
    public required string OrigNum { get; init; }

    [JsonPropertyName("privateNum")]
    public required string PrivateNum { get; init; }

    [JsonPropertyName("privateNumType")]
    public string PrivateNumType { get; init; } = AxBind.PrivateNumType;

    [JsonPropertyName("subscribeTime")]
    public required string SubscribeTime { get; init; }

    [JsonPropertyName("recordFlag")]
    public required string RecordFlag { get; init; }

    [JsonPropertyName("recordHintTone")]
    public string? RecordHintTone { get; init; }

    [JsonPropertyName("calleeNumDisplay")]
    public string? CalleeNumDisplay { get; init; }

    [JsonPropertyName("subscriptionId")]
    public required string SubscriptionId { get; init; }

    [JsonPropertyName("privateSms")]
    public required string PrivateSms { get; init; }

    [JsonPropertyName("preVoice")]
    public PreVoice? PreVoice { get; init; }

    [JsonPropertyName("maxDuration")]
    public required int MaxDuration { get; init; }

    [JsonPropertyName("lastMinVoice")]
    public string? LastMinVoice { get; init; }

    [JsonPropertyName("turnFlag")]
    public required string TurnFlag { get; init; }

    [JsonPropertyName("callDirection")]
    public int? CallDirection { get; init; }

    [JsonPropertyName("userData")]
    public string? UserData { get; init; }
}
