using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Journals;

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
        call.Tell(Happening.Unbound, binding.X, () => AxView.Of(binding));
        return ApiAnswer.Success();
    }
}
