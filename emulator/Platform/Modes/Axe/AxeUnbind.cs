using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Journals;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>DeleteAXEBinding (axe.md §2).</summary>
internal static class AxeUnbind
{
    public static ApiAnswer Handle(ApiCall call)
    {
        var locator = AxeLocator.ReadOne(call.Parameters);
        if (call.Parameters.Refusal is { } malformed)
        {
            return malformed;
        }

        var (binding, refusal) = locator.Find(call);
        if (refusal is not null)
        {
            return refusal;
        }

        call.Axe().Unbind(binding!);
        call.Tell(Happening.Unbound, binding!.X, () => AxeView.Of(binding, record: null));
        return ApiAnswer.Success();
    }
}
