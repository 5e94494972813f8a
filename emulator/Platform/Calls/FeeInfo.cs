using System.Text.Json.Serialization;

namespace PrivateNumber.Emulator.Calls;

/// <summary>The body of a CDR push: always an array, 1 to 50 records of one application (call-notifications.md §3).</summary>
internal sealed record FeeNotification(
    [property: JsonPropertyName("eventType")] string EventType,
    [property: JsonPropertyName("feeLst")] IReadOnlyList<FeeInfo> FeeLst);

/// <summary>One call detail record; the order of members is that of the documented examples (call-notifications.md §3.3).</summary>
internal sealed record FeeInfo
{
    [JsonPropertyName("direction")]
    public required int Direction { get; init; }

    [JsonPropertyName("spId")]
    public required string SpId { get; init; }

    [JsonPropertyName("appKey")]
    public required string AppKey { get; init; }

    [JsonPropertyName("icid")]
    public required string Icid { get; init; }

    [JsonPropertyName("bindNum")]
    public required string BindNum { get; init; }

    [JsonPropertyName("sessionId")]
    public required string SessionId { get; init; }

    [JsonPropertyName("subscriptionId")]
    public string? SubscriptionId { get; init; }

    [JsonPropertyName("callerNum")]
    public required string CallerNum { get; init; }

    [JsonPropertyName("calleeNum")]
    public required string CalleeNum { get; init; }

    [JsonPropertyName("fwdDisplayNum")]
    public string? FwdDisplayNum { get; init; }

    [JsonPropertyName("fwdDstNum")]
    public string? FwdDstNum { get; init; }

    [JsonPropertyName("callInTime")]
    public required string CallInTime { get; init; }

    [JsonPropertyName("fwdStartTime")]
    public string? FwdStartTime { get; init; }

    [JsonPropertyName("fwdAlertingTime")]
    public string? FwdAlertingTime { get; init; }

    [JsonPropertyName("fwdAnswerTime")]
    public string? FwdAnswerTime { get; init; }

    [JsonPropertyName("callEndTime")]
    public required string CallEndTime { get; init; }

    [JsonPropertyName("fwdUnaswRsn")]
    public required int FwdUnaswRsn { get; init; }

    [JsonPropertyName("failTime")]
    public string? FailTime { get; init; }

    [JsonPropertyName("ulFailReason")]
    public required int UlFailReason { get; init; }

    [JsonPropertyName("sipStatusCode")]
    public required int SipStatusCode { get; init; }

    [JsonPropertyName("callOutUnaswRsn")]
    public int CallOutUnaswRsn { get; init; }

    [JsonPropertyName("recordFlag")]
    public required int RecordFlag { get; init; }

    [JsonPropertyName("recordStartTime")]
    public string? RecordStartTime { get; init; }

    [JsonPropertyName("recordDomain")]
    public string? RecordDomain { get; init; }

    [JsonPropertyName("recordBucketName")]
    public string? RecordBucketName { get; init; }

    [JsonPropertyName("recordObjectName")]
    public string? RecordObjectName { get; init; }

    [JsonPropertyName("recordFileDownloadUrl")]
    public string? RecordFileDownloadUrl { get; init; }

    [JsonPropertyName("ttsPlayTimes")]
    public int TtsPlayTimes { get; init; }

    [JsonPropertyName("ttsTransDuration")]
    public int TtsTransDuration { get; init; }

    [JsonPropertyName("mptyId")]
    public string? MptyId { get; init; }

    [JsonPropertyName("serviceType")]
    public required string ServiceType { get; init; }

    [JsonPropertyName("hostName")]
    public required string HostName { get; init; }

    [JsonPropertyName("extendNum")]
    public string? ExtendNum { get; init; }

    [JsonPropertyName("extendNumber")]
    public string? ExtendNumber { get; init; }

    [JsonPropertyName("notifyMode")]
    public string? NotifyMode { get; init; }

    [JsonPropertyName("areaCode")]
    public string? AreaCode { get; init; }

    [JsonPropertyName("callRelDirection")]
    public int? CallRelDirection { get; init; }

    [JsonPropertyName("callDuration")]
    public int? CallDuration { get; init; }

    [JsonPropertyName("userData")]
    public string? UserData { get; init; }
}
