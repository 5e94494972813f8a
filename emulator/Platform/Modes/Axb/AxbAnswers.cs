using System.Text.Json.Serialization;

namespace PrivateNumber.Emulator.Modes.Axb;

/// <summary>The answer to a bind (axb.md §2.2); A and B are not echoed.</summary>
internal sealed record AxbBindAnswer(
    [property: JsonPropertyName("resultcode")] string ResultCode,
    [property: JsonPropertyName("resultdesc")] string ResultDesc,
    [property: JsonPropertyName("subscriptionId")] string SubscriptionId,
    [property: JsonPropertyName("relationNum")] string RelationNum,
    [property: JsonPropertyName("callDirection")] int CallDirection,
    [property: JsonPropertyName("duration")] int Duration,
    [property: JsonPropertyName("maxDuration")] int MaxDuration,
    [property: JsonPropertyName("userData")] string? UserData);

/// <summary>The answer to a query (axb.md §6.2).</summary>
internal sealed record AxbQueryAnswer(
    [property: JsonPropertyName("resultcode")] string ResultCode,
    [property: JsonPropertyName("resultdesc")] string ResultDesc,
    [property: JsonPropertyName("app_key")] string AppKey,
    [property: JsonPropertyName("relationNumList")] IReadOnlyList<RelationNumInfo> RelationNumList,
    [property: JsonPropertyName("totalCount")] int TotalCount,
    [property: JsonPropertyName("pageIndex")] int PageIndex,
    [property: JsonPropertyName("pageSize")] int PageSize);

internal sealed record RelationNumInfo(
    [property: JsonPropertyName("subscriptionId")] string SubscriptionId,
    [property: JsonPropertyName("relationNum")] string RelationNum,
    [property: JsonPropertyName("callerNum")] string CallerNum,
    [property: JsonPropertyName("calleeNum")] string CalleeNum,
    [property: JsonPropertyName("recordFlag")] string RecordFlag,
    [property: JsonPropertyName("recordHintTone")] string? RecordHintTone,
    [property: JsonPropertyName("subscribeTime")] string SubscribeTime,
    [property: JsonPropertyName("callDirection")] int CallDirection,
    [property: JsonPropertyName("duration")] int Duration,
    [property: JsonPropertyName("maxDuration")] int MaxDuration,
    [property: JsonPropertyName("userData")] string? UserData);
