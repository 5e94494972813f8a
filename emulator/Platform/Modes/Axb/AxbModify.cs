using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Journals;

namespace PrivateNumber.Emulator.Modes.Axb;

/// <summary>ModifyAXBBinding (axb.md §5): what is absent stays as it is.</summary>
internal static class AxbModify
{
    public static ApiAnswer Handle(ApiCall call)
    {
        var p = call.Parameters;
        var subscriptionId = p.RequiredText("subscriptionId", 1, Longest.SubscriptionId);
        var a = p.Number("callerNum");
        var b = p.Number("calleeNum");
        var callDirection = p.Integer("callDirection", 0, 2);
        var duration = p.Integer("duration", 0, AxbBind.MaxDurationSeconds);
        var preVoice = PreVoice.Read(p);
        var maxDuration = p.Integer("maxDuration", 0, AxbBind.MaxDurationMinutes);
        var lastMinVoice = p.VoiceFile("lastMinVoice");
        var privateSms = p.Flag("privateSms");
        var recordFlag = p.Flag("recordFlag");
        var userData = p.UserData(forbidden: "^{}");
        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        var axb = call.Axb();
        if (axb.Find(subscriptionId!) is not { } old)
        {
            return call.NotFound("subscriptionId", subscriptionId);
        }

        if (((call.World.Numbers.Find(old.X) is { } number ? call.StatusRefusal(number, "relationNum", newBinding: false) : null)
            ?? call.RecordingRefusal(recordFlag)) is { } abnormal)
        {
            return abnormal;
        }

        var changed = old with
        {
            A = a ?? old.A,
            B = b ?? old.B,
            CallDirection = callDirection ?? old.CallDirection,
            Duration = duration ?? old.Duration,
            PreVoice = preVoice is null
                ? old.PreVoice
                : new PreVoice(preVoice.CallerHintTone ?? old.PreVoice?.CallerHintTone, preVoice.CalleeHintTone ?? old.PreVoice?.CalleeHintTone),
            MaxDuration = maxDuration ?? old.MaxDuration,
            LastMinVoice = lastMinVoice ?? old.LastMinVoice,
            PrivateSms = privateSms ?? old.PrivateSms,
            RecordFlag = recordFlag ?? old.RecordFlag,
            UserData = userData ?? old.UserData,
            SubscribeTime = call.World.Clock.Now,
            ExpiresAt = duration is null ? old.ExpiresAt : AxbBinding.Expiry(call.World.Clock.Now, duration.Value),
        };
        AxbPair.Check(p, changed.A, changed.B, changed.X);
        if ((p.Refusal ?? AxbPair.Conflict(call, old.X, changed.A, changed.B, except: old)) is { } refusal)
        {
            return refusal;
        }

        axb.Modify(old, changed);
        call.Tell(Happening.Modified, changed.X, () => AxbView.Of(changed));
        return ApiAnswer.Success();
    }
}
