using CsCheck;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

public sealed class FaultyScenarioTests
{
    private const string NumberAllowed =
        "a mobile number as \"+86\" and 11 digits, or a landline as \"+86\", city code without 0 and number, or \"+86\" and a 400 or 95 number, or a $name";

    private const string KeysAllowed = "up to 32 of the keys 0 to 9, * and #, or a $name";

    private const string DurationAllowed = "a duration of at most 36500d, such as 250ms, 5s, 2m, 1h30m or 90d";

    private static readonly ScenarioLoader Loader = new(new Dictionary<string, Mode>
    {
        ["axb-demo"] = Mode.Axb,
        ["ax-demo"] = Mode.Ax,
        ["x-demo"] = Mode.X,
    });

    /// <summary>Whole files, and every line about them; one that ends in … is only the beginning.</summary>
    private static readonly TestCaseData[] Files =
    [
        Case("an empty file", "", "s.yaml:1:1: a value is missing; allowed: a map"),
        Case("a list", "- a", "s.yaml:1:1: a list is not allowed; allowed: a map"),
        Case(
            "no application",
            "name: t\nsteps: []",
            "s.yaml:1:1: the application is missing; allowed: app, the name of a configured one, or application, one of the scenario's own"),
        Case(
            "an unknown application, and more in the same file",
            "name: a b\napp: axb-dem\nsteps: []",
            "s.yaml:1:7: name: 'a b' is not allowed; allowed: 1 to 64 letters, digits, _ or -",
            "s.yaml:2:6: app: there is no application 'axb-dem'; did you mean 'axb-demo'? allowed: axb-demo, ax-demo, x-demo"),
        Case(
            "two applications",
            "name: t\napp: axb-demo\napplication: { mode: AX }\nsteps: []",
            "s.yaml:3:14: application: 'application' stands beside 'app'; allowed: one of them"),
        Case(
            "faulty tags",
            "name: t\ntags: [ok, not ok]\napp: axb-demo\nsteps: []",
            "s.yaml:2:12: tags[1]: 'not ok' is not allowed; allowed: 1 to 64 letters, digits, _ or -"),
        Case(
            "a faulty application",
            "name: t\napplication: { mode: AXC, nubers: [] }\nsteps: []",
            "s.yaml:2:22: application.mode: 'AXC' is not allowed; allowed: AX, AXB, AXE, AXYB, X",
            "s.yaml:2:27: application: unknown key 'nubers'; did you mean 'numbers'? allowed: mode, name, …"),
        Case(
            "an unknown key",
            "name: t\napp: axb-demo\nstep: []",
            "s.yaml:1:1: steps: a value is missing; allowed: a list",
            "s.yaml:3:1: unknown key 'step'; did you mean 'steps'? allowed: name, description, tags, app, application, parties, when, customer, steps"),
        Case(
            "a key that stands twice",
            "name: t\nname: u\napp: axb-demo\nsteps: []",
            "s.yaml:2:1: key 'name' is here twice; it stands in line 1 already"),
        Case(
            "faulty parties",
            "name: t\napp: axb-demo\nparties: { A: 13800000021, 1B: any }\nsteps: []",
            "s.yaml:3:15: parties.A: '13800000021' is not allowed; allowed: any, a mobile number as \"+86\" and 11 digits, or a landline …",
            "s.yaml:3:28: parties.1B: '1B' is not allowed; allowed: a name of letters, digits and _ that starts with none of the digits and is not appKey"),
        Case(
            "a faulty customer",
            "name: t\napp: x-demo\nparties: { A: any }\ncustomer: { callin: { status: 99, body: { x: $B } }, fees: 500, fee: [500, abc] }\nsteps: []",
            "s.yaml:4:31: customer.callin.status: '99' is not allowed; allowed: a whole number from 100 to 599",
            "s.yaml:4:46: customer.callin.body: nothing is called '$B' yet; allowed: $appKey, $A",
            "s.yaml:4:54: customer.fees: 'fees' is not allowed; allowed: callin, collectInfo, …",
            "s.yaml:4:76: customer.fee[1]: 'abc' is not allowed; allowed: a status such as 500, {status, delay, body}, or a list of these"),
        Case(
            "a step that the mode does not have",
            "name: t\napp: x-demo\nsteps:\n  - stopCall: { sessionid: s }\n  - bind: {}",
            "s.yaml:5:5: steps[1]: mode X has no 'bind'; allowed: stopCall, request, call, answer, reject, hangup, sms, recording, advance, wait, number, fault, …"),
        Case(
            "a trigger that its mode does not have",
            "name: t\napp: x-demo\nwhen: { bound: {} }\nsteps: []",
            "s.yaml:3:16: when.bound: 'bound' never happens in mode X; allowed: answered, ended, sms"),
        Case(
            "userData where nothing is bound",
            "name: t\napp: x-demo\nwhen: { userData: x }\nsteps: []",
            "s.yaml:3:19: when.userData: 'bound' never happens in mode X; allowed: answered, ended, sms"),
        Case(
            "a reset that would end its own run",
            "name: t\napp: axb-demo\nwhen: { bound: { userData: { matches: \"^x$\" } } }\nsteps:\n  - reset:",
            "s.yaml:5:5: steps[0]: a reset ends the runs of the application, this one too; allowed only without 'when'"),
        Case(
            "fields and names that a trigger does not bring",
            "name: t\napp: axb-demo\nparties: { A: any }\nwhen: { bound: { aeraCode: \"0755\", callerNum: $B } }\nsteps:\n  - call: { from: $callerNm, to: $relationNum }\n  - call: { from: $A, to: $relationNum }",
            "s.yaml:4:18: when.bound.aeraCode: 'bound' has no 'aeraCode'; did you mean 'areaCode'? allowed: subscriptionId, relationNum, …",
            "s.yaml:4:47: when: nothing is called '$B' yet; allowed: $appKey, $A",
            "s.yaml:6:19: steps[0].call: nothing is called '$callerNm' yet; did you mean '$callerNum'? allowed: $appKey, $A, $subscriptionId, …"),
        Case(
            "a tab in the indentation",
            "name: t\napp: axb-demo\nsteps:\n  - call:\n    \tfrom: $A",
            "s.yaml:5:5: a tab in the indentation; allowed: blanks"),
        Case(
            "a fault on an operation of another mode",
            "name: t\napp: axb-demo\nsteps:\n  - fault: { on: axe.bind, fault: { kind: reset } }",
            "s.yaml:4:18: steps[0].fault.on: mode AXB has no 'axe.bind'; allowed: api, axb.bind, axb.unbind, …"),
        Case(
            "a fault on nothing",
            "name: t\napp: axb-demo\nsteps:\n  - fault: { on: axb.bnd, times: 0, fault: { kind: reset } }",
            "s.yaml:4:18: steps[0].fault.on: unknown 'axb.bnd'; did you mean 'axb.bind'? allowed: api, …",
            "s.yaml:4:34: steps[0].fault.times: '0' is not allowed; allowed: a whole number from 1 to 1000000"),
    ];

    /// <summary>Single steps of an AXB scenario, from line 5 on.</summary>
    private static readonly TestCaseData[] Steps =
    [
        Case("an unknown word", "bnd: { callerNum: $A }", "s.yaml:5:5: steps[0]: unknown key 'bnd'; did you mean 'bind'? allowed: bind, bindY, unbind, …"),
        Case("no word", "as: nothing", "s.yaml:5:5: steps[0]: the step does nothing; allowed: bind, bindY, …"),
        Case("no map", "bind", "s.yaml:5:5: steps[0]: 'bind' is not allowed; allowed: a map"),
        Case("two words", "bind: {}\n    query: {}", "s.yaml:6:5: steps[0]: 'query' in the step of 'bind'; allowed: one of them a step"),
        Case("fields that are no map", "bind: [ 1 ]", "s.yaml:5:11: steps[0].bind: a list is not allowed; allowed: a map"),
        Case("a word of AXYB", "bindY: {}", "s.yaml:5:5: steps[0]: mode AXB has no 'bindY'; allowed: bind, unbind, modify, query, stopCall, …"),
        Case("a word of AX", "calleeNumber: {}", "s.yaml:5:5: steps[0]: mode AXB has no 'calleeNumber'; allowed: …"),
        Case(
            "unknown names",
            "bind: { callerNum: $C, calleeNum: \"cost $\", userData: $$ok }",
            "s.yaml:5:24: steps[0].bind: nothing is called '$C' yet; allowed: $appKey, $A, $B, $X",
            "s.yaml:5:39: steps[0].bind: a $ stands without a name; allowed: $name, or $$ for a dollar"),
        Case(
            "a name that a later step saves",
            "query: { subscriptionId: $id }\n  - bind: {}\n    save: { id: subscriptionId }\n  - query: { subscriptionId: $idd }",
            "s.yaml:5:30: steps[0].query: nothing is called '$id' yet; allowed: $appKey, $A, $B, $X",
            "s.yaml:8:30: steps[2].query: nothing is called '$idd' yet; did you mean '$id'? allowed: $appKey, $A, $B, $X, $id"),
        Case(
            "a list in a query string",
            "query: { relationNum: [ $X ] }",
            "s.yaml:5:27: steps[0].query.relationNum: a list is not allowed; allowed: a text, as it goes into the query string"),
        Case(
            "a faulty call",
            "call: { from: $A, to: 123, outcome: bussy, ringsFor: 5, hangsUp: both, talkFor: 1m }",
            $"s.yaml:5:27: steps[0].call.to: '123' is not allowed; allowed: {NumberAllowed}",
            "s.yaml:5:41: steps[0].call.outcome: 'bussy' is not allowed; allowed: answered, busy, noAnswer, …",
            $"s.yaml:5:58: steps[0].call.ringsFor: '5' is not allowed; allowed: {DurationAllowed}",
            "s.yaml:5:70: steps[0].call.hangsUp: 'both' is not allowed; allowed: caller, callee",
            "s.yaml:5:76: steps[0].call: unknown key 'talkFor'; did you mean 'talksFor'? allowed: from, to, keys, outcome, ringsFor, talksFor, hangsUp, interactive, until"),
        Case("a call to nobody", "call: { from: $A }", $"s.yaml:5:11: steps[0].call.to: a value is missing; allowed: {NumberAllowed}"),
        Case(
            "faulty keys",
            "call: { from: $A, to: $X, keys: [ 12a ], interactive: yes }\n  - keys: { keys: E }\n  - keys: { keys: $A }",
            $"s.yaml:5:39: steps[0].call.keys[0]: '12a' is not allowed; allowed: {KeysAllowed}",
            "s.yaml:5:59: steps[0].call.interactive: 'yes' is not allowed; allowed: true, false",
            "s.yaml:6:5: steps[1].keys: the call of line 5 goes on by itself; allowed there: interactive: true or until",
            "s.yaml:6:5: steps[1]: mode AXB has no 'keys'; allowed: bind, …",
            $"s.yaml:6:19: steps[1].keys.keys: 'E' is not allowed; allowed: {KeysAllowed}",
            "s.yaml:7:5: steps[2].keys: the call of line 5 goes on by itself; allowed there: interactive: true or until",
            "s.yaml:7:5: steps[2]: mode AXB has no 'keys'; allowed: bind, …"),
        Case(
            "hands without a call",
            "answer:\n  - hangup: { hangsUp: both, sessionId: $A }\n  - call: { from: $A, to: $X, until: answer }\n  - hangup:\n  - reject:\n  - reset:\n  - keys: {}",
            "s.yaml:5:5: steps[0].answer: no call has been placed yet; allowed: sessionId, or a step 'call' before this one",
            "s.yaml:6:24: steps[1].hangup.hangsUp: 'both' is not allowed; allowed: caller, callee",
            "s.yaml:9:5: steps[4].reject: the call of line 7 goes on by itself; allowed there: interactive: true",
            "s.yaml:11:5: steps[6].keys: no call has been placed yet; allowed: sessionId, or a step 'call' before this one",
            "s.yaml:11:5: steps[6]: mode AXB has no 'keys'; allowed: bind, …",
            $"s.yaml:11:11: steps[6].keys.keys: a value is missing; allowed: {KeysAllowed}"),
        Case(
            "a cause of another status",
            "number: { number: $X, status: suspended, cause: 2 }",
            "s.yaml:5:53: steps[0].number.cause: a cause is not allowed; allowed: only with the status unavailable"),
        Case(
            "events that do not exist",
            "call: { from: $A, to: $X }\n    expect: { events: [callin, hangup], disconect: { stateCode: 0 } }",
            "s.yaml:6:32: steps[0].expect.events[1]: 'hangup' is not allowed; allowed: callin, collectInfo, callout, alerting, answer, disconnect",
            "s.yaml:6:41: steps[0].expect: unknown key 'disconect'; did you mean 'disconnect'? allowed: events, callin, collectInfo, callout, …"),
        Case(
            "members that no event and no CDR has",
            "call: { from: $A, to: $X }\n    expect: { disconnect: { statecode: 0 }, cdr: { ulFailReson: absent } }",
            "s.yaml:6:29: steps[0].expect.disconnect.statecode: there is no 'statecode'; did you mean 'stateCode'? allowed: sessionId, timestamp, …",
            "s.yaml:6:52: steps[0].expect.cdr.ulFailReson: there is no 'ulFailReson'; did you mean 'ulFailReason'? allowed: direction, spId, …"),
        Case(
            "faulty matchers",
            "query: { subscriptionId: x }\n    expect: { a: { matches: \"^(\" }, b: { matches: \"(?=x)\" }, c: { length: many }, d: { anyOf: 1 }, e: { not: 1, f: 2 }, g: { atLeast: x } }",
            $"s.yaml:6:29: steps[0].expect.a.matches: '^(' is not allowed: character 3: Not enough )'s; allowed: {Pattern.Allowed}",
            $"s.yaml:6:51: steps[0].expect.b.matches: '(?=x)' is not allowed: it looks around or back; allowed: {Pattern.Allowed}",
            "s.yaml:6:75: steps[0].expect.c.length: 'many' is not allowed; allowed: a whole number from 0 to 1000000",
            "s.yaml:6:95: steps[0].expect.d.anyOf: '1' is not allowed; allowed: a list",
            "s.yaml:6:113: steps[0].expect.e.f: 'f' stands beside a matcher; allowed: matches, anyOf, not, length, contains, atLeast, atMost; a member …",
            "s.yaml:6:135: steps[0].expect.g.atLeast: 'x' is not allowed; allowed: a number, or a $name"),
        Case(
            "what a matcher stands for is checked too",
            "call: { from: $A, to: $X }\n    expect: { events: { contains: hangup }, disconnect: { anyOf: [ { statecode: 0 }, absent ] }, cdr: { not: { a: 1 } } }",
            "s.yaml:6:35: steps[0].expect.events.contains: 'hangup' is not allowed; allowed: callin, collectInfo, callout, alerting, answer, disconnect",
            "s.yaml:6:70: steps[0].expect.disconnect.anyOf[0].statecode: there is no 'statecode'; did you mean 'stateCode'? allowed: sessionId, timestamp, …",
            "s.yaml:6:112: steps[0].expect.cdr.not.a: there is no 'a'; allowed: direction, spId, …"),
        Case(
            "a pattern has no names, all else has",
            "expectCallback: { eventType: fee, match: { a: { matches: \"^$A$\" }, b: { not: $C } } }\n    expect: { \"x[\": 1, c: { d: { \"e..f\": absent } } }",
            "s.yaml:5:82: steps[0].expectCallback: nothing is called '$C' yet; allowed: $appKey, $A, $B, $X",
            $"s.yaml:6:15: steps[0].expect.x[: 'x[' is not allowed; allowed: {MemberPath.Allowed}",
            $"s.yaml:6:34: steps[0].expect.c.d.e..f: 'e..f' is not allowed; allowed: {MemberPath.Allowed}"),
        Case(
            "paths into what a call reports",
            "call: { from: $A, to: $X }\n    expect: { disconnect.stateCode: 0, \"events[0]\": callin, \"events[1]\": call, cdr.ulFailReson: 0, disconect.stateCode: 0 }",
            "s.yaml:6:74: steps[0].expect.events[1]: 'call' is not allowed; allowed: callin, …",
            "s.yaml:6:97: steps[0].expect.cdr.ulFailReson: there is no 'ulFailReson'; did you mean 'ulFailReason'? allowed: direction, …",
            "s.yaml:6:100: steps[0].expect: unknown key 'disconect.stateCode'; …"),
        Case(
            "what a call does not report cannot be saved",
            "call: { from: $A, to: $X }\n    save: { c: sesionId, d: cdr.direction, e: \"events[0]\", f: state }",
            "s.yaml:6:16: steps[0].save: 'call' reports no 'sesionId'; did you mean 'sessionId'? allowed: events, callin, …"),
        Case(
            "a step that was misspelt saves its names all the same",
            "bnd: { callerNum: $A }\n    save: { id: subscriptionId }\n  - unbind: { subscriptionId: $id }",
            "s.yaml:5:5: steps[0]: unknown key 'bnd'; did you mean 'bind'? allowed: bind, …"),
        Case(
            "a status in quotes, and nothing to save",
            "query: {}\n    expect: { status: \"200\" }\n  - expectCallback: { eventType: fee, count: 0 }\n    save: { x: feeLst }",
            "s.yaml:6:23: steps[0].expect.status: a status is a number; allowed: one without quotes",
            "s.yaml:8:5: steps[1]: 'expectCallback' has nothing to save with a count of 0; allowed: as, expect"),
        Case(
            "a request that leaves the emulator, and no header",
            "request: { method: GET, path: \"http://example.com/x\", headers: { \"a b\": c } }\n  - request: { method: GET, path: //example.com }",
            "s.yaml:5:35: steps[0].request.path: 'http://example.com/x' is not allowed; allowed: a path that begins with one /, or a $name",
            "s.yaml:5:70: steps[0].request.headers.a b: 'a b' is not allowed; allowed: the name of a header, …",
            "s.yaml:6:35: steps[1].request.path: '//example.com' is not allowed; allowed: a path that begins with one /, or a $name"),
        Case("an empty SMS", "sms: { from: $A, to: $X, text: \"\" }", "s.yaml:5:36: steps[0].sms.text: '' is not allowed; allowed: a text of 1 to 2000 characters, or a $name"),
        Case(
            "a faulty SMS",
            "sms: { from: 10690000, to: $X, txt: hi }\n    expect: { sendresult: 0 }",
            "s.yaml:5:10: steps[0].sms.text: a value is missing; allowed: a text of 1 to 2000 characters, or a $name",
            "s.yaml:5:18: steps[0].sms.from: '10690000' is not allowed; allowed: a number with +86, such as +8613800000001, or an SMS channel, …",
            "s.yaml:5:36: steps[0].sms: unknown key 'txt'; did you mean 'text'? allowed: from, to, text",
            "s.yaml:6:15: steps[0].expect: unknown key 'sendresult'; did you mean 'sendResult'? allowed: smsIdentifier, sendResult, …"),
        Case(
            "a faulty recording",
            "recording: { file: a.wav }",
            "s.yaml:5:18: steps[0].recording: unknown key 'file'; did you mean 'fileName'? allowed: fileName, recordDomain"),
        Case("no duration", "advance: soon", $"s.yaml:5:14: steps[0].advance: 'soon' is not allowed; allowed: {DurationAllowed}"),
        Case("a map as a duration", "wait: { by: 1h }", $"s.yaml:5:11: steps[0].wait: a map is not allowed; allowed: {DurationAllowed}"),
        Case("nothing to save", "advance: 1h\n    save: { now: now }", "s.yaml:6:5: steps[0]: 'advance' has nothing to save; allowed: as, expect"),
        Case("no status", "number: { number: $X, status: gone }", "s.yaml:5:35: steps[0].number.status: 'gone' is not allowed; allowed: normal, suspended, …"),
        Case("a reset of something", "reset: { all: true }", "s.yaml:5:12: steps[0].reset: a value is not allowed; allowed: nothing"),
        Case(
            "a faulty expectCallback",
            "expectCallback: { eventType: fees, count: -1, within: x }",
            "s.yaml:5:34: steps[0].expectCallback.eventType: 'fees' is not allowed; allowed: callin, …",
            "s.yaml:5:47: steps[0].expectCallback.count: '-1' is not allowed; allowed: a whole number from 0 to 10000",
            $"s.yaml:5:59: steps[0].expectCallback.within: 'x' is not allowed; allowed: {DurationAllowed}"),
        Case(
            "a faulty request",
            "request: { method: get, path: /x, sign: perhaps }",
            "s.yaml:5:24: steps[0].request.method: 'get' is not allowed; allowed: GET, POST, PUT, DELETE, PATCH, HEAD, OPTIONS",
            "s.yaml:5:45: steps[0].request.sign: 'perhaps' is not allowed; allowed: true, false"),
        Case(
            "faulty paths and names",
            "query: { relationNum: $X }\n    expect: { status: ok, \"list[x]\": 1 }\n    save: { \"a-b\": subscriptionId, c: \"a..b\" }",
            "s.yaml:6:23: steps[0].expect.status: 'ok' is not allowed; allowed: a status such as 200 or 403",
            $"s.yaml:6:27: steps[0].expect.list[x]: 'list[x]' is not allowed; allowed: {MemberPath.Allowed}",
            "s.yaml:7:13: steps[0].save.a-b: 'a-b' is not allowed; allowed: a name of letters, …",
            $"s.yaml:7:39: steps[0].save.c: 'a..b' is not allowed; allowed: {MemberPath.Allowed}"),
    ];

    [TestCaseSource(nameof(Files))]
    public void A_faulty_file_is_refused_with_every_place_and_remedy(string text, string[] problems) => Check(text, problems);

    [TestCaseSource(nameof(Steps))]
    public void A_faulty_step_is_refused_with_every_place_and_remedy(string step, string[] problems) =>
        Check($"name: t\napp: axb-demo\nparties: {{ A: any, B: any, X: \"+8617000000001\" }}\nsteps:\n  - {step}", problems);

    [Test]
    public void A_reactive_scenario_takes_its_names_from_the_event()
    {
        const string Text = "name: t\napp: axb-demo\nwhen: { bound: {} }\nsteps:\n  - call: { from: $callerNum, to: $relationNum }";

        var loaded = Loader.Load(YamlParser.Parse(Text), "s.yaml");

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Scenario!.When, Is.Not.Null);
    }

    [Test]
    public void Any_text_is_a_scenario_or_has_problems() => Gen.OneOf(Gen.String, ScenarioTexts.Mutated).Sample(
        text =>
        {
            var loaded = Loader.Load(YamlParser.Parse(text, "s.yaml"), "s.yaml");
            return (loaded.Scenario is not null) != (loaded.Problems.Count > 0);
        },
        iter: 1000);

    private static void Check(string text, string[] expected)
    {
        var problems = Loader.Load(YamlParser.Parse(text, "s.yaml"), "s.yaml").Problems.Select(problem => problem.ToString()).ToList();
        var cut = problems.Zip(expected, (problem, wanted) => wanted.EndsWith('…') && problem.StartsWith(wanted[..^1], StringComparison.Ordinal) ? wanted : problem);

        Assert.That(cut.Concat(problems.Skip(expected.Length)), Is.EqualTo(expected));
    }

    private static TestCaseData Case(string name, string text, params string[] problems) => new TestCaseData(text, problems).SetArgDisplayNames(name);
}
