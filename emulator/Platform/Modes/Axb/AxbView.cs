using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Modes.Axb;

/// <summary>A binding as queries and the control API show it.</summary>
internal static class AxbView
{
    public static JsonObject Of(AxbBinding binding)
    {
        var view = new JsonObject
        {
            ["subscriptionId"] = binding.SubscriptionId,
            ["relationNum"] = binding.X.Value,
            ["callerNum"] = binding.A.Value,
            ["calleeNum"] = binding.B.Value,
            ["callDirection"] = binding.CallDirection,
            ["duration"] = binding.Duration,
            ["maxDuration"] = binding.MaxDuration,
            ["recordFlag"] = Flag(binding.RecordFlag),
            ["recordHintTone"] = binding.RecordHintTone,
            ["lastMinVoice"] = binding.LastMinVoice,
            ["privateSms"] = Flag(binding.PrivateSms),
            ["preVoice"] = PreVoiceOf(binding.PreVoice),
            ["userData"] = binding.UserData,
            ["subscribeTime"] = PlatformTime.Beijing(binding.SubscribeTime),
            ["expiresAt"] = binding.ExpiresAt?.UtcDateTime,
        };
        return view;
    }

    private static JsonObject? PreVoiceOf(PreVoice? voice) =>
        voice is null ? null : new JsonObject { ["callerHintTone"] = voice.CallerHintTone, ["calleeHintTone"] = voice.CalleeHintTone };

    public static string Flag(bool value) => value ? "true" : "false";
}
