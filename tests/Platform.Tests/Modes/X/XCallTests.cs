using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Routed;

public sealed class XCallTests
{
    private static readonly TimeSpan PastAllRetries = TimeSpan.FromHours(6);

    [TestCase(false)]
    [TestCase(true)]
    [Rule("x-mode.md §2, §3", "callin asks with notifyMode Block and no userData; the other events follow the answer.")]
    [Rule("x-mode.md §6", "The CDR ends with notifyMode Block; subscriptionId is never there.")]
    public async Task The_customers_answer_connects_the_call(bool asArray)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        JsonNode info = asArray ? new JsonArray(XSample.FullConnectInfo) : XSample.FullConnectInfo;
        emulator.Answers(new JsonObject { ["operation"] = "connect", ["connectInfo"] = info }.ToJsonString());

        var call = await emulator.PlayAsync(XSample.A, XSample.X, new CallPlan { TalksFor = TimeSpan.FromSeconds(16), HangsUp = Party.Callee });

        Golden.Matches("x/connect", emulator.Pushed(call.SessionId));
    }

    [Test]
    [Rule("x-mode.md §4.2, §5", "close ends the call with 8017; its userData goes into disconnect and CDR.")]
    [Rule("decision D30", "X mode: direction 1 for 8017.", Inferred = true)]
    public async Task The_customers_answer_closes_the_call()
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers("""{"operation":"close","closeInfo":{"closeHintTone":"closeHintTone.wav","userData":"testuserdate"}}""");

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        Golden.Matches("x/close", emulator.Pushed(call.SessionId));
    }

    [TestCase("""{"operation":"close"}""")]
    [TestCase("""{"operation":"close","closeInfo":null}""")]
    [TestCase("""{"operation":"close","closeInfo":[]}""")]
    [Rule("x-mode.md §4", "close needs no closeInfo; an empty array is as good as none.", Inferred = true)]
    public async Task A_close_without_closeInfo_closes_too(string body)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(body);

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        Assert.That(XSample.Ends(call), Is.EqualTo((8017, 8017, 1)));
    }

    [Test]
    public async Task A_refused_voice_file_leaves_the_userData_in_later_pushes()
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(XSample.Connect(("waitVoice", "unknown.wav"), ("userData", "order-1")));

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        var pushed = emulator.Pushed(call.SessionId);
        Assert.That(
            ((string?)pushed[0]["statusInfo"]!["userData"], (string?)pushed[1]["statusInfo"]!["userData"], (string?)pushed[2]["feeLst"]![0]!["userData"]),
            Is.EqualTo(((string?)null, "order-1", "order-1")));
    }

    [TestCase(Outcome.Busy, 8102)]
    [TestCase(Outcome.NoAnswer, 8101)]
    [TestCase(Outcome.Rejected, 7503)]
    [TestCase(Outcome.DoNotDisturb, 7504)]
    [TestCase(Outcome.PoweredOff, 8104)]
    [TestCase(Outcome.Unreachable, 8103)]
    [TestCase(Outcome.OutOfService, 8105)]
    [TestCase(Outcome.Unallocated, 8100)]
    [TestCase(Outcome.PlatformTimeout, 8035)]
    [TestCase(Outcome.AbandonedBeforeRinging, 7501)]
    [TestCase(Outcome.AbandonedWhileRinging, 7502)]
    [Rule("decision D30", "X mode: direction 1 for every attempted call.", Inferred = true)]
    public async Task A_failed_second_leg_counts_as_attempted(Outcome outcome, int stateCode)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(XSample.Connect());

        var call = await emulator.PlayAsync(XSample.A, XSample.X, new CallPlan { Outcome = outcome });

        Assert.That(XSample.Ends(call), Is.EqualTo((stateCode, stateCode, 1)));
        Assert.That((call.Cdr!.FwdDisplayNum, call.Cdr.FwdDstNum, call.Cdr.SubscriptionId), Is.EqualTo((XSample.X, XSample.B, (string?)null)));
    }

    [TestCase(XSample.OtherX)]
    [TestCase(XSample.A)]
    [Rule("x-mode.md §5", "Any number shown but X is intercepted by the carrier: 7504 / 8059.", Inferred = true)]
    public async Task Showing_another_number_than_X_is_intercepted(string shown)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(XSample.Connect(("displayCalleeNum", shown)));

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        Assert.That(XSample.Ends(call), Is.EqualTo((7504, 8059, 1)));
        Assert.That((call.Cdr!.FwdDisplayNum, call.Cdr.FwdUnaswRsn, call.Cdr.SipStatusCode), Is.EqualTo((shown, 21, 403)));
        Assert.That(emulator.EventTypes(call), Is.EqualTo(new[] { "callin", "callout", "disconnect", "fee" }));
        Assert.That((string?)emulator.Pushed(call.SessionId)[1]["statusInfo"]!["caller"], Is.EqualTo(shown));
    }

    // Whether the application has recording, the answer asks for it, and has a hint tone; cut point and recordFlag.
    [TestCase(true, true, true, 0, 1)]
    [TestCase(true, true, false, 8059, 0)]
    [TestCase(true, false, false, 0, 0)]
    [TestCase(false, true, false, 0, 0)]
    [TestCase(false, true, true, 0, 0)]
    [Rule("x-mode.md §5, §7", "Recorded: application with recording, recordFlag and a hint tone. Without the tone the carrier intercepts; without the application's recording the call is just not recorded.")]
    public async Task Recording_needs_the_application_the_flag_and_the_tone(bool application, bool flag, bool tone, int cutPoint, int recordFlag)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application with { Recording = application });
        emulator.Answers(XSample.Connect(("recordFlag", flag ? "true" : "false"), ("recordHintTone", tone ? "recordHintTone001.wav" : null)));

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        Assert.That((call.Cdr!.UlFailReason, call.Cdr.RecordFlag), Is.EqualTo((cutPoint, recordFlag)));
    }

    [Test]
    [Rule("x-mode.md §4.1", "maxDuration counts minutes from B's answer: 8010.")]
    public async Task The_answers_maxDuration_ends_the_call()
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(XSample.Connect(("maxDuration", 1)));

        var call = await emulator.PlayAsync(XSample.A, XSample.X, new CallPlan { TalksFor = TimeSpan.FromMinutes(2) });

        Assert.That((call.Cause!.StateCode, call.CallEndTime - call.FwdAnswerTime), Is.EqualTo((8010, TimeSpan.FromMinutes(1))));
    }

    [TestCase(0)]
    [TestCase(4)]
    [Rule("x-mode.md §5", "The caller gives up while the customer is asked: 7516, direction 1, and the late answer is ignored.", Inferred = true)]
    public async Task A_caller_who_gives_up_does_not_wait_for_the_answer(int answersAfter)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(XSample.Connect(("userData", "late")), delay: TimeSpan.FromSeconds(answersAfter));

        var call = await emulator.PlayAsync(XSample.A, XSample.X, new CallPlan { Outcome = Outcome.AbandonedBeforeForwarding });
        await emulator.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.That(XSample.Ends(call), Is.EqualTo((7516, 7516, 1)));
        Assert.That(call.Cdr!.UserData, Is.Null);
        Assert.That(emulator.EventTypes(call), Is.EqualTo(new[] { "callin", "disconnect", "fee" }));
        Assert.That(emulator.World.Outbox.Journal.Items.Select(push => push.State), Is.All.EqualTo(PushState.Delivered));
    }

    [TestCase(false, 7516)]
    [TestCase(true, 8017)]
    [Rule("decision D30", "Whoever ends the call while the customer is asked: direction 1.", Inferred = true)]
    public async Task A_call_can_be_ended_while_the_customer_is_asked(bool stopped, int stateCode)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(XSample.Connect(), delay: TimeSpan.FromSeconds(4));
        var call = emulator.Place(XSample.A, XSample.X);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(2));

        var ended = stopped
            ? emulator.World.Calls.Stop(call.SessionId, AnswerGate.Opened)
            : emulator.World.Calls.HangUp(call.SessionId, Party.Caller, AnswerGate.Opened);
        await emulator.FinishAsync(call);

        call = emulator.World.Calls.Find(call.SessionId)!;
        Assert.That(ended, Is.True);
        Assert.That(XSample.Ends(call), Is.EqualTo((stateCode, stateCode, 1)));
        Assert.That(call.CallEndTime - call.CallInTime, Is.EqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    [Rule("x-mode.md §3", "callin is never retried, all other events and the CDR are.", Inferred = true)]
    public async Task Only_callin_is_never_retried()
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        ScriptedAnswer[] fails = [new(500)];
        emulator.Answers(("callin", fails), ("disconnect", fails), ("fee", fails));

        var call = await emulator.PlayAsync(XSample.A, XSample.X);
        await emulator.AdvanceAsync(PastAllRetries);

        Assert.That(Attempts(emulator), Is.EqualTo(new[] { ("callin", 1), ("disconnect", 7), ("fee", 7) }));
        Assert.That(call.Cause!.StateCode, Is.EqualTo(8014));
    }

    [TestCase(XSample.Landline, NumberStatus.Normal, 8023)]
    [TestCase(XSample.A, NumberStatus.Suspended, 8055)]
    [Rule("decision D30", "X mode: direction 2 for what the platform refuses; the customer is not asked.", Inferred = true)]
    [Rule("x-mode.md §8 no. 6", "callin says Block also where the platform refuses by itself: no case of Notify is described.", Inferred = true)]
    public async Task What_the_platform_refuses_is_told_and_not_asked(string from, NumberStatus status, int stateCode)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(XSample.Connect(), status: 500);
        lock (emulator.World.Gate)
        {
            emulator.World.Numbers.Put(new PoolNumber(PhoneNumber.Parse(XSample.X), "0755", status));
        }

        var call = await emulator.PlayAsync(from, XSample.X);
        await emulator.AdvanceAsync(PastAllRetries);

        Assert.That(XSample.Ends(call), Is.EqualTo((stateCode, stateCode, 2)));
        Assert.That((string?)emulator.Pushed(call.SessionId)[0]["statusInfo"]!["notifyMode"], Is.EqualTo("Block"), "the only one that is described");
        Assert.That(Attempts(emulator), Is.EqualTo(new[] { ("callin", 1), ("disconnect", 1), ("fee", 1) }));
    }

    [Test]
    [Rule("x-mode.md §1", "Nothing is bound in X mode.")]
    public async Task X_mode_has_no_bindings()
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(XSample.Connect());

        await emulator.PlayAsync(XSample.A, XSample.X);

        Assert.That(emulator.World.Mode.Bindings(), Is.Empty);
        Assert.That(emulator.World.Mode.Count, Is.Zero);
    }

    private static IEnumerable<(string EventType, int Attempts)> Attempts(TestEmulator emulator) =>
        emulator.World.Outbox.Journal.Items.Select(push => (push.EventType, push.Attempts.Length));
}
