using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>What bind and modify both ask of A (ax.md §8.1).</summary>
internal static class AxLimits
{
    public const int MaxDurationMinutes = 1440;

    public static Refusal? Full(this ApiCall call, PhoneNumber a) => call.Ax().Of(a).Count < AxMode.NumbersPerA
        ? null
        : call.Refuse(ResultCodes.UpperLimitOfNumbers, $"A holds at most {AxMode.NumbersPerA} X.", "origNum", $"fewer than {AxMode.NumbersPerA} X", a.Value);

    public static void RefuseSelf(Parameters p, PhoneNumber? a, PhoneNumber? x)
    {
        if (a is not null && a == x)
        {
            p.Refuse("origNum", "A is not X.", "another number than X");
        }
    }
}
