using System.Globalization;
using System.Xml.Linq;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The results as JUnit XML, which every CI server reads: a test case a scenario.</summary>
internal static class JUnitReport
{
    public static async Task WriteAsync(IReadOnlyList<ScenarioResult> results, string file, CancellationToken ct)
    {
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", "privatenumber"),
            new XAttribute("tests", Count(results.Count)),
            new XAttribute("failures", Count(results.Count(result => !result.Passed))),
            results.Select(Case));
        await using var stream = File.Create(file);
        await new XDocument(new XElement("testsuites", suite)).SaveAsync(stream, SaveOptions.None, ct);
    }

    private static XElement Case(ScenarioResult result) => new(
        "testcase",
        new XAttribute("name", result.Scenario.Name),
        new XAttribute("classname", Path.ChangeExtension(result.Scenario.Source, null).Replace('/', '.').Trim('.')),
        new XAttribute("file", result.Scenario.Source),
        result.Passed ? null : Failure(result));

    private static XElement Failure(ScenarioResult result)
    {
        if (result.Steps.FirstOrDefault(step => !step.Passed) is not { } step)
        {
            return new XElement("failure", new XAttribute("message", result.Problem ?? "it did not begin"));
        }

        var frame = step.Step.Frame;
        var details = step.Differences.Select(difference => $"{difference.Path}: expected {difference.Expected}, got {difference.Got}");
        return new XElement(
            "failure",
            new XAttribute("message", $"{frame.Title} failed at {frame.Position.Source}:{Count(frame.Position.Line)}"),
            string.Join('\n', step.Problem is null ? details : details.Prepend(step.Problem)));
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
