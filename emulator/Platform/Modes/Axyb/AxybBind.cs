using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>One interface, two binds: with a subscriptionId the body binds a YB under that AX, without it an AX (axyb.md §1, §2).</summary>
internal static class AxybBind
{
    private const int MinSeconds = 60;
    public const int MaxSeconds = 7_776_000;
    public const int DefaultDuration = 7200;

    public static ApiAnswer Handle(ApiCall call) =>
        call.KeyRefusal() is { } refusal ? refusal : call.Parameters.Has("subscriptionId") ? BindY(call) : BindX(call);

    private static ApiAnswer BindX(ApiCall call)
    {
        var p = call.Parameters;
        var wanted = new AxPart
        {
            SubscriptionId = "",
            A = p.RequiredNumber("origNum"),
            X = default,
            AreaCode = p.RequiredText("areaCode", 1, Longest.AreaCode) ?? "",
            Loose = p.Choice("areaMatchMode", "0", "1") == "1",
            CallDirection = p.Integer("callDirection", 0, 2) ?? 0,
            Duration = Seconds(p, "duration") ?? DefaultDuration,
            YbDuration = Seconds(p, "ybDuration") ?? 0,
            RecordFlag = p.Flag("recordFlag") ?? false,
            RecordHintTone = p.VoiceFile("recordHintTone", min: 1),
            PreVoiceX = p.VoiceFile("preVoiceX", min: 1),
            UserData = p.UserData(),
            SubscribeTime = call.World.Clock.Now,
            Sequence = 0,
        };
        if ((p.Refusal ?? call.RecordingRefusal(wanted.RecordFlag)) is { } refusal)
        {
            return refusal;
        }

        var axyb = call.Axyb();
        if (axyb.Known.NumbersOf(wanted.A) >= AxybMode.NumbersPerA)
        {
            return call.Refuse(
                ResultCodes.InsufficientNumbers, $"One A holds at most {AxybMode.NumbersPerA} X.", "origNum", $"fewer than {AxybMode.NumbersPerA} X", wanted.A.Value);
        }

        return axyb.Bind(wanted) is { } ax
            ? Bound(call, ax.SubscriptionId, ax.X, () => AxybView.Of(ax))
            : call.Refuse(ResultCodes.InsufficientNumbers, "A normal number of the area serves as nothing yet.", "areaCode", Wanted(wanted.AreaCode, wanted.Loose), wanted.AreaCode);
    }

    private static ApiAnswer BindY(ApiCall call)
    {
        var p = call.Parameters;
        var b = p.RequiredNumber("origNum");
        var subscriptionId = p.RequiredText("subscriptionId", 1, Longest.SubscriptionId);
        var areaCode = p.Text("areaCode", 1, Longest.AreaCode);
        var matchMode = p.Choice("areaMatchMode", "0", "1");
        var ybDuration = Seconds(p, "ybDuration");
        var preVoiceY = p.VoiceFile("preVoiceY", min: 1);
        var userData = p.UserData();
        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        var axyb = call.Axyb();
        if (axyb.Known.Find(subscriptionId!) is not { } ax)
        {
            return call.NotFound("subscriptionId", subscriptionId);
        }

        if (Refusal(call, ax, b) is { } refusal)
        {
            return refusal;
        }

        // Without a city of its own a YB takes that of the AX, and then its way of matching too (axyb.md §10 no. 5, 19).
        var loose = matchMode is not null ? matchMode == "1" : areaCode is null && ax.Loose;
        var wanted = new YbPart { Ax = ax, B = b, YbDuration = ybDuration ?? ax.YbDuration, PreVoiceY = preVoiceY, UserData = userData };
        areaCode ??= ax.AreaCode;
        return axyb.Bind(wanted, areaCode, loose) is { } yb
            ? Bound(call, ax.SubscriptionId, yb.Y, () => AxybView.Of(yb))
            : call.Refuse(
                ResultCodes.InsufficientNumbers,
                $"A normal number of the area is no X, stands for nobody yet towards A, and has fewer than {AxybNumbers.RelationsPerY} relations.",
                "areaCode", Wanted(areaCode, loose), areaCode);
    }

    private static Refusal? Refusal(ApiCall call, AxPart ax, PhoneNumber b)
    {
        const string Field = "origNum";
        if (b == ax.A || b == ax.X)
        {
            return call.Refuse(ResultCodes.InvalidRequest, "B is neither A nor X.", Field, "another number", b.Value, detail: Field);
        }

        if (call.Unusable(ax.X, "subscriptionId", newBinding: true) is { } abnormal)
        {
            return abnormal;
        }

        return call.Axyb().Known.OfB(ax, b) is { } bound
            ? call.Refuse(ResultCodes.NumberBound, "B is bound once under one AX.", Field, "a B without a Y", $"{b}, bound there to {bound.Y}", detail: b.Value)
            : null;
    }

    /// <summary>0, or a minute to 90 days (axyb.md §10 no. 12).</summary>
    private static int? Seconds(Parameters p, string name)
    {
        var seconds = p.Integer(name, 0, MaxSeconds);
        if (seconds is > 0 and < MinSeconds)
        {
            p.Refuse(name, $"{name} is in seconds.", $"0, or {MinSeconds} to {MaxSeconds}");
        }

        return seconds;
    }

    private static string Wanted(string areaCode, bool loose) => loose ? "any usable number" : $"a usable number of {areaCode}";

    private static ApiAnswer Bound(ApiCall call, string subscriptionId, PhoneNumber relationNumber, Func<JsonObject> relation)
    {
        call.Tell(Happening.Bound, relationNumber, relation);
        return ApiAnswer.Success(
            new AxybBindAnswer(ResultCodes.Success.Code, ResultCodes.Success.Text, subscriptionId, relationNumber.Value), PlatformJson.Wire.AxybBindAnswer);
    }
}
