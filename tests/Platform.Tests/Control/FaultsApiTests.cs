using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class FaultsApiTests : ControlTest
{
    // The body, what is wrong with it.
    private static readonly string[][] Faulty =
    [
        ["""{}""", "on: a value is missing"],
        ["""{"on":"axb.bnd","fault":{"kind":"reset"}}""", "on: unknown 'axb.bnd'; did you mean 'axb.bind'?"],
        ["""{"on":"push.calin","fault":{"kind":"drop"}}""", "on: unknown 'push.calin'; did you mean 'push.callin'?"],
        ["""{"on":"api"}""", "fault: a value is missing"],
        ["""{"on":"api","fault":{}}""", "fault.kind: a value is missing"],
        ["""{"on":"api","fault":{"kind":"drop"}}""", "fault.kind: 'drop' is not allowed; allowed: resultCode, status, reset, truncate, malformedJson, emptyReply, delay"],
        ["""{"on":"push.*","fault":{"kind":"reset"}}""", "fault.kind: 'reset' is not allowed; allowed: drop, duplicate, reorder, corruptSignature, delay"],
        ["""{"on":"api","fault":{"kind":"resultCode"}}""", "fault.code: a value is missing"],
        ["""{"on":"api","fault":{"kind":"resultCode","code":"1010011"}}""", "fault.code: unknown '1010011'; did you mean '1010010'?"],
        ["""{"on":"api","fault":{"kind":"resultCode","code":"0"}}""", "fault.code: unknown '0'"],
        ["""{"on":"api","fault":{"kind":"status"}}""", "fault.status: a value is missing"],
        ["""{"on":"api","fault":{"kind":"status","status":100}}""", "fault.status: '100' is not allowed; allowed: a whole number from 200 to 599"],
        ["""{"on":"api","fault":{"kind":"delay","delay":"25h"}}""", "fault.delay: '25h' is not allowed; allowed: a duration of at most 24h"],
        ["""{"on":"push.*","fault":{"kind":"delay","delay":"9000000d"}}""", "fault.delay: '9000000d' is not allowed; allowed: a duration of at most 36500d"],
        ["""{"on":"push.*","fault":{"kind":"reorder","delay":"9000000d"}}""", "fault.delay: '9000000d' is not allowed; allowed: a duration of at most 36500d"],
        ["""{"on":"api","fault":{"kind":"reset","status":500}}""", "fault: unknown key 'status'"],
        ["""{"on":"api","times":0,"fault":{"kind":"reset"}}""", "times: '0' is not allowed"],
        ["""{"on":"api","probability":1.1,"fault":{"kind":"reset"}}""", "probability: '1.1' is not allowed; allowed: a number from 0 to 1"],
    ];

    // The body without what all have, the item.
    private static readonly string[][] Accepted =
    [
        [
            """ "on":"axb.bind","times":1,"nth":2,"probability":0.5,"fault":{"kind":"resultCode","code":"1010001"} """,
            """{"id":"0-1","app":"orders","on":"axb.bind","times":1,"nth":2,"probability":0.5,"fault":{"kind":"resultCode","code":"1010001","status":500},"matched":0,"struck":0}""",
        ],
        [
            """ "on":"push.*","fault":{"kind":"delay","delay":"90d"} """,
            """{"id":"0-1","app":"orders","on":"push.*","fault":{"kind":"delay","delay":"90d"},"matched":0,"struck":0}""",
        ],
        [
            """ "on":"api","fault":{"kind":"status","status":503} """,
            """{"id":"0-1","app":"orders","on":"api","fault":{"kind":"status","status":503},"matched":0,"struck":0}""",
        ],
    ];

    [TestCaseSource(nameof(Accepted))]
    [Rule("contract.md §5", "POST faults answers 201 with the fault and its id; GET lists how often each has struck.")]
    public async Task A_fault_is_shown_as_it_was_asked_for(string body, string item)
    {
        var added = await Control.PostAsync("faults", $$"""{"app":"orders",{{body}}}""");

        Assert.That((added.Status, added.Text), Is.EqualTo((201, item)));
        Assert.That(added.Headers["Location"], Is.EqualTo("/_emulator/faults/0-1"));
        Assert.That((await Control.GetAsync("faults?app=orders")).Text, Is.EqualTo($$"""{"items":[{{item}}]}"""));
        Assert.That((await Control.GetAsync("faults?app=taxi")).Items, Is.Empty);
    }

    [TestCaseSource(nameof(Faulty))]
    public async Task A_faulty_fault_is_refused(string body, string problem)
    {
        var reply = await Control.PostAsync("faults", body);

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Errors, Has.Some.StartsWith(problem), reply.Text);
        Assert.That(reply.Errors, Has.Count.EqualTo(body is "{}" ? 2 : 1));
        Assert.That((await Control.GetAsync("faults")).Items, Is.Empty);
    }

    [Test]
    public async Task Every_operation_and_push_can_be_named()
    {
        foreach (var name in FaultTargets.Names)
        {
            var kind = FaultTargets.IsPush(name) ? "drop" : "reset";
            var reply = await Control.PostAsync("faults", $$"""{"app":"orders","on":"{{name}}","fault":{"kind":"{{kind}}"} }""");
            Assert.That(reply.Status, Is.EqualTo(201), reply.Text);
        }

        Assert.That(FaultTargets.Names, Is.SupersetOf(new[] { "api", "axb.bind", "ax.setCallee", "axe.query", "recording.get", "call.stop", "push.callin", "push.fee", "push.*" }));
    }

    [Test]
    [Rule("contract.md §5", "A fault without app is one of each application, each counting for itself.", Inferred = true)]
    public async Task Without_an_application_each_gets_the_fault()
    {
        var added = await Control.PostAsync("faults", """{"on":"api","times":1,"fault":{"kind":"status","status":503}}""");
        var taxi = Emulator.ApiFor(Emulator.Worlds.Find("taxi")!);
        var statuses = new[] { await taxi.GetAsync("/rest/caas/relationnumber/partners/v1.0"), await taxi.GetAsync("/rest/caas/relationnumber/partners/v1.0") };

        Assert.That((added.Status, added.Items.Count), Is.EqualTo((201, 2)));
        Assert.That(statuses.Select(reply => reply.Status), Is.EqualTo(new[] { 503, 403 }));
        Assert.That((await Control.GetAsync("faults")).Items.Select(item => (int?)item["struck"]), Is.EqualTo(new[] { 0, 1 }));
    }

    [TestCase("faults", 0)]
    [TestCase("faults?app=orders", 1)]
    [TestCase("faults/0-1", 2)]
    [TestCase("faults/1-1", 2)]
    public async Task Faults_are_deleted(string path, int left)
    {
        foreach (var app in new[] { "orders", "orders", "taxi" })
        {
            await Control.PostAsync("faults", $$"""{"app":"{{app}}","on":"api","fault":{"kind":"reset"} }""");
        }

        Assert.That((await Control.DeleteAsync(path)).Status, Is.EqualTo(204));
        Assert.That((await Control.GetAsync("faults")).Items, Has.Count.EqualTo(left));
    }

    [Test]
    public async Task What_does_not_exist_is_not_found()
    {
        Assert.That((await Control.DeleteAsync("faults/0-1")).Status, Is.EqualTo(404));
        Assert.That((await Control.PostAsync("faults", """{"app":"nobody","on":"api","fault":{"kind":"reset"}}""")).Status, Is.EqualTo(404));
    }
}
