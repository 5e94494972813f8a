using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Calls;

/// <summary>Calls whose handsets wait for control, and calls that the customer stops.</summary>
internal sealed class InteractiveCallTests
{
    private static readonly CallPlan Interactive = new() { Interactive = true };

    // What the hands do once it rings; events after callin; stateCode, Q.850, SIP.
    private static readonly object[][] Hands =
    [
        ["answer, caller hangs up", "callout alerting answer disconnect", 0, 0, 0],
        ["answer, callee hangs up", "callout alerting answer disconnect", 0, 0, 0],
        ["reject", "callout alerting disconnect", 7503, 21, 603],
        ["callee hangs up", "callout alerting disconnect", 7503, 21, 603],
        ["caller hangs up", "callout alerting disconnect", 7502, 16, 487],
        ["stop", "callout alerting disconnect", 8017, 16, 487],
        ["answer, stop", "callout alerting answer disconnect", 8017, 0, 0],
        ["nothing", "callout alerting disconnect", 8101, 19, 480],
    ];

    [TestCaseSource(nameof(Hands))]
    [Rule("contract.md §3", "A call placed as interactive rings until a hand answers, rejects or hangs up, or the carrier gives up.")]
    [Rule("decision D41", "A call stopped while it rings ends with 8017, Q.850 16, SIP 487 and failTime; one stopped after the answer with 8017, 0, 0.")]
    public async Task A_hand_drives_a_ringing_call(string hands, string events, int stateCode, int q850, int sip)
    {
        await using var emulator = await CallSample.BoundAsync();
        var call = emulator.Place(A, X, Interactive);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(10));
        foreach (var hand in hands.Split(", "))
        {
            Assert.That(Act(emulator, hand, call.SessionId), Is.True);
            await emulator.AdvanceAsync(TimeSpan.FromSeconds(5));
        }

        await emulator.FinishAsync(call);

        var cdr = emulator.Cdr(call);
        Assert.That(emulator.Events(call)[1..^1], Is.EqualTo(events.Split(' ')));
        Assert.That((int)emulator.StatusInfo(call, "disconnect")["stateCode"]!, Is.EqualTo(stateCode));
        Assert.That((int)cdr["ulFailReason"]!, Is.EqualTo(stateCode));
        Assert.That((int)cdr["fwdUnaswRsn"]!, Is.EqualTo(q850));
        Assert.That((int)cdr["sipStatusCode"]!, Is.EqualTo(sip));
        Assert.That(cdr.ContainsKey("failTime"), Is.EqualTo(!events.Contains("answer", StringComparison.Ordinal)));
        Assert.That(Act(emulator, "stop", call.SessionId), Is.False, "an ended call cannot be driven");
    }

    [TestCase("answer", "callin callout alerting answer")]
    [TestCase("reject", "callin callout alerting disconnect")]
    [Rule("contract.md §3", "On a manual clock an interactive call can be taken at once: forwarding and ringing are due already.", Inferred = true)]
    public async Task A_routed_call_rings_when_a_hand_takes_it(string hand, string events)
    {
        await using var emulator = await CallSample.BoundAsync();
        var call = emulator.Place(A, X, Interactive);

        Assert.That(Act(emulator, hand, "nope"), Is.False);
        Assert.That(Act(emulator, hand, call.SessionId), Is.True);
        await emulator.AdvanceAsync(TimeSpan.Zero);

        Assert.That(emulator.Events(call), Is.EqualTo(events.Split(' ')));
    }

    [Test]
    [Rule("contract.md §3", "An interactive call that was answered talks until somebody ends it, or maxDuration does.")]
    public async Task An_interactive_call_talks_until_maxDuration()
    {
        await using var emulator = await CallSample.BoundAsync(bind: ("maxDuration", 1));
        var call = emulator.Place(A, X, Interactive);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));
        emulator.World.Calls.Answer(call.SessionId, AnswerGate.Opened);

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(59));
        Assert.That(emulator.World.Calls.Find(call.SessionId)!.State, Is.EqualTo(CallState.Talking));
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.That(emulator.World.Calls.Find(call.SessionId)!.Cause, Is.EqualTo(EndCause.MaxDuration));
    }

    [Test]
    [Rule("stop-call.md", "A call can be stopped at any time, also before it is forwarded: 8017 without a second leg.", Inferred = true)]
    public async Task A_call_can_be_stopped_before_it_is_forwarded()
    {
        await using var emulator = await CallSample.BoundAsync();
        var call = emulator.Place(A, X);

        Act(emulator, "stop", call.SessionId);
        await emulator.FinishAsync(call);

        Assert.That(emulator.Events(call), Is.EqualTo((string[])["callin", "disconnect", "fee"]));
        Assert.That((int)emulator.Cdr(call)["ulFailReason"]!, Is.EqualTo(8017));
        Assert.That((int)emulator.Cdr(call)["sipStatusCode"]!, Is.Zero);
    }

    [Test]
    [Rule("stop-call.md", "A stopped call leaves its binding untouched.")]
    public async Task A_stop_leaves_the_binding()
    {
        await using var emulator = await CallSample.BoundAsync();
        Act(emulator, "stop", emulator.Place(A, X).SessionId);

        Assert.That((await emulator.PlayAsync(A, X)).Cause, Is.EqualTo(EndCause.Released));
    }

    private static bool Act(TestEmulator emulator, string hand, string sessionId)
    {
        var calls = emulator.World.Calls;
        return hand switch
        {
            "answer" => calls.Answer(sessionId, AnswerGate.Opened),
            "reject" => calls.Reject(sessionId, AnswerGate.Opened),
            "caller hangs up" => calls.HangUp(sessionId, Party.Caller, AnswerGate.Opened),
            "callee hangs up" => calls.HangUp(sessionId, Party.Callee, AnswerGate.Opened),
            "stop" => calls.Stop(sessionId, AnswerGate.Opened),
            _ => true,
        };
    }
}
