using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Json;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>A binding as queries and the control API show it.</summary>
internal static class AxView
{
    public static PrivateNumInfo Info(AxBinding binding) => new()
    {
        OrigNum = binding.A.Value,
        PrivateNum = binding.X.Value,
        SubscribeTime = PlatformTime.Beijing(binding.SubscribeTime),
        RecordFlag = Flag(binding.RecordFlag),
        RecordHintTone = binding.RecordFlag ? binding.RecordHintTone : null,
        CalleeNumDisplay = binding.CalleeNumDisplay,
        SubscriptionId = binding.SubscriptionId,
        PrivateSms = Flag(binding.PrivateSms),
        PreVoice = binding.PreVoice,
        MaxDuration = binding.MaxDuration,
        LastMinVoice = binding.LastMinVoice,
        TurnFlag = binding.TurnedOn ? "on" : "off",
        CallDirection = binding.CallDirection,
        UserData = binding.UserData,
    };

    /// <summary>A binding never expires (ax.md §8.4); the temporary callee, which no query shows, does.</summary>
    public static JsonObject Of(AxBinding binding)
    {
        var view = JsonSerializer.SerializeToNode(Info(binding), PlatformJson.Wire.PrivateNumInfo)!.AsObject();
        view["expiresAt"] = null;
        if (binding.Callee is { } callee)
        {
            view["calleeNum"] = callee.Number.Value;
            view["calleeExpiresAt"] = callee.ExpiresAt.UtcDateTime;
        }

        return view;
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
