using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes;

/// <summary>Rules that several modes share to the letter.</summary>
internal static class ModeRules
{
    /// <summary>1012012: a recorded binding needs an application with recording.</summary>
    public static Refusal? RecordingRefusal(this ApiCall call, bool? recordFlag) => recordFlag == true && !call.World.Application.Recording
        ? call.Refuse(ResultCodes.RecordingNotOpen, "The application has no recording.", "recordFlag", "false", "true")
        : null;

    /// <summary>1012102: for a new binding X must be normal; for an existing one, usable (decision D20).</summary>
    public static Refusal? StatusRefusal(this ApiCall call, PoolNumber number, string field, bool newBinding) =>
        (newBinding ? number.IsBindable : number.IsCallable)
            ? null
            : call.Refuse(ResultCodes.NumberStatusAbnormal, "X is in normal status.", field, "normal", number.Status.ToString());

    /// <summary>An unreported A, or a recorded call without a hint tone, is stopped by the carrier (decision D14, D31).</summary>
    public static EndCause? CarrierInterception(this World world, PhoneNumber a, bool record, string? recordHintTone) =>
        world.Unreported.Contains(a.Value) || (record && world.Application.Recording && recordHintTone is null)
            ? EndCause.InterceptedByCarrier
            : null;
}
