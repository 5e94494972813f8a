using System.Globalization;
using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>The answer to both binds: X for an AX, Y for a YB. Mind the spelling, queries ask for <c>relationNum</c> (axyb.md §2).</summary>
internal sealed record AxybBindAnswer(
    [property: JsonPropertyName("resultcode")] string ResultCode,
    [property: JsonPropertyName("resultdesc")] string ResultDesc,
    [property: JsonPropertyName("subscriptionId")] string SubscriptionId,
    [property: JsonPropertyName("relationNumber")] string RelationNumber);

/// <summary>The answer to a query (axyb.md §5).</summary>
internal sealed record AxybQueryAnswer(
    [property: JsonPropertyName("resultcode")] string ResultCode,
    [property: JsonPropertyName("resultdesc")] string ResultDesc,
    [property: JsonPropertyName("xyRelationNumList")] IReadOnlyList<XyRelationNumInfo> XyRelationNumList);

/// <summary>One relation; the durations are texts here although binds send them as integers.</summary>
internal sealed record XyRelationNumInfo(
    [property: JsonPropertyName("bindId")] string BindId,
    [property: JsonPropertyName("numA")] string NumA,
    [property: JsonPropertyName("numX")] string NumX,
    [property: JsonPropertyName("numY")] string? NumY,
    [property: JsonPropertyName("numB")] string? NumB,
    [property: JsonPropertyName("recordFlag")] string RecordFlag,
    [property: JsonPropertyName("recordHintTone")] string? RecordHintTone,
    [property: JsonPropertyName("subscribeTime")] string SubscribeTime,
    [property: JsonPropertyName("callDirection")] int CallDirection,
    [property: JsonPropertyName("duration")] string Duration,
    [property: JsonPropertyName("ybDuration")] string YbDuration,
    [property: JsonPropertyName("preVoiceX")] string? PreVoiceX,
    [property: JsonPropertyName("preVoiceY")] string? PreVoiceY,
    [property: JsonPropertyName("userData")] string? UserData)
{
    public static XyRelationNumInfo Of(AxPart ax) => new(
        ax.SubscriptionId,
        ax.A.Value,
        ax.X.Value,
        NumY: null,
        NumB: null,
        ax.RecordFlag ? "true" : "false",
        ax.RecordHintTone,
        PlatformTime.Utc(ax.SubscribeTime),
        ax.CallDirection,
        Text(ax.Duration),
        Text(ax.YbDuration),
        ax.PreVoiceX,
        PreVoiceY: null,
        ax.UserData);

    public static XyRelationNumInfo Of(YbPart yb) => Of(yb.Ax) with
    {
        BindId = yb.BindId,
        NumY = yb.Y.Value,
        NumB = yb.B.Value,
        SubscribeTime = PlatformTime.Utc(yb.SubscribeTime),
        YbDuration = Text(yb.YbDuration),
        PreVoiceY = yb.PreVoiceY,
        UserData = yb.Ref.UserData,
    };

    private static string Text(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
