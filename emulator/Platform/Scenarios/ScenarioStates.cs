using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>How far a run of a scenario has come.</summary>
public enum ScenarioRunState
{
    /// <summary>It goes on.</summary>
    Running,

    /// <summary>It has ended, and every step met its expectations.</summary>
    Passed,

    /// <summary>It has ended with a step that failed, or could not begin or go on.</summary>
    Failed,
}

/// <summary>How far a step of a run has come.</summary>
public enum ScenarioStepState
{
    /// <summary>Its turn is still to come.</summary>
    Waiting,

    /// <summary>It is being played.</summary>
    Running,

    /// <summary>It met its expectations.</summary>
    Passed,

    /// <summary>It did not meet its expectations, or could not be played.</summary>
    Failed,

    /// <summary>The run ended before its turn.</summary>
    Skipped,
}

/// <summary>The written names of both.</summary>
internal static class ScenarioStates
{
    public static Choices<ScenarioRunState> OfRun { get; } =
        new(("running", ScenarioRunState.Running), ("passed", ScenarioRunState.Passed), ("failed", ScenarioRunState.Failed));

    public static Choices<ScenarioStepState> OfStep { get; } = new(
        ("waiting", ScenarioStepState.Waiting), ("running", ScenarioStepState.Running), ("passed", ScenarioStepState.Passed),
        ("failed", ScenarioStepState.Failed), ("skipped", ScenarioStepState.Skipped));
}
