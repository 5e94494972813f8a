using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axb;

/// <summary>CreateAXBBinding (axb.md §2, §4, §8.3).</summary>
internal static class AxbBind
{
    public const int MaxDurationSeconds = 7_776_000;
    public const int MaxDurationMinutes = 1440;

    public static ApiAnswer Handle(ApiCall call)
    {
        var p = call.Parameters;
        var a = p.RequiredNumber("callerNum");
        var b = p.RequiredNumber("calleeNum");
        var x = p.PrivacyNumber("relationNum");
        var areaCode = p.Text("areaCode", 0, Longest.AreaCode);
        var loose = p.Choice("areaMatchMode", "0", "1") == "1";
        var binding = new AxbBinding
        {
            SubscriptionId = "",
            A = a,
            B = b,
            X = x ?? default,
            CallDirection = p.Integer("callDirection", 0, 2) ?? 0,
            Duration = p.Integer("duration", 0, MaxDurationSeconds) ?? 0,
            RecordFlag = p.Flag("recordFlag") ?? false,
            RecordHintTone = p.VoiceFile("recordHintTone", min: 1),
            MaxDuration = p.Integer("maxDuration", 0, MaxDurationMinutes) ?? 0,
            LastMinVoice = p.VoiceFile("lastMinVoice"),
            PrivateSms = p.Flag("privateSms") ?? true,
            PreVoice = PreVoice.Read(p),
            UserData = p.UserData(),
            SubscribeTime = call.World.Clock.Now,
            Sequence = 0,
        };
        AxbPair.Check(p, a, b, x);
        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        if (call.RecordingRefusal(binding.RecordFlag) is { } noRecording)
        {
            return noRecording;
        }

        var (chosen, refusal) = x is { } named ? CheckNamed(call, named, binding) : Select(call, binding, areaCode, loose);
        return refusal is not null ? refusal : Bind(call, binding with { X = chosen });
    }

    private static ApiAnswer Bind(ApiCall call, AxbBinding binding)
    {
        var axb = call.Axb();
        binding = binding with
        {
            SubscriptionId = call.World.Ids.SubscriptionId(),
            Sequence = axb.NextSequence(),
            ExpiresAt = AxbBinding.Expiry(binding.SubscribeTime, binding.Duration),
        };
        axb.Bind(binding);
        call.Tell(Happening.Bound, binding.X, () => AxbView.Of(binding));
        var answer = new AxbBindAnswer(
            ResultCodes.Success.Code, ResultCodes.Success.Text, binding.SubscriptionId, binding.X.Value,
            binding.CallDirection, binding.Duration, binding.MaxDuration, binding.UserData);
        return ApiAnswer.Success(answer, PlatformJson.Wire.AxbBindAnswer);
    }

    private static (PhoneNumber X, Refusal? Refusal) CheckNamed(ApiCall call, PhoneNumber x, AxbBinding binding)
    {
        const string Field = "relationNum";
        var axb = call.Axb();
        if (call.World.Numbers.Find(x) is not { } number)
        {
            return (x, call.IsKnownNumber(x)
                ? call.NotOfThisApplication(Field, x.Value)
                : call.Refuse(ResultCodes.RelationNotFound, "X is a number of the platform.", Field, "a number of the application", x.Value));
        }

        if ((call.StatusRefusal(number, Field, newBinding: true) ?? AxbPair.Conflict(call, x, binding.A, binding.B, except: null)) is { } refusal)
        {
            return (x, refusal);
        }

        return axb.On(x).Count < AxbMode.PairsPerNumber
            ? (x, axb.Quota.Refusal(call, x, Field))
            : (x, call.Refuse(ResultCodes.MaximumExceeded, $"X holds at most {AxbMode.PairsPerNumber} pairs.", Field, $"fewer than {AxbMode.PairsPerNumber} pairs", x.Value));
    }

    private static (PhoneNumber X, Refusal? Refusal) Select(ApiCall call, AxbBinding binding, string? areaCode, bool loose)
    {
        // Only a landline tells the region of A; a mobile has none that the emulator knows (axb.md §4).
        var region = areaCode ?? binding.A.AreaCode;
        if (region is null && call.World.Application.Switches.AxbMobileWithoutArea == MobileWithoutArea.InvalidRequest)
        {
            return (default, call.Refuse(
                ResultCodes.InvalidRequest, "relationNum or areaCode is mandatory for a mobile A.", "areaCode", "a city code", "nothing", detail: "areaCode"));
        }

        var axb = call.Axb();
        return call.World.Numbers.Pick(region, loose, x => axb.IsFree(x, binding.A, binding.B) && !axb.Quota.IsUsedUp(x)) is { } chosen
            ? (chosen, null)
            : (default, call.Refuse(
                ResultCodes.InsufficientNumbers,
                "A usable X of the area is left: in normal status, not full, and without A and B.",
                "areaCode", loose ? "any usable X" : $"a usable X of {region ?? "A's region, which is not known"}", areaCode));
    }
}
