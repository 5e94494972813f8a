using System.Xml.Linq;
using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>The attributes that Jenkins, GitLab, GitHub actions and Azure Pipelines look for.</summary>
public sealed class JUnitReportTests
{
    private static readonly Scenario Orders = ScenarioTexts.Of("name: orders\napp: axb-demo\nsteps:\n  - advance: 1h\n  - wait: 1s\n    as: '<b> & \"c\"'") with
    {
        Source = "flows/a/orders.yaml",
    };

    private static readonly StepResult Passed = new(Orders.Steps[0], "1h", null, [], [], null);

    private static readonly StepResult Failed =
        new(Orders.Steps[1], "\u0001\uD83D\uDE00", null, [new Difference("cdr.x", "\"<1>\"", "\"\u0000\uD800\"")], [], null, "why it was refused: The rule. (axb.md §2)");

    [Test]
    public void A_suite_counts_its_cases_and_their_seconds()
    {
        var report = JUnitReport.Of([Of(null, Passed), Of(null, Passed, Failed), Of("the control API is gone")]);

        foreach (var element in new[] { report.Root!, report.Root!.Element("testsuite")! })
        {
            Assert.That(
                new[] { "name", "tests", "failures", "errors", "time" }.Select(name => (string?)element.Attribute(name)),
                Is.EqualTo(new[] { "privatenumber", "3", "1", "1", "3.750" }));
        }

        Assert.That(report.Root!.Name.LocalName, Is.EqualTo("testsuites"));
    }

    [Test]
    public void A_case_names_its_file_its_class_and_its_time()
    {
        var test = Case(Of(null, Passed));

        Assert.That(
            new[] { "name", "classname", "file", "line", "time" }.Select(name => (string?)test.Attribute(name)),
            Is.EqualTo(new[] { "orders", "flows.a.orders", "flows/a/orders.yaml", "1", "1.250" }));
        Assert.That(test.Elements().Select(element => element.Name.LocalName), Is.EqualTo(new[] { "system-out" }));
    }

    [Test]
    public void A_failure_has_its_line_its_first_difference_and_all_else_in_its_text()
    {
        var test = Case(Of(null, Passed, Failed));

        Assert.That((string?)test.Attribute("line"), Is.EqualTo("5"));
        var failure = test.Element("failure")!;
        Assert.That((string?)failure.Attribute("message"), Is.EqualTo("wait (<b> & \"c\") failed at s.yaml:5: cdr.x: expected \"<1>\", got \"\uFFFD\uFFFD\""));
        Assert.That(failure.Value, Is.EqualTo("cdr.x: expected \"<1>\", got \"\uFFFD\uFFFD\"\nwhy it was refused: The rule. (axb.md §2)"));
        Assert.That(test.Element("system-out")!.Value, Does.Contain("✗ wait (<b> & \"c\")  \uFFFD\uD83D\uDE00"));
    }

    [Test]
    public void What_could_not_be_played_is_an_error()
    {
        var error = Case(Of("the control API is gone")).Element("error")!;

        Assert.That((string?)error.Attribute("message"), Is.EqualTo("the control API is gone"));
    }

    /// <summary>As a reader sees it, after a way through a file.</summary>
    private static XElement Case(ScenarioResult result) => XDocument.Parse(JUnitReport.Of([result]).ToString()).Descendants("testcase").Single();

    private static ScenarioResult Of(string? problem, params StepResult[] steps) => new(Orders, steps, problem) { Took = TimeSpan.FromSeconds(1.25) };
}
