using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>A binding as queries and the control API show it.</summary>
internal static class AxeView
{
    /// <summary>Queries keep showing the times that the bind gave (decision D27).</summary>
    public static ExtendNumInfo Info(AxeBinding binding) => new(
        binding.SubscriptionId,
        binding.X.Value,
        binding.ExtendNum,
        binding.A.Value,
        binding.ShowsRealCaller ? "1" : "0",
        Flag(binding.RecordFlag),
        binding.RecordFlag ? binding.RecordHintTone : null,
        binding.CallbackTone,
        binding.CallbackNum?.Value,
        Unit(binding.BoundTimeUnit ?? binding.TimeUnit),
        binding.BoundExpiredTime ?? binding.Life.Value,
        binding.RecordLife.Value,
        binding.UserData);

    /// <summary>The control API shows the times that run.</summary>
    public static JsonObject Of(AxeBinding binding, CallbackRecord? record) => new()
    {
        ["subscriptionId"] = binding.SubscriptionId,
        ["virtualNum"] = binding.X.Value,
        ["extendNum"] = binding.ExtendNum,
        ["bindNum"] = binding.A.Value,
        ["displayNumMode"] = binding.ShowsRealCaller ? "1" : "0",
        ["recordFlag"] = Flag(binding.RecordFlag),
        ["recordHintTone"] = binding.RecordHintTone,
        ["callbackTone"] = binding.CallbackTone,
        ["callbackNum"] = binding.CallbackNum?.Value,
        ["timeUnit"] = Unit(binding.TimeUnit),
        ["bindExpiredTime"] = binding.Life.Value,
        ["callbackExpiredTime"] = binding.RecordLife.Value,
        ["userData"] = binding.UserData,
        ["expiresAt"] = binding.ExpiresAt?.UtcDateTime,
        ["callbackRecord"] = record is null ? null : new JsonObject
        {
            ["caller"] = record.Caller.Value,
            ["writtenAt"] = record.WrittenAt.UtcDateTime,
            ["expiresAt"] = record.ExpiresAt?.UtcDateTime,
        },
    };

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Unit(TimeUnit unit) => unit == TimeUnit.Hours ? "0" : "1";
}
