using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Plays a scenario against an emulator, through HTTP alone.</summary>
/// <param name="http">Reaches the emulator.</param>
internal sealed class ScenarioRunner(HttpClient http)
{
    /// <summary>Plays the steps up to the first that fails; <paramref name="played"/> hears of each as it ends.</summary>
    public async Task<ScenarioResult> RunAsync(Scenario scenario, Action<StepResult>? played, CancellationToken ct)
    {
        List<StepResult> results = [];
        try
        {
            await using var session = await ScenarioSession.OpenAsync(scenario, http, ct);
            var player = new StepPlayer(session);
            foreach (var step in scenario.Steps)
            {
                var result = await PlayAsync(player, session, step, ct);
                results.Add(result);
                played?.Invoke(result);
                if (!result.Passed)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is ControlFailure or HttpRequestException)
        {
            return new ScenarioResult(scenario, results, e.Message);
        }

        return new ScenarioResult(scenario, results, null);
    }

    private static async Task<StepResult> PlayAsync(StepPlayer player, ScenarioSession session, ScenarioStep step, CancellationToken ct)
    {
        Observation observation;
        try
        {
            observation = await player.PlayAsync(step, ct);
        }
        catch (Exception e) when (e is ControlFailure or HttpRequestException)
        {
            return new StepResult(step, "", null, [], [], e.Message);
        }

        var pushes = await session.NewPushesAsync(ct);
        return new StepResult(step, observation.Summary, observation.Body, Check(session, step.Frame, observation), pushes, null);
    }

    private static List<Difference> Check(ScenarioSession session, StepFrame frame, Observation observation)
    {
        var expectations = new Expectations(session.Variables);
        expectations.Compare(Expected(frame.Expect ?? YamlMap.Empty, observation), observation.Body);
        List<Difference> differences = [.. observation.Differences, .. expectations.Differences];
        foreach (var (name, path, _) in differences.Count > 0 ? [] : frame.Save)
        {
            if (path.TryFind(observation.Body, out var value))
            {
                session.Variables = session.Variables.With(name, value);
            }
            else
            {
                differences.Add(new Difference(path.Text, Difference.Value, Difference.Absent));
            }
        }

        return differences;
    }

    /// <summary>An answer of the platform is a success unless the step says otherwise.</summary>
    private static YamlMap Expected(YamlMap expect, Observation observation)
    {
        if (!observation.IsAnswer || expect[ExpectationReader.Status] is not null || expect[ExpectationReader.ResultCode] is not null)
        {
            return expect;
        }

        var status = Entry(ExpectationReader.Status, "200");
        var code = Entry(ExpectationReader.ResultCode, "0");
        return (observation.Body as JsonObject)?.ContainsKey(ExpectationReader.ResultCode) == true
            ? expect with { Entries = [status, code, .. expect.Entries] }
            : expect with { Entries = [status, .. expect.Entries] };
    }

    private static YamlEntry Entry(string key, string value) =>
        new(new YamlScalar(key, true, Position.None), new YamlScalar(value, true, Position.None));
}

/// <summary>What a step met with: what <c>expect</c> is compared with and <c>save</c> takes from.</summary>
internal sealed record Observation(string Summary, JsonNode? Body)
{
    /// <summary>An answer of the platform's API, which says by itself whether it is a success.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>What the step itself expects.</summary>
    public IReadOnlyList<Difference> Differences { get; init; } = [];
}
