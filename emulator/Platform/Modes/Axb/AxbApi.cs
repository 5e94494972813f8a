using PrivateNumber.Emulator.Api;

namespace PrivateNumber.Emulator.Modes.Axb;

/// <summary>The four interfaces of AXB (axb.md).</summary>
internal static class AxbApi
{
    private const string Path = "/rest/caas/relationnumber/partners/v1.0";

    public static IReadOnlyList<ApiOperation> Operations { get; } =
    [
        new("axb.bind", "POST", Path, Mode.Axb, "axb.md §2", AxbBind.Handle),
        new("axb.unbind", "DELETE", Path, Mode.Axb, "axb.md §3", AxbUnbind.Handle),
        new("axb.modify", "PUT", Path, Mode.Axb, "axb.md §5", AxbModify.Handle),
        new("axb.query", "GET", Path, Mode.Axb, "axb.md §6", AxbQuery.Handle),
    ];

    /// <summary>The application of an AXB operation is an AXB application: authentication has seen to it.</summary>
    public static AxbMode Axb(this ApiCall call) => (AxbMode)call.World.Mode;

    public static Refusal NotFound(this ApiCall call, string field, string? got) =>
        call.Refuse(ResultCodes.RelationNotFound, "No binding of this application is found.", field, "a live binding", got);

    public static Refusal NotOfThisApplication(this ApiCall call, string field, string? got) => call.Refuse(
        ResultCodes.NumberNotApplied,
        got?.StartsWith(' ') == true ? "X is a number of the application. A raw + in a URL is a blank: write %2B." : "X is a number of the application.",
        field, "a number of the application", got);
}
