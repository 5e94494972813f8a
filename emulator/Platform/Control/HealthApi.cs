namespace PrivateNumber.Emulator.Control;

/// <summary>For probes: alive as soon as anything answers; ready between the end of the start and the beginning of the stop.</summary>
internal static class HealthApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("GET", "health/live", static _ => ControlAnswer.Ok(new Health("live", []), ControlJson.Api.Health)),
        ControlOperation.Of("GET", "health/ready", static call => Ready(Missing(call.Emulator))),
    ];

    public static ControlAnswer Ready(IReadOnlyList<string> missing) => missing.Count == 0
        ? ControlAnswer.Ok(new Health("ready", []), ControlJson.Api.Health)
        : ControlAnswer.Json(503, new Health("notReady", missing), ControlJson.Api.Health);

    private static List<string> Missing(ControlServices emulator)
    {
        List<string> missing = [];
        if (!emulator.Lifetime.ApplicationStarted.IsCancellationRequested)
        {
            missing.Add("the server has not started yet");
        }

        if (emulator.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            missing.Add("the server is stopping");
        }

        if (emulator.Store.Problem is { } problem)
        {
            missing.Add(problem);
        }

        return [.. missing, .. emulator.Scenarios.Problems];
    }
}

internal sealed record Health(string Status, IReadOnlyList<string> Missing);
