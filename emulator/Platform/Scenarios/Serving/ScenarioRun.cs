using System.Collections.Immutable;

namespace PrivateNumber.Emulator.Scenarios.Serving;

/// <summary>A run of a scenario in the server: what came of its steps so far.</summary>
internal sealed class ScenarioRun(string id, Scenario scenario)
{
    private ImmutableArray<StepResult> _steps = [];
    private volatile Ending? _ending;

    public string Id { get; } = id;

    public Scenario Scenario { get; } = scenario;

    public IReadOnlyList<StepResult> Steps => _steps;

    public ScenarioRunState State => _ending switch { null => ScenarioRunState.Running, { Passed: true } => ScenarioRunState.Passed, _ => ScenarioRunState.Failed };

    /// <summary>Why it could not begin or go on, if that is not the problem of a step.</summary>
    public string? Problem => _ending?.Problem;

    public void Played(StepResult step) => ImmutableInterlocked.Update(ref _steps, static (steps, added) => steps.Add(added), step);

    public void End(ScenarioResult result) => _ending = new Ending(result.Passed, result.Problem);

    public void Fail(string problem) => _ending = new Ending(false, problem);

    private sealed record Ending(bool Passed, string? Problem);
}
