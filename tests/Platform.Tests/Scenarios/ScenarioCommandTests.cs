using System.Xml.Linq;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>The verbs <c>run</c> and <c>validate</c> as a user meets them.</summary>
public sealed partial class ScenarioCommandTests
{
    private const string Good = """
        name: good
        app: axb-demo
        parties: { A: "+8613800000021", B: "+8613800000022" }
        steps:
          - bind: { callerNum: $A, calleeNum: $B, relationNum: "+8617000000001" }

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    private string Output => _output.ToString().ReplaceLineEndings("\n").Replace(_folder.Path + "/", "", StringComparison.Ordinal);

    [Test]
    public async Task A_run_shows_each_step_with_its_pushes_and_then_the_difference()
    {
        Write("a.yaml", Good + """
              - call: { from: $A, to: "+8617000000001", outcome: busy }
                as: B is busy
                expect:
                  events: [callin, callout, alerting, disconnect]
                  disconnect: { stateCode: 0, subscriptionId: absent }
              - advance: 1h
            """);

        var code = await RunAsync("a.yaml");

        Assert.That(code, Is.EqualTo(ScenarioCommand.Failed));
        Assert.That(Output.Split('\n').Where(line => !line.StartsWith("               {", StringComparison.Ordinal)).Select(Anonymous), Is.EqualTo("""
            good  a.yaml
              ✓ bind              200 0 Success
              ✗ call (B is busy)  +8613800000021 → +8617000000001
                  04:00:00 callin      +8613800000021 → +8617000000001
                  04:00:00 callout     +8613800000021 → +8613800000022
                  04:00:00 disconnect  +8613800000021 → +8613800000022, stateCode 8102, stateDesc The callee is busy.
                  04:00:01 fee         +8613800000021 → +8613800000022, direction 1, ulFailReason 8102
                a.yaml:6: call (B is busy) failed
                  events
                    - expected, + got
                      [
                        "callin"
                        "callout"
                    -   "alerting"
                        "disconnect"
                      ]
                  disconnect.stateCode
                    expected 0
                    got      8102
                  disconnect.subscriptionId
                    expected absent
                    got      "<id>"

            1 scenario, 2 steps: 0 passed, 1 failed

            """.Split('\n')));
        Assert.That(Output.Split('\n').Count(line => line.StartsWith("               {\"eventType\":", StringComparison.Ordinal)), Is.EqualTo(4), "a failed step shows its pushes in full");
    }

    [Test]
    public async Task A_refusal_that_nobody_expected_is_explained()
    {
        Write("a.yaml", Good + "  - bind: { callerNum: $A, calleeNum: \"13800000022\", areaCode: \"0755\" }");

        await RunAsync("a.yaml");

        Assert.That(Output, Does.Contain("""
                  resultcode
                    expected "0"
                    got      "1010002"
                  why it was refused: calleeNum is malformed: calleeNum, expected +86 and a mobile of 11 digits, or a landline with its area code without the leading 0, got "13800000022" (axb.md §2)
            """));
    }

    [Test]
    public async Task A_push_that_does_not_come_is_told_with_what_came_instead()
    {
        Write("a.yaml", Good + """
              - call: { from: $A, to: "+8617000000001", outcome: busy }
              - expectCallback: { eventType: fee, match: { "feeLst[0].ulFailReason": 0, "feeLst[0].direction": 1 } }
            """);

        await RunAsync("a.yaml");

        Assert.That(Output, Does.Contain("""
                a.yaml:7: expectCallback failed
                  pushes of fee
                    expected 1
                    got      0
                  match.feeLst[0].ulFailReason
                    expected 0
                    got      8102
                  the last pushes before
                  04:00:00 callout     +8613800000021 → +8613800000022
                           {"eventType":"callout",
            """.TrimEnd()));
    }

    [Test]
    public async Task Many_at_a_time_are_written_as_one_after_the_other()
    {
        Write("set/a.yaml", Good + string.Concat(Enumerable.Repeat("  - call: { from: $A, to: \"+8617000000001\" }\n", 20)));
        for (var i = 0; i < 8; i++)
        {
            Write($"set/b{i}.yaml", Good.Replace("good", $"good{i}", StringComparison.Ordinal) + (i % 3 == 0 ? "  - unbind: { subscriptionId: x }" : ""));
        }

        Assert.That(await RunAsync(options => options with { Jobs = 1 }, "set"), Is.EqualTo(ScenarioCommand.Failed));
        var inOrder = Output;
        _output.GetStringBuilder().Clear();
        using var progress = new StringWriter();
        Assert.That(await RunAsync(options => options with { Jobs = 4, Progress = progress }, "set"), Is.EqualTo(ScenarioCommand.Failed));

        Assert.That(Output, Is.EqualTo(inOrder));
        Assert.That(Output, Does.EndWith("""
            9 scenarios, 32 steps: 6 passed, 3 failed
              good0  set/b0.yaml:6: unbind
              good3  set/b3.yaml:6: unbind
              good6  set/b6.yaml:6: unbind

            """));
        Assert.That(progress.ToString(), Does.Contain("0 of 9 played, now good").And.EndsWith("\r\e[K"));
    }

    [Test]
    public async Task A_report_that_cannot_be_written_is_a_fault()
    {
        Write("a.yaml", Good);

        Assert.That(await RunAsync(options => options with { Report = _folder["a.yaml/junit.xml"] }, "a.yaml"), Is.EqualTo(ScenarioCommand.Faulty));
        Assert.That(Output, Does.Contain("the report cannot be written: "));
    }

    [Test]
    public async Task An_SMS_is_shown_with_its_result_and_its_receiver()
    {
        Write("sms.yaml", Good + """
              - sms: { from: "+8613800000021", to: "+8617000000001", text: hello }
              - sms: { from: "+8613800000023", to: "+8617000000001", text: hello }
                as: a stranger
            """);

        await RunAsync("sms.yaml");

        Assert.That(Output, Does.Contain("""
              ✓ sms               +8613800000021 → +8617000000001, sendResult 0
                  04:00:00 smsNotify   +8613800000021 → +8617000000001 → +8613800000022, sendResult 0
              ✓ sms (a stranger)  +8613800000023 → +8617000000001, sendResult 2
                  04:00:00 smsNotify   +8613800000023 → +8617000000001, sendResult 2
            """));
    }

    [Test]
    public async Task A_step_that_goes_wrong_in_an_unforeseen_way_stops_its_own_file_only()
    {
        Write("a.yaml", Good.Replace("name: good", "name: bad", StringComparison.Ordinal) + "  - request: { method: POST, path: /x, headers: { Content-Length: 99 }, body: x }\n");
        Write("b.yaml", Good);

        Assert.That(await RunAsync("a.yaml", "b.yaml"), Is.EqualTo(ScenarioCommand.Failed));
        Assert.That(Output, Does.Contain("2 scenarios, 3 steps: 1 passed, 1 failed"));
    }

    [Test]
    public async Task Faulty_files_take_the_place_of_an_earlier_report()
    {
        Write("a.yaml", "name: a b\napp: axb-demo\nsteps: []");
        Write("junit.xml", "yesterday's");
        var report = _folder["junit.xml"];

        var code = await ScenarioCommand.RunAsync(
            [_folder["a.yaml"]], new ScenarioRunOptions { Configuration = ScenarioTexts.Configuration, Report = report }, _output, CancellationToken.None);

        Assert.That(code, Is.EqualTo(ScenarioCommand.Faulty));
        var error = XDocument.Load(report).Descendants("error").Single();
        Assert.That((string?)error.Attribute("message"), Does.Contain("a.yaml:1:7: name: 'a b' is not allowed"));
    }

    [Test]
    public async Task An_interrupted_run_takes_its_application_away_and_reports_what_was_played()
    {
        Write("a.yaml", Good);
        Write("b.yaml", "name: long\napplication: { name: mine, mode: AXB, numbers: [ { areaCode: \"0755\" } ] }\nsteps:\n  - advance: 1s\n  - wait: 30d\n");
        await using var emulator = await TestEmulator.StartAsync(ScenarioTexts.Configuration with { Clock = new ClockOptions { Mode = ClockMode.Scaled, Factor = 10 } });
        using var interrupted = new CancellationTokenSource();
        var report = _folder["junit.xml"];
        _output.NewLine = "\n";
        var watching = new WatchedWriter(_output, line => line.Contains("advance", StringComparison.Ordinal), interrupted.Cancel);

        var code = await ScenarioCommand.RunAsync(
            [_folder["a.yaml"], _folder["b.yaml"]],
            new ScenarioRunOptions { Configuration = ScenarioTexts.Configuration, Target = emulator.CreateClient, Report = report },
            watching,
            interrupted.Token);

        Assert.That(code, Is.EqualTo(ScenarioCommand.Failed));
        Assert.That(Output, Does.Contain("interrupted: 1 of 2 scenarios were not played to their end").And.Contain("1 scenario, 1 step: 1 passed, 0 failed"));
        Assert.That(emulator.Worlds.Find("mine"), Is.Null);
        var cases = XDocument.Load(report).Descendants("testcase").Select(test => $"{test.Attribute("name")!.Value} {test.Elements().First().Name} {(string?)test.Element("error")?.Attribute("message")}");
        Assert.That(cases, Is.EqualTo(new[] { "good system-out ", "long error the run was interrupted" }));
    }

    [Test]
    public async Task A_reactive_file_that_is_not_meant_is_in_nobodys_way()
    {
        Write("a.yaml", Good);
        Write("b.yaml", "name: reacts\napp: axb-demo\nwhen: { bound: {} }\nsteps: []");

        var code = await ScenarioCommand.RunAsync(
            [_folder.Path], new ScenarioRunOptions { Configuration = ScenarioTexts.Configuration, Filter = ScenarioFilter.Of("good", null) }, _output, CancellationToken.None);

        Assert.That(code, Is.EqualTo(ScenarioCommand.Passed), Output);
    }

    [Test]
    public async Task What_a_file_says_never_steers_the_terminal()
    {
        Write("a.yaml", "name: t\napp: axb-demo\ndescription: \"a\\e[2Jb\"\nsteps:\n  - advance: 1s\n    as: \"c\\e[2J\\nd\"\n");

        await RunAsync("a.yaml");

        Assert.That(Output, Does.Contain("a\uFFFD[2Jb").And.Contain("c\uFFFD[2J\uFFFDd").And.Not.Contain("\e"));
    }

    [Test]
    public async Task A_push_of_a_later_day_says_so()
    {
        Write("a.yaml", Good + "  - call: { from: $A, to: \"+8617000000001\", talksFor: 3d }\n");

        await RunAsync("a.yaml");

        Assert.That(Output, Does.Contain("      04:00:03 answer").And.Contain("      +3d 04:00:03 disconnect"));
    }

    [Test]
    public async Task A_target_brings_its_own_applications()
    {
        Write("a.yaml", Good.Replace("axb-demo", "orders", StringComparison.Ordinal).Replace("0000001\"", "0000009\"", StringComparison.Ordinal));
        await using var emulator = await TestEmulator.StartAsync(new ApplicationOptions
        {
            Name = "orders",
            Mode = Mode.Axb,
            Numbers = [new() { Number = "+8617000000009", AreaCode = "0755" }],
        });

        var code = await RunAsync(options => options with { Target = emulator.CreateClient }, "a.yaml");

        Assert.That(code, Is.EqualTo(ScenarioCommand.Passed), Output);
        Assert.That(await RunAsync("a.yaml"), Is.EqualTo(ScenarioCommand.Faulty));
        Assert.That(Output, Does.Contain("a.yaml:2:6: app: there is no application 'orders'; allowed: ax-demo, axb-demo, axe-demo, axyb-demo, x-demo"));
    }

    [Test]
    public async Task A_scenario_may_name_an_application_by_the_name_that_was_made_up_for_it()
    {
        Write("a.yaml", Good.Replace("axb-demo", "axb-2", StringComparison.Ordinal));
        var configuration = new EmulatorOptions
        {
            Applications = [new() { Mode = Mode.Ax, Numbers = [] }, new() { Mode = Mode.Axb, Numbers = [new() { Number = "+8617000000001", AreaCode = "0755" }] }],
        };

        Assert.That(await ScenarioCommand.ValidateAsync(Paths(["a.yaml"]), configuration, _output), Is.EqualTo(ScenarioCommand.Passed), Output);
        Assert.That(await RunAsync(options => options with { Configuration = configuration }, "a.yaml"), Is.EqualTo(ScenarioCommand.Passed), Output);
    }

    [Test]
    public async Task A_target_that_does_not_answer_is_a_fault()
    {
        Write("a.yaml", Good);

        var code = await RunAsync(options => options with { Target = () => ScenarioTarget.Connect(new Uri("http://127.0.0.1:1")) }, "a.yaml");

        Assert.That(code, Is.EqualTo(ScenarioCommand.Faulty));
        Assert.That(Output, Does.StartWith("the target cannot be used: "));
    }

    private void Write(string file, string text)
    {
        var path = _folder[file];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private void WriteTagged()
    {
        Write("set/1.yaml", Good.Replace("good", "first\ntags: []", StringComparison.Ordinal));
        Write("set/2.yaml", Good.Replace("good", "second\ntags: [slow, other]", StringComparison.Ordinal));
        Write("set/3.yaml", Good.Replace("good", "third\ntags: [slow]", StringComparison.Ordinal));
    }

    private static string Anonymous(string line) =>
        line.Split("got      \"") is [var before, var id] ? $"{before}got      \"<id>{id[id.IndexOf('"', StringComparison.Ordinal)..]}" : line;

    private Task<int> RunAsync(params string[] files) => RunAsync(options => options, files);

    private Task<int> RunAsync(Func<ScenarioRunOptions, ScenarioRunOptions> change, params string[] files) => ScenarioCommand.RunAsync(
        Paths(files), change(new ScenarioRunOptions { Configuration = ScenarioTexts.Configuration }), _output, CancellationToken.None);

    private Task<int> ValidateAsync(params string[] files) => ScenarioCommand.ValidateAsync(Paths(files), ScenarioTexts.Configuration, _output);

    private string[] Paths(string[] files) => [.. files.Select(file => _folder[file])];
}
