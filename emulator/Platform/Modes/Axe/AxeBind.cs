using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Json;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>CreateAXEBinding (axe.md §1, §6).</summary>
internal static class AxeBind
{
    public static ApiAnswer Handle(ApiCall call)
    {
        var p = call.Parameters;
        var place = AxePlace.Read(call);
        var a = p.RequiredNumber("bindNum");
        var binding = new AxeBinding
        {
            SubscriptionId = "",
            X = default,
            ExtendNum = "",
            A = a,
            ShowsRealCaller = p.Choice("displayNumMode", "0", "1") == "1",
            RecordFlag = p.Flag("recordFlag") ?? false,
            RecordHintTone = p.VoiceFile("recordHintTone", min: 1),
            CallbackTone = p.VoiceFile("callbackTone", min: 1),
            CallbackNum = p.Number("callbackNum", service: true),
            BoundAt = call.World.Clock.Now,
            Sequence = 0,
        };
        binding = WithTimes(call, binding, AxeTimes.Read(p, TimeUnit.Hours)) with { UserData = p.UserData() };
        if (binding is { CallbackTone: not null, CallbackNum: not null })
        {
            p.Refuse("callbackNum", "callbackTone and callbackNum exclude each other.", "one of them");
        }

        if (a == place.X)
        {
            p.Refuse("bindNum", "A is not X.", "another number than X");
        }

        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        // X and its state come before the recording switch, and that before capacity (axe.md §8).
        if ((place.NumberRefusal(call) ?? call.RecordingRefusal(binding.RecordFlag)) is { } unusable)
        {
            return unusable;
        }

        var (x, extendNum, refusal) = place.Choose(call, a);
        return refusal is not null ? refusal : Bind(call, binding with { X = x, ExtendNum = extendNum });
    }

    private static ApiAnswer Bind(ApiCall call, AxeBinding binding)
    {
        var axe = call.Axe();
        binding = binding with
        {
            SubscriptionId = call.World.Ids.SubscriptionId(),
            Sequence = axe.NextSequence(),
            ExpiresAt = binding.Life.From(binding.BoundAt),
        };
        axe.Bind(binding);
        call.Tell(Happening.Bound, binding.X, () => AxeView.Of(binding, record: null));
        var answer = new AxeBindAnswer(
            ResultCodes.Success.Code, ResultCodes.Success.Text, binding.SubscriptionId, binding.X.Value, binding.ExtendNum,
            binding.Life.Value, binding.RecordLife.Value);
        return ApiAnswer.Success(answer, PlatformJson.Wire.AxeBindAnswer);
    }

    /// <summary>A binding that names no time never ends, and its record lives as long as the binding (axe.md §9 no. 1, 2).</summary>
    private static AxeBinding WithTimes(ApiCall call, AxeBinding binding, AxeTimes times)
    {
        var switches = call.World.Application.Switches;
        var unit = times.Unit ?? TimeUnit.Hours;
        var life = times.BindExpiredTime is { } given ? new AxeTime(given, unit) : AxeTime.FromHours(switches.AxeDefaultBindHours, unit);
        var recordLife = times.CallbackExpiredTime is { } record ? new AxeTime(record, unit) : DefaultRecordLife(switches, life);
        times.CheckOrder(call.Parameters, life, recordLife);
        return binding with
        {
            TimeUnit = unit,
            Life = life,
            RecordLife = recordLife,
            RecordLifeIsDefault = times.CallbackExpiredTime is null,
            BoundTimeUnit = times.Unit,
            BoundExpiredTime = times.BindExpiredTime,
        };
    }

    private static AxeTime DefaultRecordLife(Switches switches, AxeTime life)
    {
        var standard = switches.AxeDefaultCallbackHours is { } hours ? AxeTime.FromHours(hours, life.Unit) : life;
        return life.IsShorterThan(standard) ? life : standard;
    }
}
