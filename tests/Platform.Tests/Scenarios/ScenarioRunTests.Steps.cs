using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>What single steps send and expect, and what they leave behind.</summary>
public sealed partial class ScenarioRunTests
{
    [Test]
    public async Task A_header_of_a_request_takes_the_place_of_the_one_that_would_be_sent_whatever_it_belongs_to()
    {
        var result = await RunAsync(Bound + """
              - request: { method: POST, path: /rest/caas/relationnumber/partners/v1.0, body: { callerNum: $A, calleeNum: $B, areaCode: "010" }, headers: { content-type: text/plain } }
                expect: { status: 200 }
              - request: { method: GET, path: "/rest/caas/relationnumber/partners/v1.0?subscriptionId=$id", headers: { X-AKSK: none, Content-Type: text/plain, Expires: never } }
                expect: { status: 400, resultcode: "1023038" }
            """);

        Assert.That(result.Passed, Is.True, Explain(result));
    }

    [TestCase("call: { from: $A, to: $X, outcome: busy, until: answer }", "until: expected answer, got absent")]
    [TestCase("call: { from: $A, to: $X, until: collectInfo }", "until: expected collectInfo, got absent")]
    [TestCase("expectCallback: { eventType: callin }", "pushes of callin: expected 1, got 2")]
    [TestCase("expectCallback: { eventType: callin, count: 0 }", "pushes of callin: expected 0, got 2")]
    [TestCase("query: { relationNum: $X }\n    expect: { resultcode: { not: 0 } }", "resultcode: expected not \"0\", got \"0\"")]
    [TestCase("query: { relationNum: $X }\n    expect: { resultdesc: { contains: { matches: \"^x\" } } }", "resultdesc: expected contains {\"matches\":\"^x\"}, got \"Success\"")]
    public async Task What_did_not_come_as_expected_fails(string step, string difference)
    {
        var result = await RunAsync(Bound + "  - call: { from: $A, to: $X }\n  - call: { from: $A, to: $X }\n  - " + step);

        Assert.That(result.Steps[^1].Differences.Select(d => $"{d.Path}: expected {d.Expected}, got {d.Got}"), Is.EqualTo(new[] { difference }), Explain(result));
        Assert.That(result.Steps, Has.Count.EqualTo(4));
    }

    [TestCase("query: { relationNum: $X }\n    expect: { resultcode: { anyOf: [0, 1012007] } }")]
    [TestCase("call: { from: $A, to: $X, ringsFor: 20s, talksFor: 20m, until: disconnect }\n    expect: { disconnect: { stateCode: 0 } }")]
    [TestCase("call: { from: $A, to: $X, interactive: True }\n  - answer:")]
    [TestCase("request: { method: GET, path: /_emulator/info, sign: False }")]
    [TestCase("advance: 5s\n    expect: { mode: manual, app: axb-demo }")]
    [TestCase("number: { number: $X, status: frozen }\n    expect: { status: frozen }")]
    [TestCase("fault: { on: axb.bind, times: 2, fault: { kind: status, status: 503 } }\n    expect: { times: 2 }")]
    [TestCase("fault: { on: axb.bind, fault: { kind: status, status: 503 } }\n  - request: { method: DELETE, path: /_emulator/faults, sign: false }\n    expect: { status: 204 }")]
    public async Task What_came_as_expected_passes(string step)
    {
        var result = await RunAsync(Bound + "  - " + step);

        Assert.That(result.Passed, Explain(result));
    }

    [Test]
    public async Task A_dollar_in_an_application_is_a_dollar()
    {
        var result = await RunAsync("name: t\napplication: { mode: AXB, appSecret: a$b, numbers: [ { areaCode: \"010\", count: 1 } ] }\nsteps:\n  - request: { method: GET, path: \"/_emulator/applications/$appKey\", sign: false }\n    expect: { appSecret: a$$b }");

        Assert.That(result.Passed, Explain(result));
    }

    [Test]
    public async Task A_header_of_the_body_takes_the_place_of_the_one_that_would_be_sent()
    {
        var result = await RunAsync("""
            name: t
            app: axb-demo
            steps:
              - request: { method: POST, path: /rest/caas/relationnumber/partners/v1.0, headers: { Content-Type: text/plain, X-Own: 1 }, body: "{}" }
                expect: { status: 403, resultcode: "1010002" }
              - request: { method: GET, path: /_emulator/info, headers: { Content-Type: text/plain }, sign: false }
            """);

        Assert.That(result.Passed, Explain(result));
    }

    [Test]
    public async Task A_saved_address_leads_nowhere_but_to_the_emulator()
    {
        var result = await RunAsync("""
            name: t
            app: axb-demo
            parties: { A: any, B: any }
            steps:
              - bind: { callerNum: $A, calleeNum: $B, areaCode: "0755", userData: "http://127.0.0.1:9/x" }
                save: { id: subscriptionId }
              - query: { subscriptionId: $id }
                save: { away: "relationNumList[0].userData" }
              - request: { method: GET, path: $away }
            """);

        Assert.That(result.Steps[^1].Problem, Does.StartWith("'http://127.0.0.1:9/x' is no path of the emulator at "));
    }

    [Test]
    public async Task A_run_finds_an_application_without_the_script_and_the_faults_of_the_one_before()
    {
        await using var emulator = await TestEmulator.StartAsync(ScenarioTexts.Configuration with { Clock = new ClockOptions { Mode = ClockMode.Manual } });
        using var http = emulator.CreateClient();
        var first = ScenarioTexts.Of("""
            name: first
            app: axb-demo
            customer: { callin: 500 }
            steps:
              - fault: { on: axb.bind, fault: { kind: resultCode, code: "1010001" } }
            """);
        var second = ScenarioTexts.Of("""
            name: second
            app: axb-demo
            parties: { A: any, B: any }
            steps:
              - bind: { callerNum: $A, calleeNum: $B, relationNum: "+8617000000001" }
              - call: { from: $A, to: "+8617000000001", talksFor: 1s }
                save: { call: sessionId }
              - request: { method: GET, path: /_emulator/callbacks, query: { sessionId: $call, eventType: callin }, sign: false }
                expect: { "items[0].state": delivered }
              - unbind: { relationNum: "+8617000000001" }
            """);

        foreach (var scenario in new[] { first, second, second })
        {
            var result = await new ScenarioRunner(http).RunAsync(scenario, null, CancellationToken.None);
            Assert.That(result.Passed, Explain(result));
        }
    }

    [Test]
    public async Task Pushes_of_earlier_runs_do_not_count()
    {
        await using var emulator = await TestEmulator.StartAsync(ScenarioTexts.Configuration with { Clock = new ClockOptions { Mode = ClockMode.Manual } });
        using var http = emulator.CreateClient();
        var sending = ScenarioTexts.Of("name: sends\napp: axb-demo\nsteps:\n  - sms: { from: \"+8613800000021\", to: \"+8617000000001\", text: 1 }\n  - expectCallback: { eventType: smsNotify }");
        var waiting = ScenarioTexts.Of("name: waits\napp: axb-demo\nsteps:\n  - expectCallback: { eventType: smsNotify, count: 0 }");

        foreach (var scenario in new[] { sending, sending, waiting })
        {
            var result = await new ScenarioRunner(http).RunAsync(scenario, null, CancellationToken.None);
            Assert.That(result.Passed, Explain(result));
        }
    }
}
