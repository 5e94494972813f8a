using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>The six interfaces of AXE (axe.md).</summary>
internal static class AxeApi
{
    private const string Path = "/rest/caas/extendnumber/v1.0";

    public static IReadOnlyList<ApiOperation> Operations { get; } =
    [
        new("axe.bind", "POST", Path, Mode.Axe, "axe.md §1", AxeBind.Handle),
        new("axe.unbind", "DELETE", Path, Mode.Axe, "axe.md §2", AxeUnbind.Handle),
        new("axe.modify", "PUT", Path, Mode.Axe, "axe.md §3", AxeModify.Handle),
        new("axe.query", "GET", Path, Mode.Axe, "axe.md §4", AxeQuery.Handle),
        new("axe.queryPage", "GET", "/rest/caas/extendnumber/v2.0", Mode.Axe, "axe.md §5.1", AxeQueryPage.Handle),
        new("axe.count", "GET", "/rest/caas/virtualnumber/v1.0", Mode.Axe, "axe.md §5.2", AxeCount.Handle),
    ];

    /// <summary>The application of an AXE operation is an AXE application: authentication has seen to it.</summary>
    public static AxeMode Axe(this ApiCall call) => (AxeMode)call.World.Mode;

    public static Refusal NotFound(this ApiCall call, string field, string? got) =>
        call.Refuse(ResultCodes.RecordDoesNotExist, "No binding of this application is found.", field, "a live binding", got);

    /// <summary>X belongs to the application (1012001) and is in a state that the request can work with (1012102).</summary>
    public static Refusal? NumberRefusal(this ApiCall call, string field, PhoneNumber x, bool newBinding) =>
        call.World.Numbers.Find(x) is { } number
            ? call.StatusRefusal(number, field, newBinding)
            : call.Refuse(ResultCodes.NumberNotApplied, "X is a number of the application.", field, "a number of the application", x.Value);
}
