using PrivateNumber.Emulator.Api;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>SetAXTemporaryCallee (ax.md §6); <c>origNum</c> is not parsed.</summary>
internal static class AxCallee
{
    public const int DefaultSeconds = 60;
    public const int MaxSeconds = 259_200;

    public static ApiAnswer Handle(ApiCall call)
    {
        var p = call.Parameters;
        var selector = AxSelector.ReadRequired(p, min: 0);
        var b = p.RequiredNumber("calleeNum", service: true);
        var seconds = p.Integer("duration", 1, MaxSeconds) ?? DefaultSeconds;
        var userData = p.UserData();
        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        var (binding, refusal) = selector.Find(call);
        if (binding is null)
        {
            return refusal!;
        }

        if (b == binding.A)
        {
            return call.Refuse(
                ResultCodes.InvalidRequest, "origNum and calleeNum cannot be identical.", "calleeNum", $"another number than {binding.A}", b.Value, detail: "calleeNum");
        }

        call.Ax().SetCallee(binding, new TemporaryCallee(b, call.World.Clock.Now.AddSeconds(seconds), userData));
        return ApiAnswer.Success();
    }
}
