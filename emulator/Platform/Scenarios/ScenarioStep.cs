using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>What every step may have: a label, expectations, and what of its answer is kept under which name.</summary>
internal sealed record StepFrame(string Word, string? Label, Position Position, YamlMap? Expect, IReadOnlyList<SavedValue> Save)
{
    /// <summary>How output names the step.</summary>
    public string Title => Label is null ? Word : $"{Word} ({Label})";

    /// <summary>The file and the line, as editors and CI servers follow them.</summary>
    public string Place => $"{Position.Source}:{Position.Line}";
}

/// <summary>Keeps the value at <paramref name="Path"/> of an answer as <c>$Name</c>.</summary>
internal sealed record SavedValue(string Name, MemberPath Path, Position Position);

/// <summary>One step. Texts in it may hold <c>$names</c>, which are replaced when it runs.</summary>
internal abstract record ScenarioStep(StepFrame Frame);

/// <summary>An operation of the platform's API, with the platform's own field names.</summary>
internal sealed record ApiStep(StepFrame Frame, ApiOperation Operation, YamlMap Fields) : ScenarioStep(Frame);

/// <summary>Any request at all.</summary>
internal sealed record RequestStep(
    StepFrame Frame, string Method, YamlScalar Path, YamlMap Headers, YamlMap Query, YamlNode? Body, bool Sign) : ScenarioStep(Frame);

/// <summary>
/// A call, played to its CDR, <paramref name="Until"/> an event of it, or to where an interactive one waits for a hand.
/// <paramref name="Plan"/> is what the control API takes.
/// </summary>
internal sealed record CallStep(StepFrame Frame, YamlMap Plan, string? Until, bool IsInteractive) : ScenarioStep(Frame);

/// <summary>What somebody does in a call that goes on: the word is the action of the control API. Without <paramref name="SessionId"/> it is the last call.</summary>
internal sealed record HandStep(StepFrame Frame, YamlScalar? SessionId, YamlMap Fields) : ScenarioStep(Frame);

/// <summary>An SMS to a privacy number. <paramref name="Message"/> is what the control API takes.</summary>
internal sealed record SmsStep(StepFrame Frame, YamlMap Message) : ScenarioStep(Frame);

/// <summary>Asks where a recording is; what <paramref name="Fields"/> leaves out comes from the CDR of the last call.</summary>
internal sealed record RecordingStep(StepFrame Frame, ApiOperation Operation, YamlMap Fields) : ScenarioStep(Frame);

/// <summary><c>advance</c> and <c>wait</c>: virtual time passes.</summary>
internal sealed record TimeStep(StepFrame Frame, TimeSpan By) : ScenarioStep(Frame);

/// <summary>The status of a privacy number changes.</summary>
internal sealed record NumberStep(StepFrame Frame, YamlScalar Number, YamlMap Change) : ScenarioStep(Frame);

/// <summary>Something goes wrong from here on, as the control API takes it.</summary>
internal sealed record FaultStep(StepFrame Frame, YamlMap Rule) : ScenarioStep(Frame);

/// <summary>The application goes back to its configured state.</summary>
internal sealed record ResetStep(StepFrame Frame) : ScenarioStep(Frame);

/// <summary>Waits for pushes that no earlier step of this kind has counted.</summary>
internal sealed record ExpectCallbackStep(
    StepFrame Frame, string EventType, int Count, TimeSpan Within, YamlScalar? SessionId, YamlMap? Match) : ScenarioStep(Frame);
