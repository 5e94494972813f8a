using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Api;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>The answer to a bind (axe.md §1).</summary>
internal sealed record AxeBindAnswer(
    [property: JsonPropertyName("resultcode")] string ResultCode,
    [property: JsonPropertyName("resultdesc")] string ResultDesc,
    [property: JsonPropertyName("subscriptionId")] string SubscriptionId,
    [property: JsonPropertyName("virtualNum")] string VirtualNum,
    [property: JsonPropertyName("extendNum")] string ExtendNum,
    [property: JsonPropertyName("bindExpiredTime")] int BindExpiredTime,
    [property: JsonPropertyName("callbackExpiredTime")] int CallbackExpiredTime);

/// <summary>The answer to a query of one binding: its fields stand beside the result (axe.md §4).</summary>
internal sealed record AxeQueryAnswer(ExtendNumInfo Binding) : ExtendNumInfo(Binding)
{
    [JsonPropertyName("resultcode"), JsonPropertyOrder(-1)]
    public string ResultCode => ResultCodes.Success.Code;

    [JsonPropertyName("resultdesc"), JsonPropertyOrder(-1)]
    public string ResultDesc => ResultCodes.Success.Text;

    [JsonIgnore]
    public ExtendNumInfo Binding { get; } = Binding;
}

/// <summary>A page of bindings; the shape is inferred, both spellings of the cursor are documented (axe.md §9 no. 7).</summary>
internal sealed record AxeQueryPageAnswer(
    [property: JsonPropertyName("resultcode")] string ResultCode,
    [property: JsonPropertyName("resultdesc")] string ResultDesc,
    [property: JsonPropertyName("nextCursor")] string? NextCursor,
    [property: JsonPropertyName("extendNumInfoList")] IReadOnlyList<ExtendNumInfo> ExtendNumInfoList)
{
    [JsonPropertyName("nextCusor")]
    public string? NextCusor => NextCursor;
}

internal record ExtendNumInfo(
    [property: JsonPropertyName("subscriptionId")] string SubscriptionId,
    [property: JsonPropertyName("virtualNum")] string VirtualNum,
    [property: JsonPropertyName("extendNum")] string ExtendNum,
    [property: JsonPropertyName("bindNum")] string BindNum,
    [property: JsonPropertyName("displayNumMode")] string DisplayNumMode,
    [property: JsonPropertyName("recordFlag")] string RecordFlag,
    [property: JsonPropertyName("recordHintTone")] string? RecordHintTone,
    [property: JsonPropertyName("callbackTone")] string? CallbackTone,
    [property: JsonPropertyName("callbackNum")] string? CallbackNum,
    [property: JsonPropertyName("timeUnit")] string TimeUnit,
    [property: JsonPropertyName("bindExpiredTime")] int BindExpiredTime,
    [property: JsonPropertyName("callbackExpiredTime")] int CallbackExpiredTime,
    [property: JsonPropertyName("userData")] string? UserData);

/// <summary>How many bindings each X carries; the shape is inferred (axe.md §9 no. 7).</summary>
internal sealed record AxeCountAnswer(
    [property: JsonPropertyName("resultcode")] string ResultCode,
    [property: JsonPropertyName("resultdesc")] string ResultDesc,
    [property: JsonPropertyName("nextCursor")] string? NextCursor,
    [property: JsonPropertyName("numberInfoList")] IReadOnlyList<NumberInfo> NumberInfoList);

internal sealed record NumberInfo(
    [property: JsonPropertyName("number")] string Number,
    [property: JsonPropertyName("bindCount")] int BindCount);
