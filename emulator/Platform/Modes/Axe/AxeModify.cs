using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Journals;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>ModifyAXEBinding (axe.md §3): what is absent stays as it is.</summary>
internal static class AxeModify
{
    public static ApiAnswer Handle(ApiCall call)
    {
        var p = call.Parameters;
        var locator = AxeLocator.ReadOne(p);
        var displayNumMode = p.Choice("displayNumMode", "0", "1");
        var recordFlag = p.Flag("recordFlag");
        var recordHintTone = p.VoiceFile("recordHintTone");
        var callbackTone = p.VoiceFile("callbackTone");
        var callbackNum = p.Text("callbackNum", 0, 32) is null ? null : p.Number("callbackNum", service: true);
        var times = AxeTimes.Read(p, unitWhenAbsent: null);
        var userData = p.UserData();
        if (callbackTone is not null && callbackNum is not null)
        {
            p.Refuse("callbackNum", "callbackTone and callbackNum exclude each other.", "one of them");
        }

        // Two times that were sent have one unit, whichever it is.
        if (times is { BindExpiredTime: { } bind, CallbackExpiredTime: { } callback })
        {
            times.CheckOrder(p, new AxeTime(bind, TimeUnit.Hours), new AxeTime(callback, TimeUnit.Hours));
        }

        // X and its state come before the recording switch, and that before the binding (axe.md §8).
        if ((p.Refusal ?? locator.NumberRefusal(call) ?? call.RecordingRefusal(recordFlag)) is { } refused)
        {
            return refused;
        }

        if (locator.Binding(call) is not { } old)
        {
            return locator.NotFound(call);
        }

        var changed = WithTimes(call, old, times) with
        {
            ShowsRealCaller = displayNumMode is null ? old.ShowsRealCaller : displayNumMode == "1",
            RecordFlag = recordFlag ?? old.RecordFlag,
            RecordHintTone = recordHintTone ?? old.RecordHintTone,

            // Setting one clears the other (axe.md §9 no. 13).
            CallbackTone = callbackNum is null ? callbackTone ?? old.CallbackTone : null,
            CallbackNum = callbackTone is null ? callbackNum ?? old.CallbackNum : null,
            UserData = userData ?? old.UserData,
        };
        if (p.Refusal is { } outOfRange)
        {
            return outOfRange;
        }

        call.Axe().Modify(changed);
        call.Tell(Happening.Modified, changed.X, () => AxeView.Of(changed, record: null));
        return ApiAnswer.Success();
    }

    /// <summary>The timer runs anew from now when its time is given; a unit alone changes nothing (axe.md §3, §9 no. 5).</summary>
    private static AxeBinding WithTimes(ApiCall call, AxeBinding old, AxeTimes times)
    {
        if (times is { BindExpiredTime: null, CallbackExpiredTime: null })
        {
            return old;
        }

        var unit = times.Unit ?? old.TimeUnit;
        times.CheckRange(call.Parameters, unit);
        var life = times.BindExpiredTime is { } bind ? new AxeTime(bind, unit) : old.Life;
        var recordLife = times.CallbackExpiredTime is { } callback ? new AxeTime(callback, unit)
            : old.RecordLifeIsDefault && life.IsShorterThan(old.RecordLife) ? life
            : old.RecordLife;
        times.CheckOrder(call.Parameters, life, recordLife);
        return old with
        {
            TimeUnit = unit,
            Life = life,
            RecordLife = recordLife,
            RecordLifeIsDefault = old.RecordLifeIsDefault && times.CallbackExpiredTime is null,
            ExpiresAt = times.BindExpiredTime is null ? old.ExpiresAt : life.From(call.World.Clock.Now),
        };
    }
}
