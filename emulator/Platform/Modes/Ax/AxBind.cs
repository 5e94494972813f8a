using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>CreateAXBinding (ax.md §2, §7, §8).</summary>
internal static class AxBind
{
    public const string PrivateNumType = "mobile-virtual";

    public static ApiAnswer Handle(ApiCall call)
    {
        var p = call.Parameters;
        var a = p.RequiredNumber("origNum");
        var privateNum = p.Text("privateNum", 0, int.MaxValue);
        var area = Area.Read(p, named: privateNum is not null);
        var binding = new AxBinding
        {
            SubscriptionId = "",
            A = a,
            X = default,
            RecordFlag = p.Flag("recordFlag") ?? false,
            RecordHintTone = p.VoiceFile("recordHintTone"),
            CalleeNumDisplay = p.Choice("calleeNumDisplay", "0", "1"),
            PrivateSms = p.Flag("privateSms") ?? true,
            PreVoice = PreVoice.Read(p),
            MaxDuration = p.Integer("maxDuration", 0, AxLimits.MaxDurationMinutes) ?? 0,
            LastMinVoice = p.VoiceFile("lastMinVoice"),
            UserData = p.UserData(),
            TurnedOn = p.Choice("turnFlag", "on", "off") != "off",
            CallDirection = p.Integer("callDirection", 0, 2),
            SubscribeTime = call.World.Clock.Now,
            Sequence = 0,
        };
        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        if (call.RecordingRefusal(binding.RecordFlag) is { } noRecording)
        {
            return noRecording;
        }

        var (x, refusal) = privateNum is not null ? Named(call, privateNum, a) : Allocated(call, area, a);
        return refusal is not null ? refusal : Bind(call, binding with { X = x });
    }

    private static ApiAnswer Bind(ApiCall call, AxBinding binding)
    {
        var ax = call.Ax();
        binding = binding with { SubscriptionId = call.World.Ids.SubscriptionId(), Sequence = ax.NextSequence() };
        ax.Bind(binding);
        call.Tell(Happening.Bound, binding.X, () => AxView.Of(binding));
        var answer = new AxBindAnswer(
            ResultCodes.Success.Code, ResultCodes.Success.Text, binding.A.Value, binding.X.Value, binding.SubscriptionId);
        return ApiAnswer.Success(answer, PlatformJson.Wire.AxBindAnswer);
    }

    /// <summary>Ownership, state, X occupied, A's count: the order of ax.md §8.1.</summary>
    private static (PhoneNumber X, Refusal? Refusal) Named(ApiCall call, string privateNum, PhoneNumber a)
    {
        const string Field = "privateNum";
        if (!PhoneNumber.TryParse(privateNum, out var x) || call.World.Numbers.Find(x) is not { } number)
        {
            // Also for what is no number at all: the specific code wins over 1010002 (decision D16).
            return (x, call.Refuse(ResultCodes.AccountDoesNotExist, "X is a number of the application.", Field, "a number of the application", privateNum));
        }

        AxLimits.RefuseSelf(call.Parameters, a, x);
        return (x, call.Parameters.Refusal ?? call.StatusRefusal(number, Field, newBinding: true) ?? Occupied(call, x, a) ?? call.Full(a)
            ?? call.Ax().Quota.Refusal(call, x, Field));
    }

    /// <summary>decision D1.</summary>
    private static Refusal? Occupied(ApiCall call, PhoneNumber x, PhoneNumber a) => call.Ax().On(x) switch
    {
        null => null,
        { } held when held.A == a => call.Refuse(
            ResultCodes.RecordAlreadyExists, "A and X are not bound to each other yet.", "privateNum", "an idle X", $"{x}, bound by {held.SubscriptionId}"),
        { } held => call.Refuse(ResultCodes.ResourceApplied, "An X holds one A.", "privateNum", "an idle X", $"{x}, held by {held.A}"),
    };

    private static (PhoneNumber X, Refusal? Refusal) Allocated(ApiCall call, Area area, PhoneNumber a)
    {
        if (call.Full(a) is { } full)
        {
            return (default, full);
        }

        return call.World.Numbers.Pick(area.Code, area.Loose, x => x != a && !call.Ax().Quota.IsUsedUp(x)) is { } chosen
            ? (chosen, null)
            : (default, call.Refuse(
                ResultCodes.AxInsufficientNumbers, "An idle X of the area is left, in normal status.", "areaCode",
                area.Loose ? "any idle X" : $"an idle X of {area.Code}", area.Code));
    }

    /// <summary>Where to look for an idle X (ax.md §7).</summary>
    private readonly record struct Area(string? Code, bool Loose)
    {
        public static Area Read(Parameters p, bool named)
        {
            var type = p.Choice("privateNumType", PrivateNumType);
            if (named)
            {
                return default;
            }

            var code = p.Text("areaCode", 0, Longest.AreaCode);
            var match = p.Choice("areaMatchMode", "0", "1");
            if (code is null)
            {
                p.Refuse(match is null ? "privateNum" : "areaCode", "privateNum or areaCode is mandatory.", "one of them");
            }
            else if (type is null)
            {
                p.Refuse("privateNumType", "privateNumType goes with areaCode.", "a privateNumType");
            }

            return new Area(code, match == "1");
        }
    }
}
