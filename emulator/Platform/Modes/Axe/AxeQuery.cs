using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Json;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>QueryAXEBinding v1.0: exactly one binding (axe.md §4).</summary>
internal static class AxeQuery
{
    public static ApiAnswer Handle(ApiCall call)
    {
        var locator = AxeLocator.ReadOne(call.Parameters);
        if (call.Parameters.Refusal is { } malformed)
        {
            return malformed;
        }

        var (binding, refusal) = locator.Find(call);
        return refusal is not null ? refusal : ApiAnswer.Success(new AxeQueryAnswer(AxeView.Info(binding!)), PlatformJson.Wire.AxeQueryAnswer);
    }
}
