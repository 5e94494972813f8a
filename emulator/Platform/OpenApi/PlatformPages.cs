using System.Collections.Frozen;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Modes.Ax;
using PrivateNumber.Emulator.Modes.Axb;
using PrivateNumber.Emulator.Modes.Axe;
using PrivateNumber.Emulator.Modes.Axyb;
using PrivateNumber.Emulator.Recordings;

namespace PrivateNumber.Emulator.OpenApi;

/// <summary>The platform's operations, by their names.</summary>
internal static class PlatformPages
{
    private static readonly Member SubscriptionId = Member.Text("subscriptionId", "The id of the binding, as its bind answered it.", Longest.SubscriptionId);
    private static readonly Member AreaCode = Member.Text("areaCode", "The city that X is wanted in, such as 0755.", Longest.AreaCode);
    private static readonly Member AreaMatchMode =
        Member.OneOf("areaMatchMode", "0: X of this city only. 1: of another one when the city has none left.", "0", "1");

    private static readonly Member RecordFlag = Member.Flag("recordFlag", "Whether calls are recorded.");
    private static readonly Member RecordHintTone = Voice("recordHintTone", "tells that the call is recorded");
    private static readonly Member LastMinVoice = Voice("lastMinVoice", "is played in the last minute");
    private static readonly Member UserData = Member.Text("userData", "Data of your own, which comes back in pushes. ASCII without braces.", Longest.UserData);
    private static readonly Member PrivateSms = Member.Flag("privateSms", "Whether SMS is forwarded.", true);
    private static readonly Member CallDirection =
        Member.Integer("callDirection", "0: both ways. 1: only A calls. 2: only the others call A.", 0, 2, 0);

    private static readonly Member MaxDuration = Member.Integer("maxDuration", "The longest call in minutes; 0 is no limit.", 0, AxbBind.MaxDurationMinutes, 0);
    private static readonly Member PreVoice = Member.Object(
        "preVoice", "Tones before the call is connected.",
        Voice("callerHintTone", "A hears"), Voice("calleeHintTone", "B hears"));

    private static readonly Member OrigNum = Member.Number("origNum", "A.");
    private static readonly Member PrivateNum = Member.Number("privateNum", "X.");
    private static readonly Member TurnFlag = Member.OneOf("turnFlag", "off: calls to X are refused.", "on", "off");

    private static readonly Member CallerNum = Member.Number("callerNum", "A.");
    private static readonly Member CalleeNum = Member.Number("calleeNum", "B.");
    private static readonly Member RelationNum = Member.Number("relationNum", "X.");
    private static readonly Member Duration = Member.Integer("duration", "The binding's life in seconds; 0 never ends.", 0, AxbBind.MaxDurationSeconds, 0);

    private static readonly Member VirtualNum = Member.Number("virtualNum", "X.");
    private static readonly Member ExtendNum = Member.Text("extendNum", "The extension on X, with its leading zeros.", Longest.ExtendNum);
    private static readonly Member[] AxeLife =
    [
        Member.OneOf("timeUnit", "Of the two times: 0 hours, 1 minutes.", "0", "1"),
        Member.Integer("bindExpiredTime", "The binding's life; 0 never ends.", 0, AxeTime.Max(TimeUnit.Minutes)),
        Member.Integer("callbackExpiredTime", "How long A can call back whoever called.", 0, AxeTime.Max(TimeUnit.Minutes)),
    ];

    private static readonly Member[] AxeCalls =
    [
        Member.OneOf("displayNumMode", "What A sees: 0 X, 1 the caller's number.", "0", "1"),
        RecordFlag, RecordHintTone, Voice("callbackTone", "a caller back hears"),
        Member.Number("callbackNum", "Where A's calls to X go without a call-back record."),
        UserData,
    ];

    private static readonly Member Limit = Member.Integer("limit", "The most entries of a page.", 1, AxeQueryPage.MaxLimit, AxeQueryPage.DefaultLimit);
    private static readonly Member YbDuration = Member.Integer("ybDuration", "The life of each YB in seconds; 0 is that of the AX.", 0, AxybBind.MaxSeconds);
    private static readonly Member AppKey = Member.Text("app_key", "The key that signed the request, once more.", Rules.LongestKey, 1).Required;

    private static readonly FrozenDictionary<string, OperationPage> All = new Dictionary<string, OperationPage>(StringComparer.Ordinal)
    {
        ["ax.bind"] = new(
            "Binds A to an X.",
            OrigNum.Required, PrivateNum, Member.OneOf("privateNumType", "Goes with areaCode.", AxBind.PrivateNumType), AreaCode, AreaMatchMode,
            RecordFlag, RecordHintTone, Member.OneOf("calleeNumDisplay", "What A sees: 0 X, 1 the caller's number.", "0", "1"), PrivateSms, PreVoice,
            MaxDuration, LastMinVoice, UserData, TurnFlag, CallDirection)
        { Answer = PlatformJson.Wire.AxBindAnswer },
        ["ax.unbind"] = new("Removes a binding, named by its id or by X.", SubscriptionId, PrivateNum),
        ["ax.modify"] = new(
            "Changes a binding; what is absent stays as it is.",
            SubscriptionId, PrivateNum, OrigNum, PrivateSms, RecordFlag, MaxDuration, LastMinVoice, UserData, TurnFlag, CallDirection),
        ["ax.query"] = new("Lists bindings: by id, by A or by X.", SubscriptionId, OrigNum, PrivateNum) { Answer = PlatformJson.Wire.AxQueryAnswer },
        ["ax.setCallee"] = new(
            "Names whom A reaches by dialling X, for a while.",
            SubscriptionId, PrivateNum, CalleeNum.Required, Member.Integer("duration", "How long, in seconds.", 1, AxCallee.MaxSeconds, AxCallee.DefaultSeconds), UserData),
        ["axb.bind"] = new(
            "Binds A and B to an X, through which they reach each other.",
            CallerNum.Required, CalleeNum.Required, RelationNum, AreaCode, AreaMatchMode, CallDirection, Duration, RecordFlag, RecordHintTone, MaxDuration,
            LastMinVoice, PrivateSms, PreVoice, UserData)
        { Answer = PlatformJson.Wire.AxbBindAnswer },
        ["axb.unbind"] = new("Removes a binding by its id, or all of an X.", SubscriptionId, RelationNum),
        ["axb.modify"] = new(
            "Changes a binding; what is absent stays as it is.",
            SubscriptionId.Required, CallerNum, CalleeNum, CallDirection, Duration, PreVoice, MaxDuration, LastMinVoice, PrivateSms, RecordFlag, UserData),
        ["axb.query"] = new(
            "Lists bindings: by id, or those of an X.",
            SubscriptionId, RelationNum, CallerNum, CalleeNum, Member.Integer("pageIndex", "The page, from 1.", 1, int.MaxValue, 1),
            Member.Integer("pageSize", "Bindings on a page; what is out of range counts as the default.", AxbQuery.MinPageSize, AxbQuery.MaxPageSize, AxbQuery.DefaultPageSize))
        { Answer = PlatformJson.Wire.AxbQueryAnswer },
        ["axe.bind"] = new(
            "Binds A to an extension of an X.", [Member.Number("bindNum", "A.").Required, VirtualNum, AreaCode, AreaMatchMode, ExtendNum, .. AxeLife, .. AxeCalls])
        { Answer = PlatformJson.Wire.AxeBindAnswer },
        ["axe.unbind"] = new("Removes a binding, named by its id or by X and extension.", SubscriptionId, VirtualNum, ExtendNum),
        ["axe.modify"] = new("Changes a binding; what is absent stays as it is.", [SubscriptionId, VirtualNum, ExtendNum, .. AxeLife, .. AxeCalls]),
        ["axe.query"] = new("Shows a binding, named by its id or by X and extension.", SubscriptionId, VirtualNum, ExtendNum)
        { Answer = PlatformJson.Wire.AxeQueryAnswer },
        ["axe.queryPage"] = new(
            "Lists the bindings of an X page by page.", SubscriptionId, VirtualNum, ExtendNum, Member.Any("cursor", "Of the page before."), Limit)
        { Answer = PlatformJson.Wire.AxeQueryPageAnswer },
        ["axe.count"] = new("Counts the bindings of each X.", Member.Number("number", "X."), Member.Text("cursor", "Of the page before.", AxeCount.MaxCursorDigits), Limit)
        { Answer = PlatformJson.Wire.AxeCountAnswer },
        ["axyb.bind"] = new(
            "Binds A to an X; with a subscriptionId, B to a Y under that AX.",
            OrigNum.Required, SubscriptionId, AreaCode, AreaMatchMode, CallDirection,
            Member.Integer("duration", "The life of the AX in seconds; 0 never ends.", 0, AxybBind.MaxSeconds, AxybBind.DefaultDuration), YbDuration, RecordFlag, RecordHintTone,
            Voice("preVoiceX", "A hears"), Voice("preVoiceY", "B hears"), UserData)
        { Answer = PlatformJson.Wire.AxybBindAnswer, Query = [AppKey] },
        ["axyb.unbind"] = new(
            "Removes an AX with all its YB, or one YB.",
            AppKey, SubscriptionId.Required, Member.Number("yNum", "The Y of the YB to remove."), Member.Number("bNum", "The B of the YB to remove.")),
        ["axyb.query"] = new("Lists the relations of an AX.", AppKey, SubscriptionId, RelationNum) { Answer = PlatformJson.Wire.AxybQueryAnswer },
        ["call.stop"] = new(
            "Ends a call.",
            Member.Text("sessionid", "The call, as its pushes name it.", Longest.SessionId, 1).Required, Member.OneOf("signal", "What to do.", "call_stop").Required)
        { ContentType = "text/html" },
        ["recording.get"] = new(
            "Tells where the file of a recorded call is.",
            Member.Text("fileName", "recordObjectName of the CDR.", RecordingApi.LongestText, 1).Required, Member.Text("recordDomain", "recordDomain of the CDR.", RecordingApi.LongestText, 1).Required)
        { Status = 301, Location = "The file, playable WAV." },
    }.ToFrozenDictionary();

    public static OperationPage Of(string operation) => All[operation];

    private static Member Voice(string name, string what) => Member.Text(name, $"The approved voice file that {what}.", Rules.LongestFileName);
}
