namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Plays many scenarios, several at a time, and writes them in the order of their files.</summary>
internal sealed class ScenarioBatch(ScenarioRunOptions options, ScenarioPrinter printer)
{
    private readonly List<ScenarioResult> _results = [];

    /// <summary>Of the scenarios that were played to their end or their failure, in the order of their files.</summary>
    public IReadOnlyList<ScenarioResult> Results => _results;

    public Task RunAsync(IReadOnlyList<Scenario> scenarios, CancellationToken ct)
    {
        // What one scenario does to a running server, the next one meets; an embedded emulator serves one scenario only.
        var jobs = Math.Min(options.Jobs ?? (options.Target is null ? Environment.ProcessorCount : 1), scenarios.Count);
        return jobs <= 1 ? OneByOneAsync(scenarios, ct) : SideBySideAsync(scenarios, jobs, ct);
    }

    /// <summary>Each step is written as it ends, so that a run in real time can be followed.</summary>
    private async Task OneByOneAsync(IReadOnlyList<Scenario> scenarios, CancellationToken ct)
    {
        foreach (var scenario in scenarios)
        {
            printer.Begin(scenario);
            var result = await PlayAsync(scenario, printer.Step, ct);
            printer.End(result);
            _results.Add(result);
        }
    }

    private async Task SideBySideAsync(IReadOnlyList<Scenario> scenarios, int jobs, CancellationToken ct)
    {
        var progress = new RunProgress(options.Progress, scenarios.Count);
        using var places = new SemaphoreSlim(jobs);
        Dictionary<string, Task<ScenarioResult>> lanes = new(StringComparer.Ordinal);
        List<Task<ScenarioResult>> running = [];
        foreach (var scenario in scenarios)
        {
            var before = lanes.GetValueOrDefault(Lane(scenario));
            running.Add(lanes[Lane(scenario)] = Task.Run(() => PlayAsync(scenario, before, places, progress, ct), ct));
        }

        try
        {
            foreach (var task in running)
            {
                var result = await task;
                progress.Clear();
                printer.Write(result);
                _results.Add(result);
            }
        }
        finally
        {
            // Also of a run that is interrupted: each takes its application away.
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ScenarioResult> PlayAsync(Scenario scenario, Task? before, SemaphoreSlim places, RunProgress progress, CancellationToken ct)
    {
        await (before ?? Task.CompletedTask);
        await places.WaitAsync(ct);
        try
        {
            progress.Begin(scenario.Name);
            return await PlayAsync(scenario, null, ct);
        }
        finally
        {
            progress.End(scenario.Name);
            places.Release();
        }
    }

    private async Task<ScenarioResult> PlayAsync(Scenario scenario, Action<StepResult>? played, CancellationToken ct)
    {
        if (options.Target is { } target)
        {
            using var client = target();
            return await new ScenarioRunner(client).RunAsync(scenario, played, ct);
        }

        await using var emulator = await EmbeddedEmulator.StartAsync(options.Configuration);
        using var http = emulator.CreateClient();
        return await new ScenarioRunner(http).RunAsync(scenario, played, ct);
    }

    /// <summary>Scenarios of one lane never run at the same time: on a server an application of the configuration is one for all of them.</summary>
    private string Lane(Scenario scenario) => options.Target is not null && scenario.Application is ScenarioApplication.Configured { Name: var app }
        ? "app " + app
        : "file " + scenario.Source;
}
