using PrivateNumber.Emulator.Api;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>DeleteAXBinding (ax.md §3); <c>origNum</c> is no longer needed and not looked at.</summary>
internal static class AxUnbind
{
    public static ApiAnswer Handle(ApiCall call)
    {
        var selector = AxSelector.Read(call.Parameters);
        if (call.Parameters.Refusal is { } malformed)
        {
            return malformed;
        }

        var (binding, refusal) = selector.Find(call);
        if (binding is null)
        {
            return refusal!;
        }

        call.Ax().Unbind(binding);
        return ApiAnswer.Success();
    }
}
