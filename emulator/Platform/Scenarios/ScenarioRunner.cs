using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Plays a scenario against an emulator, through HTTP alone.</summary>
/// <param name="http">Reaches the emulator.</param>
internal sealed class ScenarioRunner(HttpClient http)
{
    /// <summary>What started the scenario, if it did not start by hand.</summary>
    public Occasion? Occasion { get; init; }

    /// <summary>Plays the steps up to the first that fails; <paramref name="played"/> hears of each as it ends.</summary>
    public async Task<ScenarioResult> RunAsync(Scenario scenario, Action<StepResult>? played, CancellationToken ct)
    {
        List<StepResult> results = [];
        string? problem = null;
        var started = WallClock.Provider.GetTimestamp();
        try
        {
            await using var session = await ScenarioSession.OpenAsync(scenario, Occasion, http, ct);
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
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            problem = e.Message;
        }

        return new ScenarioResult(scenario, results, problem) { Took = WallClock.Provider.GetElapsedTime(started) };
    }

    private static async Task<StepResult> PlayAsync(StepPlayer player, ScenarioSession session, ScenarioStep step, CancellationToken ct)
    {
        try
        {
            var observation = await player.PlayAsync(step, ct);
            var pushes = await session.NewPushesAsync(ct);
            var differences = StepCheck.Of(session, step.Frame, observation);
            if (differences.Count == 0)
            {
                await session.Customer.ContinueAsync(step.Frame.Save.Select(saved => saved.Name), session.Variables, ct);
            }

            var refusal = differences.Count > 0 && observation.SuccessStatus is not null ? await session.RefusalAsync(observation.Body, ct) : null;
            return new StepResult(step, observation.Summary, observation.Body, differences, pushes, null, refusal);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Whatever a file makes of a step, the other files run.
            return new StepResult(step, "", null, [], [], e.Message);
        }
    }
}
