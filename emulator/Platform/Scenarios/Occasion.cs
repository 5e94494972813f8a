using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>What started a reactive run.</summary>
/// <param name="Fields">Of the binding, call or SMS: the run's first variables.</param>
/// <param name="Pace">The run moves no clock.</param>
internal sealed record Occasion(JsonObject Fields, IPace Pace);
