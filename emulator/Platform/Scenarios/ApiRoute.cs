namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Where an API step goes. GET and DELETE carry their fields in the query string.</summary>
internal sealed record ApiRoute(string Method, string Path, bool NamesAppKey = false)
{
    public bool FieldsInQuery => Method is "GET" or "DELETE";
}

/// <summary>The paths of the platform's API, per mode (result-codes.md §4).</summary>
internal static class ApiRoutes
{
    private const string Ax = "/rest/provision/caas/privatenumber/v1.0";
    private const string TemporaryCallee = "/rest/caas/privatenumber/calleenumber/v1.0";
    private const string Axb = "/rest/caas/relationnumber/partners/v1.0";
    private const string Axe = "/rest/caas/extendnumber/v1.0";
    private const string Axyb = "/rest/omp/xyrelationnumber/v1.0";
    private const string Record = "/rest/provision/voice/record/v1.0";
    private const string CallStop = "/rest/httpsessions/callStop/v2.0";

    public static IReadOnlyDictionary<Mode, ApiRoute> Bind { get; } = PerMode("POST", Mode.Ax, Mode.Axb, Mode.Axe, Mode.Axyb);

    public static IReadOnlyDictionary<Mode, ApiRoute> BindY { get; } = PerMode("POST", Mode.Axyb);

    public static IReadOnlyDictionary<Mode, ApiRoute> Unbind { get; } = PerMode("DELETE", Mode.Ax, Mode.Axb, Mode.Axe, Mode.Axyb);

    public static IReadOnlyDictionary<Mode, ApiRoute> Modify { get; } = PerMode("PUT", Mode.Ax, Mode.Axb, Mode.Axe);

    public static IReadOnlyDictionary<Mode, ApiRoute> Query { get; } = PerMode("GET", Mode.Ax, Mode.Axb, Mode.Axe, Mode.Axyb);

    public static IReadOnlyDictionary<Mode, ApiRoute> CalleeNumber { get; } =
        new Dictionary<Mode, ApiRoute> { [Mode.Ax] = new("PUT", TemporaryCallee) };

    public static IReadOnlyDictionary<Mode, ApiRoute> StopCall { get; } = InEveryMode(new ApiRoute("POST", CallStop));

    public static IReadOnlyDictionary<Mode, ApiRoute> Recording { get; } = InEveryMode(new ApiRoute("GET", Record));

    private static Dictionary<Mode, ApiRoute> InEveryMode(ApiRoute route) => Enum.GetValues<Mode>().ToDictionary(mode => mode, _ => route);

    private static Dictionary<Mode, ApiRoute> PerMode(string method, params Mode[] modes) =>
        modes.ToDictionary(mode => mode, mode => new ApiRoute(method, PathOf(mode), NamesAppKey: mode == Mode.Axyb));

    private static string PathOf(Mode mode) => mode switch
    {
        Mode.Ax => Ax,
        Mode.Axb => Axb,
        Mode.Axe => Axe,
        Mode.Axyb => Axyb,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), ModeNames.Choices.NameOf(mode), "has no interface of its own"),
    };
}
