using System.Xml.Linq;

namespace PrivateNumber.Emulator.Server.Tests;

public sealed class ScenarioVerbTests
{
    private const string Passing = "name: t\napplication: { mode: AXB }\nsteps: [ { advance: 1h } ]";
    private const string Failing = "name: t\napplication: { mode: AXB }\nsteps: [ { unbind: { subscriptionId: unknown } } ]";
    private const string Faulty = "name: t\napplication: { mode: AXB }\nsteps: [ { advance: soon } ]";

    [TestCase("run", Passing, 0, "1 passed, 0 failed")]
    [TestCase("run", Failing, 1, "expected 200")]
    [TestCase("run", Faulty, 2, ":3:21: steps[0].advance: 'soon' is not allowed")]
    [TestCase("validate", Failing, 0, "")]
    [TestCase("validate", Faulty, 2, ":3:21: steps[0].advance: 'soon' is not allowed")]
    public async Task The_exit_code_tells_passed_failed_and_faulty(string verb, string scenario, int exitCode, string message)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("t.yaml", scenario);
        using var output = new StringWriter();

        Assert.That(await Verbs.RunAsync([verb, file], output, TextWriter.Null), Is.EqualTo(exitCode), output.ToString());
        Assert.That(output.ToString(), Does.Contain(message));
    }

    [Test]
    public async Task The_report_is_JUnit_XML_with_the_place_and_the_difference_of_a_failure()
    {
        using var folder = new TemporaryFolder();
        var (passing, failing) = (folder.Write("a.yaml", Passing), folder.Write("b.yaml", Failing));
        var report = Path.Combine(folder.Path, "junit.xml");

        Assert.That(await Verbs.RunAsync(["run", passing, failing, "--report", report], TextWriter.Null, TextWriter.Null), Is.EqualTo(1));

        Assert.That((await File.ReadAllBytesAsync(report))[0], Is.EqualTo((byte)'<'), "no byte order mark");
        var suite = XDocument.Load(report).Root!.Element("testsuite")!;
        var failure = suite.Descendants("failure").Single();
        Assert.That(((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures")), Is.EqualTo(("2", "1")));
        Assert.That((string?)failure.Attribute("message"), Does.Contain($"{failing}:3"));
        Assert.That(failure.Value, Does.Contain("expected 200, got 403"));
    }

    [Test]
    public async Task The_shipped_folder_passes_side_by_side_with_a_report()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        var report = Path.Combine(folder.Path, "junit.xml");
        var shipped = Path.Combine(Repository.Root, "scenarios");
        var files = Directory.EnumerateFiles(shipped, "*.yaml", SearchOption.AllDirectories).Count();

        var exitCode = await Verbs.RunAsync(["run", shipped, "--jobs", "4", "--report", report], output, TextWriter.Null);

        Assert.That(exitCode, Is.Zero, output.ToString());
        var suite = XDocument.Load(report).Root!.Element("testsuite")!;
        Assert.That(((int?)suite.Attribute("tests"), (int?)suite.Attribute("failures"), (int?)suite.Attribute("errors")), Is.EqualTo((files, 0, 0)));
    }

    [TestCase("--name", "b", "b")]
    [TestCase("--tag", "slow", "a")]
    public async Task A_filter_and_verbose_do_what_they_say(string filter, string value, string played)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", Passing.Replace("name: t", "name: a\ntags: [slow]", StringComparison.Ordinal));
        folder.Write("b.yaml", Passing.Replace("name: t", "name: b", StringComparison.Ordinal));
        using var output = new StringWriter();

        Assert.That(await Verbs.RunAsync(["run", folder.Path, filter, value, "--verbose"], output, TextWriter.Null), Is.Zero);

        Assert.That(output.ToString(), Does.StartWith($"{played}  ").And.Contain("1 scenario, 1 step: 1 passed, 0 failed").And.Contain("\"mode\":\"manual\""));
    }

    [TestCase("--target", "here", "'here' is not allowed")]
    [TestCase("--jobs", "0", "--jobs '0' is not allowed; allowed: a whole number from 1 to 256")]
    public async Task An_option_that_cannot_be_met_is_a_plain_message(string option, string value, string message)
    {
        using var errors = new StringWriter();

        Assert.That(await Verbs.RunAsync(["run", "x.yaml", option, value], TextWriter.Null, errors), Is.EqualTo(2));
        Assert.That(errors.ToString(), Does.Contain(message));
    }
}
