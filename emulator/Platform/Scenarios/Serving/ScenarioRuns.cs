using PrivateNumber.Emulator.Journals;

namespace PrivateNumber.Emulator.Scenarios.Serving;

/// <summary>The newest runs of scenarios in this server, and those that were started by hand and still go on.</summary>
internal sealed class ScenarioRuns(InProcessEmulator emulator) : IResettable, IDisposable
{
    private const int Capacity = 1_000;

    private readonly Lock _lock = new();
    private readonly RingBuffer<ScenarioRun> _runs = new(Capacity);
    private CancellationTokenSource _generation = new();
    private int _sequence;

    public (IReadOnlyList<ScenarioRun> Items, long Dropped) Read()
    {
        lock (_lock)
        {
            return ([.. _runs.Items], _runs.Dropped);
        }
    }

    public ScenarioRun? Find(string id) => Read().Items.FirstOrDefault(run => run.Id == id);

    public ScenarioRun Add(Scenario scenario) => Add(scenario, out _);

    /// <summary>Plays a scenario in the background, as <c>run --target</c> does from outside.</summary>
    public ScenarioRun Start(Scenario scenario)
    {
        var run = Add(scenario, out var generation);
        _ = Task.Run(() => PlayAsync(run, generation), CancellationToken.None);
        return run;
    }

    /// <summary>What goes on is cut off, and forgotten.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _ = _generation.CancelAsync();
            _generation = new CancellationTokenSource();
            _runs.Clear();
        }
    }

    public void Dispose() => _generation.Cancel();

    private ScenarioRun Add(Scenario scenario, out CancellationToken generation)
    {
        lock (_lock)
        {
            generation = _generation.Token;
            var run = new ScenarioRun($"run-{++_sequence}", scenario);
            _runs.Add(run);
            return run;
        }
    }

    private async Task PlayAsync(ScenarioRun run, CancellationToken generation)
    {
        try
        {
            using var http = emulator.CreateClient();
            run.End(await new ScenarioRunner(http).RunAsync(run.Scenario, run.Played, generation));
        }
        catch (OperationCanceledException) when (generation.IsCancellationRequested)
        {
            run.Fail("the emulator was reset or stopped");
        }
        catch (Exception e)
        {
            // Nobody else would hear of it.
            run.Fail($"the emulator failed: {e.Message}");
        }
    }
}
