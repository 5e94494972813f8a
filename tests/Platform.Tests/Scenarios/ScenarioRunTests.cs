using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>Scenarios against a running emulator.</summary>
public sealed partial class ScenarioRunTests
{
    private const string Bound = """
        name: t
        app: axb-demo
        parties: { A: any, B: any }
        steps:
          - bind: { callerNum: $A, calleeNum: $B, areaCode: "0755" }
            save: { X: relationNum, id: subscriptionId }

        """;

    private static readonly TestCaseData[] Modes =
    [
        new TestCaseData("""
            name: ax
            app: ax-demo
            parties: { A: any, B: any }
            steps:
              - bind: { origNum: $A, privateNum: "+8617000000101" }
                save: { X: privateNum, id: subscriptionId }
              - calleeNumber: { subscriptionId: $id, calleeNum: $B }
              - call: { from: $A, to: $X, talksFor: 1h, until: answer }
                expect: { answer: { called: $B } }
                save: { session: sessionId }
              - stopCall: { sessionid: $session, signal: call_stop }
              - expectCallback: { eventType: fee, sessionId: $session, within: 1s }
                expect: { "feeLst[0].ulFailReason": 8017 }
              - unbind: { subscriptionId: $id }
            """).SetArgDisplayNames("AX"),
        new TestCaseData("""
            name: axe
            app: axe-demo
            parties: { A: any, B: any }
            steps:
              - bind: { bindNum: $A, areaCode: "0755" }
                save: { X: virtualNum, E: extendNum, id: subscriptionId }
              - call: { from: $B, to: $X, keys: [ $E ] }
                expect: { events: [callin, collectInfo, callout, alerting, answer, disconnect], collectInfo: { digitInfo: $E } }
              - call: { from: $B, to: $X, keys: null }
                expect: { callout: absent, disconnect: { stateCode: 8033 } }
            """).SetArgDisplayNames("AXE"),
        new TestCaseData("""
            name: axyb
            app: axyb-demo
            parties: { A: any, B: any }
            steps:
              - bind: { origNum: $A, areaCode: "0755" }
                save: { X: relationNumber, id: subscriptionId }
              - bindY: { subscriptionId: $id, origNum: $B }
                save: { Y: relationNumber }
              - query: { subscriptionId: $id }
              - call: { from: $A, to: $Y }
                expect: { callout: { called: $B }, cdr: { fwdDisplayNum: $X } }
            """).SetArgDisplayNames("AXYB"),
        new TestCaseData("""
            name: x
            app: x-demo
            parties: { A: any, B: any, X: "+8617000000401" }
            customer:
              callin: { body: { operation: connect, connectInfo: { displayCalleeNum: $X, calleeNum: $B } } }
            steps:
              - call: { from: $A, to: $X }
                expect: { callin: { notifyMode: Block }, callout: { called: $B }, cdr: { ulFailReason: 0 } }
            """).SetArgDisplayNames("X"),
    ];

    [Test]
    public async Task A_scenario_stops_at_the_first_step_that_fails()
    {
        var result = await RunAsync(Bound + """
              - query: { subscriptionId: $id }
                expect: { status: 403 }
              - unbind: { subscriptionId: $id }
            """);

        Assert.That(result.Passed, Is.False);
        Assert.That(result.Steps.Select(step => step.Passed), Is.EqualTo(new[] { true, false }));
        Assert.That(result.Steps[^1].Differences, Is.EqualTo(new[] { new Difference("status", "403", "200") }));
    }

    [Test]
    public async Task A_refusal_that_nobody_expects_fails()
    {
        var result = await RunAsync(Bound + "  - unbind: { subscriptionId: unknown }");

        Assert.That(
            result.Steps[^1].Differences,
            Is.EqualTo(new[] { new Difference("status", "200", "403"), new Difference("resultcode", "\"0\"", "\"1012007\"") }));
    }

    [Test]
    public async Task A_value_to_save_that_is_missing_fails()
    {
        var result = await RunAsync(Bound + "  - query: { subscriptionId: $id }\n    save: { x: \"relationNumList[3].callerNum\" }");

        Assert.That(result.Steps[^1].Differences, Is.EqualTo(new[] { new Difference("relationNumList[3].callerNum", "a value", "absent") }));
    }

    [Test]
    public async Task A_refusal_of_the_control_API_is_the_problem_of_its_step()
    {
        var result = await RunAsync("name: t\napp: axb-demo\nsteps:\n  - call: { from: \"+8613800000021\", to: \"+8613800000022\" }");

        Assert.That(result.Steps[^1].Problem, Does.StartWith("the control API answers POST /calls with 404: "));
    }

    [TestCase("  - unbind: { subscriptionId: \"$many\" }")]
    [TestCase("  - query: { subscriptionId: $id }\n    expect: { userData: \"$many\" }")]
    public async Task Names_that_stand_for_too_much_are_the_problem_of_their_step(string step)
    {
        var result = await RunAsync(Bound + step.Replace("$many", string.Concat(Enumerable.Repeat("$id", 30_000)), StringComparison.Ordinal));

        Assert.That(result.Steps, Has.Count.EqualTo(2));
        Assert.That(result.Steps[^1].Problem, Does.Contain("1048576 characters"));
    }

    [Test]
    public async Task A_saved_value_stands_for_itself_in_texts_and_bodies()
    {
        var result = await RunAsync(Bound + """
              - query: { relationNum: $X, callerNum: $A }
                expect: { "relationNumList[0].subscriptionId": $id, "relationNumList[0].callerNum": $A }
              - request: { method: GET, path: "/rest/caas/relationnumber/partners/v1.0?subscriptionId=$id" }
                expect: { app_key: $appKey, totalCount: 1 }
              - modify: { subscriptionId: $id, userData: "$$5 for $id" }
              - query: { subscriptionId: $id }
                save: { data: "relationNumList[0].userData", count: totalCount }
              - query: { subscriptionId: $id }
                expect: { totalCount: $count, "relationNumList[0].userData": $data }
            """);

        Assert.That(result.Passed, Explain(result));
    }

    [Test]
    [Rule("contract.md §4", "$ names in the bodies of the customer are replaced: one that a step saves, in the answers that are left then.", Inferred = true)]
    public async Task The_customer_answers_with_what_steps_have_saved()
    {
        var result = await RunAsync("""
            name: t
            app: ax-demo
            parties: { A: any, B: any, C: any }
            customer:
              smsBlock:
                - { body: { actions: [ { operation: DiscardMessage } ] } }
                - { body: { actions: [ { operation: vNumberRoute, message: { calling: $sender, called: $C } } ] } }
                - 503
            steps:
              - bind: { origNum: $A, areaCode: "021", privateNumType: mobile-virtual }
                save: { X: privateNum, sender: origNum }
              - sms: { from: $A, to: $X, text: 1 }
                expect: { sendResult: 6 }
              - query: { privateNum: $X }
                save: { sender: "privateNumList[0].origNum" }
              - sms: { from: $A, to: $X, text: 2 }
                expect: { sendResult: 0, forwardedTo: $C }
              - sms: { from: $A, to: $X, text: 3 }
                expect: { sendResult: 5 }
            """);

        Assert.That(result.Passed, Explain(result));
    }

    [Test]
    public async Task Expected_pushes_are_counted_once()
    {
        var result = await RunAsync(Bound + """
              - number: { number: $X, status: suspended }
              - number: { number: $X, status: unavailable, cause: "2" }
              - expectCallback: { eventType: numStatus, match: { "numInfo[0].status": "10" } }
                expect: { "numInfo[0].cause": "2" }
                save: { changed: "numInfo[0].number" }
              - expectCallback: { eventType: numStatus }
                expect: { "numInfo[0].status": "9", "numInfo[0].number": $changed }
              - expectCallback: { eventType: numStatus, count: 0, within: 1h }
              - expectCallback: { eventType: numStatus }
            """);

        Assert.That(result.Steps.Select(step => step.Passed), Is.EqualTo(new[] { true, true, true, true, true, true, false }));
        Assert.That(result.Steps[^1].Differences, Is.EqualTo(new[] { new Difference("pushes of numStatus", "1", "0") }));
    }

    [Test]
    [Rule("contract.md §5", "A push that a fault drops is none that a scenario sees; a reset ends faults.")]
    public async Task Faults_strike_until_a_reset()
    {
        var result = await RunAsync(Bound + """
              - fault: { on: push.answer, fault: { kind: drop } }
              - call: { from: $A, to: $X }
                expect: { events: [callin, callout, alerting, disconnect] }
              - expectCallback: { eventType: answer, count: 0, within: 1h }
              - reset:
              - bind: { callerNum: $A, calleeNum: $B, relationNum: $X }
              - call: { from: $A, to: $X }
                expect: { events: [callin, callout, alerting, answer, disconnect] }
            """);

        Assert.That(result.Passed, Explain(result));
    }

    [Test]
    public async Task A_recording_is_that_of_the_last_call_unless_the_step_names_another()
    {
        var result = await RunAsync(Bound + """
              - bind: { callerNum: $A, calleeNum: $B, areaCode: "010", recordFlag: "true", recordHintTone: recordHintTone.wav }
                save: { R: relationNum }
              - call: { from: $A, to: $R, talksFor: 1m }
                save: { first: cdr.recordObjectName, domain: cdr.recordDomain }
              - call: { from: $B, to: $R, talksFor: 10m, until: answer }
              - recording: {}
                as: the call still goes on
                expect: { status: 403, resultcode: "1010002" }
              - recording: { fileName: $first, recordDomain: $domain }
              - advance: 11m
              - recording: {}
                save: { location: location }
              - request: { method: GET, path: $location, sign: false }
              - reset:
              - recording: {}
                expect: { status: 403, resultcode: "1010002", location: absent }
            """);

        Assert.That(result.Passed, Explain(result));
    }

    [Test]
    public async Task A_reset_begins_anew_with_the_same_parties_and_the_same_customer()
    {
        var result = await RunAsync(Bound.Replace("steps:", "customer: { fee: 500 }\nsteps:", StringComparison.Ordinal) + """
              - reset:
              - query: { subscriptionId: $id }
                expect: { status: 403 }
              - bind: { callerNum: $A, calleeNum: $B, relationNum: $X }
              - call: { from: $A, to: $X }
            """);

        Assert.That(result.Passed, Explain(result));
        Assert.That(result.Steps[^1].Pushes[^1].Attempts[^1].Status, Is.EqualTo(500));
    }

    [Test]
    public async Task An_application_of_the_scenario_is_made_and_taken_away()
    {
        await using var emulator = await TestEmulator.StartAsync(ScenarioTexts.Configuration);
        using var http = emulator.CreateClient();
        var scenario = ScenarioTexts.Of("""
            name: t
            application: { name: mine, mode: AXB, recording: false, numbers: [ { areaCode: "010", count: 2 } ] }
            parties: { A: any, B: "+8675528000001" }
            steps:
              - bind: { callerNum: $A, calleeNum: $B, areaCode: "010", recordFlag: "true" }
                expect: { resultcode: "1012012" }
            """);
        List<bool> there = [];

        var result = await new ScenarioRunner(http).RunAsync(scenario, _ => there.Add(emulator.Worlds.Find("mine") is not null), CancellationToken.None);

        Assert.That(result.Passed, Explain(result));
        Assert.That(there, Is.EqualTo(new[] { true }));
        Assert.That(emulator.Worlds.Find("mine"), Is.Null);
    }

    [TestCaseSource(nameof(Modes))]
    public async Task A_scenario_drives_every_mode(string text)
    {
        var result = await RunAsync(text);

        Assert.That(result.Passed, Explain(result));
    }

    [Test]
    public void Made_up_parties_differ_and_are_the_same_in_every_run()
    {
        var scenario = ScenarioTexts.Of("name: t\napp: axb-demo\nparties: { A: any, B: any, C: \"+8613800000021\", D: any }\nsteps: []");

        var numbers = PartyNumbers.MakeUp(scenario, seed: 42).Select(party => party.Value).ToList();

        Assert.That(numbers, Is.Unique);
        Assert.That(numbers, Has.All.Match(@"^\+861\d{10}$"));
        Assert.That(numbers, Is.EqualTo(PartyNumbers.MakeUp(scenario, seed: 42).Select(party => party.Value)));
        Assert.That(numbers, Is.Not.EqualTo(PartyNumbers.MakeUp(scenario, seed: 43).Select(party => party.Value)));
    }

    private static async Task<ScenarioResult> RunAsync(string text, ClockOptions? clock = null)
    {
        await using var emulator = await TestEmulator.StartAsync(ScenarioTexts.Configuration with { Clock = clock ?? new ClockOptions() });
        using var http = emulator.CreateClient();
        return await new ScenarioRunner(http).RunAsync(ScenarioTexts.Of(text), null, CancellationToken.None);
    }

    private static string Explain(ScenarioResult result)
    {
        var output = new StringWriter();
        var printer = new ScenarioPrinter(output, verbose: true, colours: false);
        foreach (var step in result.Steps)
        {
            printer.Step(step);
        }

        printer.End(result);
        return output.ToString();
    }
}
