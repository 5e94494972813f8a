using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Journals;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>ModifyAXBinding (ax.md §4): what is absent stays as it is; <c>origNum</c> is the new A and selects nothing.</summary>
internal static class AxModify
{
    public static ApiAnswer Handle(ApiCall call)
    {
        var p = call.Parameters;
        var selector = AxSelector.ReadRequired(p);
        var a = p.Number("origNum");
        var privateSms = p.Flag("privateSms");
        var recordFlag = p.Flag("recordFlag");
        var maxDuration = p.Integer("maxDuration", 0, AxLimits.MaxDurationMinutes);
        var lastMinVoice = p.VoiceFile("lastMinVoice");
        var userData = p.UserData();
        var turnFlag = p.Choice("turnFlag", "on", "off");
        var callDirection = p.Integer("callDirection", 0, 2);
        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        var (old, refusal) = selector.Find(call);
        if (old is null)
        {
            return refusal!;
        }

        AxLimits.RefuseSelf(p, a, old.X);
        var changed = old with
        {
            A = a ?? old.A,
            PrivateSms = privateSms ?? old.PrivateSms,
            RecordFlag = recordFlag ?? old.RecordFlag,
            MaxDuration = maxDuration ?? old.MaxDuration,
            LastMinVoice = lastMinVoice ?? old.LastMinVoice,
            UserData = userData ?? old.UserData,
            TurnedOn = turnFlag is null ? old.TurnedOn : turnFlag == "on",
            CallDirection = callDirection ?? old.CallDirection,
        };

        // A binding whose A stays is not counted against A (ax.md §14 no. 10).
        if ((p.Refusal ?? call.RecordingRefusal(recordFlag) ?? (changed.A == old.A ? null : call.Full(changed.A))) is { } conflict)
        {
            return conflict;
        }

        call.Ax().Modify(changed);
        call.Tell(Happening.Modified, changed.X, () => AxView.Of(changed));
        return ApiAnswer.Success();
    }
}
