using System.Globalization;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>What a step met with: what <c>expect</c> is compared with and <c>save</c> takes from.</summary>
internal sealed record Observation(string Summary, JsonNode? Body)
{
    /// <summary>The status of a success, where this is an answer of the platform's API.</summary>
    public int? SuccessStatus { get; init; }

    /// <summary>What the step itself expects.</summary>
    public IReadOnlyList<Difference> Differences { get; init; } = [];
}

/// <summary>Whether a step met with what it expects; if so, what it saves is kept.</summary>
internal static class StepCheck
{
    public static IReadOnlyList<Difference> Of(ScenarioSession session, StepFrame frame, Observation observation)
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
        if (observation.SuccessStatus is not { } success || expect[ExpectationReader.Status] is not null || expect[ExpectationReader.ResultCode] is not null)
        {
            return expect;
        }

        var status = Entry(ExpectationReader.Status, success.ToString(CultureInfo.InvariantCulture));
        var code = Entry(ExpectationReader.ResultCode, "0");
        return (observation.Body as JsonObject)?.ContainsKey(ExpectationReader.ResultCode) == true
            ? expect with { Entries = [status, code, .. expect.Entries] }
            : expect with { Entries = [status, .. expect.Entries] };
    }

    private static YamlEntry Entry(string key, string value) =>
        new(new YamlScalar(key, true, Position.None), new YamlScalar(value, true, Position.None));
}
