using PrivateNumber.Emulator.Api;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>The five interfaces of AX (ax.md).</summary>
internal static class AxApi
{
    private const string Path = "/rest/provision/caas/privatenumber/v1.0";
    private const string CalleePath = "/rest/caas/privatenumber/calleenumber/v1.0";

    public static IReadOnlyList<ApiOperation> Operations { get; } =
    [
        new("ax.bind", "POST", Path, Mode.Ax, "ax.md §2", AxBind.Handle),
        new("ax.unbind", "DELETE", Path, Mode.Ax, "ax.md §3", AxUnbind.Handle),
        new("ax.modify", "PUT", Path, Mode.Ax, "ax.md §4", AxModify.Handle),
        new("ax.query", "GET", Path, Mode.Ax, "ax.md §5", AxQuery.Handle),
        new("ax.setCallee", "PUT", CalleePath, Mode.Ax, "ax.md §6", AxCallee.Handle),
    ];

    /// <summary>The application of an AX operation is an AX application: authentication has seen to it.</summary>
    public static AxMode Ax(this ApiCall call) => (AxMode)call.World.Mode;

    public static Refusal NotFound(this ApiCall call, string field, string? got) =>
        call.Refuse(ResultCodes.RecordDoesNotExist, "No binding of this application is found.", field, "a live binding", got);

    public static Refusal NotApplied(this ApiCall call, string field, string? got) => call.Refuse(
        ResultCodes.NotAppliedForBinding,
        IsRawPlus(got) ? "A raw + in a URL is a blank: write %2B." : "X is a number of the application.",
        field, "a number of the application", got);

    /// <summary>A raw <c>+</c> of a number in a URL has become a blank (decision D15).</summary>
    public static bool IsRawPlus(string? number) => number?.StartsWith(' ') == true;
}
