using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>How runs and clocks get along.</summary>
public sealed partial class ScenarioRunTests
{
    [Test]
    public async Task The_customer_answers_as_scripted_and_failed_pushes_are_retried_on_virtual_time()
    {
        var result = await RunAsync(Bound.Replace("steps:", "customer: { fee: [500, { status: 503, delay: 2s }, 200], answer: { status: 200, body: { ok: $A } } }\nsteps:", StringComparison.Ordinal) + """
              - call: { from: $A, to: $X }
              - advance: 1m2s
              - advance: 4m
              - advance: 1h
            """);

        Assert.That(result.Passed, Explain(result));
        var attempts = result.Steps.Select(step => step.Pushes.Where(push => push.EventType == "fee").Select(push => push.Attempts[^1].Status).SingleOrDefault());
        Assert.That(attempts, Is.EqualTo(new int?[] { null, 500, 503, 200, null }));
    }

    [Test]
    public async Task A_call_can_be_left_in_the_middle()
    {
        var result = await RunAsync(Bound + """
              - call: { from: $A, to: $X, ringsFor: 10s, talksFor: 1h, until: answer }
                expect: { events: [callin, callout, alerting, answer], cdr: absent }
                save: { session: sessionId }
              - unbind: { subscriptionId: $id }
              - expectCallback: { eventType: fee, sessionId: $session, within: 2h }
                expect: { "feeLst[0].ulFailReason": 0, "feeLst[0].callerNum": $A }
            """);

        Assert.That(result.Passed, Explain(result));
    }

    [TestCase("200", 0)]
    [TestCase("{ delay: 3s }", 3)]
    public async Task An_SMS_takes_the_time_that_the_customer_takes_and_no_more(string answer, int seconds)
    {
        var result = await RunAsync($$"""
            name: t
            application: { mode: X, numbers: [ { number: "+8617000000999", areaCode: "010" } ] }
            parties: { A: any, X: "+8617000000999" }
            customer: { smsBlock: {{answer}} }
            steps:
              - sms: { from: $A, to: $X, text: 1 }
                expect: { sendResult: 5, forwardedTo: absent }
                save: { sms: smsIdentifier }
              - expectCallback: { eventType: smsNotify, match: { smsEvent.smsIdentifier: $sms } }
            """);

        Assert.That(result.Passed, Explain(result));
        var pushes = result.Steps[0].Pushes;
        Assert.That(pushes.Select(push => push.EventType), Is.EqualTo(new[] { "smsBlock", "smsNotify" }));
        Assert.That(pushes[1].Attempts[0].At, Is.EqualTo(TestEmulator.Start.AddSeconds(seconds)));
    }

    [Test]
    public async Task On_a_running_clock_time_is_waited_for()
    {
        var result = await RunAsync(
            Bound + """
              - call: { from: $A, to: $X, talksFor: 1h }
                expect: { events: [callin, callout, alerting, answer, disconnect], cdr: { ulFailReason: 0 } }
              - wait: 1h
              - call: { from: $A, to: $X, talksFor: 1h, until: answer }
                save: { call: sessionId }
              - expectCallback: { eventType: fee, sessionId: $call, within: 90d }
              - sms: { from: $A, to: $X, text: hello }
                expect: { forwardedTo: $B }
              - number: { number: $X, status: suspended }
              - expectCallback: { eventType: numStatus }
            """,
            new ClockOptions { Mode = ClockMode.Scaled, Factor = 100_000, Start = TestEmulator.Start });

        Assert.That(result.Passed, Explain(result));
    }

    [TestCase(ClockMode.Manual)]
    [TestCase(ClockMode.Scaled)]
    [Rule("contract.md §3", "What a call was placed with interactive: true waits for is done by steps: answer, reject, hangup, keys.")]
    public async Task An_interactive_call_waits_for_the_hands_of_its_steps_on_any_clock(ClockMode mode)
    {
        var result = await RunAsync(
            """
            name: t
            app: axe-demo
            parties: { A: any, B: any }
            steps:
              - bind: { bindNum: $A, areaCode: "0755" }
                save: { X: virtualNum, E: extendNum }
              - call: { from: $B, to: $X, interactive: true }
                expect: { events: [callin] }
                save: { first: sessionId }
              - call: { from: $B, to: $X, keys: [ $E ], interactive: true }
                expect: { events: [callin, collectInfo, callout, alerting] }
              - answer:
                expect: { events: [callin, collectInfo, callout, alerting, answer] }
                save: { state: state }
              - keys: { sessionId: $first, keys: $E }
                expect: { events: [callin, collectInfo, callout, alerting] }
              - reject: { sessionId: $first }
                expect: { events: [callin, collectInfo, callout, alerting, disconnect], cdr: { ulFailReason: 7503 } }
              - hangup: { hangsUp: callee }
                expect: { cdr: { ulFailReason: 0 } }
              - hangup: { sessionId: $first }
            """,
            new ClockOptions { Mode = mode, Factor = 1, Start = TestEmulator.Start });

        Assert.That(result.Steps.Select(step => step.Passed), Is.EqualTo(new[] { true, true, true, true, true, true, true, false }), Explain(result));
        Assert.That(result.Steps[^1].Problem, Does.EndWith(" is ended: hangup is not possible."));
    }

    [Test]
    public async Task Within_a_time_the_clock_moves_no_further_than_the_push_needs()
    {
        var result = await RunAsync("""
            name: t
            app: axb-demo
            parties: { A: any, B: any }
            steps:
              - bind: { callerNum: $A, calleeNum: $B, areaCode: "0755" }
                save: { X: relationNum }
              - call: { from: $A, to: $X, ringsFor: 20s, talksFor: 5m, until: alerting }
              - expectCallback: { eventType: answer, within: 10m }
              - expectCallback: { eventType: disconnect, count: 0, within: 4m59s }
              - expectCallback: { eventType: disconnect, within: 1s }
                expect: { statusInfo.timestamp: "2026-03-01 04:05:20" }
            """);

        Assert.That(result.Passed, Explain(result));
    }

    [Test]
    public async Task A_customer_who_takes_his_time_has_received_the_events_of_a_call()
    {
        var result = await RunAsync("""
            name: t
            app: axb-demo
            parties: { A: any, B: any }
            customer: { disconnect: { delay: 2s }, fee: { delay: 3s } }
            steps:
              - bind: { callerNum: $A, calleeNum: $B, areaCode: "0755" }
                save: { X: relationNum }
              - call: { from: $A, to: $X }
                expect: { events: [callin, callout, alerting, answer, disconnect] }
                save: { call: sessionId }
              - expectCallback: { eventType: fee, sessionId: $call }
            """);

        Assert.That(result.Passed, Explain(result));
    }

    [Test]
    public async Task What_must_not_come_within_a_time_may_come_right_after_it_on_a_running_clock()
    {
        var result = await RunAsync(
            Bound + """
              - call: { from: $A, to: $X, ringsFor: 80s, until: alerting }
              - expectCallback: { eventType: answer, count: 0, within: 20s }
              - expectCallback: { eventType: answer, within: 10m }
            """,
            new ClockOptions { Mode = ClockMode.Scaled, Factor = 20, Start = TestEmulator.Start });

        Assert.That(result.Passed, Explain(result));
    }
}
