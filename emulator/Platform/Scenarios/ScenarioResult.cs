using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>What came of one step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Answer">What it met with, on one line.</param>
/// <param name="Body">The same in full.</param>
/// <param name="Differences">The expectations that failed.</param>
/// <param name="Pushes">What the customer has received since the step before.</param>
/// <param name="Problem">Why the step could not be played to its end.</param>
/// <param name="Refusal">Of a failed step that the platform refused: the rule that decided.</param>
internal sealed record StepResult(
    ScenarioStep Step,
    string Answer,
    JsonNode? Body,
    IReadOnlyList<Difference> Differences,
    IReadOnlyList<ObservedPush> Pushes,
    string? Problem,
    string? Refusal = null)
{
    public bool Passed => Differences.Count == 0 && Problem is null;
}

/// <summary>What came of one scenario, which stops at its first failed step.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Steps">The steps that were played.</param>
/// <param name="Problem">Why it could not begin.</param>
internal sealed record ScenarioResult(Scenario Scenario, IReadOnlyList<StepResult> Steps, string? Problem)
{
    /// <summary>Real time.</summary>
    public TimeSpan Took { get; init; }

    public bool Passed => Problem is null && Steps.All(step => step.Passed);
}
