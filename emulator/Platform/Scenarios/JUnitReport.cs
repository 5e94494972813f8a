using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The results as JUnit XML, which every CI server reads: a test case a scenario.</summary>
internal static class JUnitReport
{
    private const string Name = "privatenumber";

    /// <summary>Not every reader of such reports takes a byte order mark.</summary>
    private static readonly XmlWriterSettings Format = new() { Async = true, Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    public static async Task WriteAsync(XDocument report, string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await using var writer = XmlWriter.Create(file, Format);
        await report.SaveAsync(writer, CancellationToken.None);
    }

    /// <summary>Files that cannot be played at all: one test case, which is an error.</summary>
    public static XDocument Of(IReadOnlyList<string> problems) => Suite(
        tests: 1,
        failures: 0,
        errors: 1,
        TimeSpan.Zero,
        [
            new XElement(
                "testcase",
                new XAttribute("name", "files"),
                new XAttribute("classname", Name),
                new XAttribute("time", Seconds(TimeSpan.Zero)),
                new XElement("error", new XAttribute("type", "problem"), new XAttribute("message", Fit(problems[0])), Fit(string.Join('\n', problems)))),
        ]);

    public static XDocument Of(IReadOnlyList<ScenarioResult> results) => Suite(
        results.Count,
        results.Count(result => !result.Passed && !CouldNotBePlayed(result)),
        results.Count(CouldNotBePlayed),
        results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Took),
        results.Select(Case));

    private static XDocument Suite(int tests, int failures, int errors, TimeSpan took, IEnumerable<XElement> cases)
    {
        XAttribute[] counts =
        [
            new("name", Name),
            new("tests", Number(tests)),
            new("failures", Number(failures)),
            new("errors", Number(errors)),
            new("time", Seconds(took)),
        ];
        var suite = new XElement(
            "testsuite",
            counts,
            new XAttribute("skipped", "0"),
            new XAttribute("timestamp", WallClock.Provider.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
            cases);
        return new XDocument(new XElement("testsuites", counts, suite));
    }

    private static XElement Case(ScenarioResult result)
    {
        var failed = result.Steps.FirstOrDefault(step => !step.Passed);
        return new XElement(
            "testcase",
            new XAttribute("name", result.Scenario.Name),
            new XAttribute("classname", Fit(Path.ChangeExtension(result.Scenario.Source, null).Replace('\\', '.').Replace('/', '.').Trim('.'))),
            new XAttribute("file", Fit(result.Scenario.Source)),
            new XAttribute("line", Number(failed?.Step.Frame.Position.Line ?? 1)),
            new XAttribute("time", Seconds(result.Took)),
            result.Passed ? null : Failure(result, failed),
            new XElement("system-out", Fit(Printed(result))));
    }

    private static XElement Failure(ScenarioResult result, StepResult? failed)
    {
        var differences = failed?.Differences.Select(difference => $"{difference.Path}: expected {difference.Expected}, got {difference.Got}").ToList() ?? [];
        List<string> reasons = [.. new[] { result.Problem, failed?.Problem }.OfType<string>(), .. differences];
        var place = failed is null ? "" : $"{failed.Step.Frame.Title} failed at {failed.Step.Frame.Place}: ";
        return new XElement(
            CouldNotBePlayed(result) ? "error" : "failure",
            new XAttribute("type", CouldNotBePlayed(result) ? "problem" : "expectation"),
            new XAttribute("message", Fit(place + reasons.FirstOrDefault())),
            Fit(string.Join('\n', failed?.Refusal is { } refusal ? reasons.Append(refusal) : reasons)));
    }

    /// <summary>JUnit calls it an error when a test did not come to its end, and a failure when something else came than expected.</summary>
    private static bool CouldNotBePlayed(ScenarioResult result) => result.Problem is not null || result.Steps.Any(step => step.Problem is not null);

    private static string Printed(ScenarioResult result)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new ScenarioPrinter(output, verbose: false, colours: false).Write(result);
        return output.ToString();
    }

    /// <summary>Some characters that a push or a file can hold have no place in XML.</summary>
    private static string Fit(string text)
    {
        var fit = text.ToCharArray();
        for (var i = 0; i < fit.Length; i++)
        {
            if (i + 1 < fit.Length && XmlConvert.IsXmlSurrogatePair(fit[i + 1], fit[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(fit[i]))
            {
                fit[i] = '\uFFFD';
            }
        }

        return new string(fit);
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
