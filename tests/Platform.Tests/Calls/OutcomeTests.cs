using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Calls;

/// <summary>What each outcome of the contract becomes in events and CDR (call-notifications.md §4.4).</summary>
internal sealed class OutcomeTests
{
    /// <summary>Outcome, events between callin and disconnect, stateCode (the cut point too), Q.850, SIP, seconds from callin to the end.</summary>
    private static readonly object[][] Outcomes =
    [
        [Outcome.Answered, "callout alerting answer", 0, 0, 0, 23],
        [Outcome.Busy, "callout", 8102, 17, 486, 0],
        [Outcome.NoAnswer, "callout alerting", 8101, 19, 480, 60],
        [Outcome.Rejected, "callout alerting", 7503, 21, 603, 3],
        [Outcome.DoNotDisturb, "callout", 7504, 21, 403, 0],
        [Outcome.PoweredOff, "callout", 8104, 20, 480, 0],
        [Outcome.Unreachable, "callout", 8103, 20, 480, 0],
        [Outcome.OutOfService, "callout", 8105, 27, 480, 0],
        [Outcome.Unallocated, "callout", 8100, 1, 404, 0],
        [Outcome.PlatformTimeout, "callout alerting", 8035, 102, 408, 90],
        [Outcome.AbandonedBeforeForwarding, "", 7516, 0, 0, 0],
        [Outcome.AbandonedBeforeRinging, "callout", 7501, 16, 487, 0],
        [Outcome.AbandonedWhileRinging, "callout alerting", 7502, 16, 487, 3],
    ];

    [TestCaseSource(nameof(Outcomes))]
    [Rule("call-notifications.md §4.4", "Each outcome has its events, stateCode, cut point, Q.850 and SIP.", Inferred = true)]
    [Rule("call-notifications.md §3.1", "A CDR holds the times of what happened and no others; failTime stands where nobody answered, beside callEndTime.", Inferred = true)]
    public async Task An_outcome(Outcome outcome, string between, int stateCode, int q850, int sip, int seconds)
    {
        await using var emulator = await CallSample.BoundAsync();

        var call = await emulator.PlayAsync(A, X, new CallPlan { Outcome = outcome });

        var events = between.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var disconnect = emulator.StatusInfo(call, "disconnect");
        var cdr = emulator.Cdr(call);
        Assert.That(emulator.Events(call), Is.EqualTo((string[])["callin", .. events, "disconnect", "fee"]));
        Assert.That((int)disconnect["stateCode"]!, Is.EqualTo(stateCode));
        Assert.That((string)disconnect["stateDesc"]!, Has.Length.InRange(1, 128));
        Assert.That((int)cdr["ulFailReason"]!, Is.EqualTo(stateCode));
        Assert.That((int)cdr["fwdUnaswRsn"]!, Is.EqualTo(q850));
        Assert.That((int)cdr["sipStatusCode"]!, Is.EqualTo(sip));
        Assert.That(call.CallEndTime - call.CallInTime, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        Assert.That(cdr.ContainsKey("fwdStartTime"), Is.EqualTo(events.Contains("callout")));
        Assert.That(cdr.ContainsKey("fwdDstNum"), Is.EqualTo(events.Contains("callout")));
        Assert.That(cdr.ContainsKey("fwdDisplayNum"), Is.EqualTo(events.Contains("callout")));
        Assert.That(cdr.ContainsKey("fwdAlertingTime"), Is.EqualTo(events.Contains("alerting")));
        Assert.That(cdr.ContainsKey("fwdAnswerTime"), Is.EqualTo(events.Contains("answer")));
        Assert.That(cdr.ContainsKey("mptyId"), Is.EqualTo(events.Contains("answer")));
        Assert.That((string?)cdr["failTime"], Is.EqualTo(events.Contains("answer") ? null : (string?)cdr["callEndTime"]));
        Assert.That((string?)disconnect["timestamp"], Is.EqualTo((string?)cdr["callEndTime"]));
        Assert.That(cdr.Select(member => member.Value), Has.None.Null);
    }

    [Test]
    public void The_table_has_every_outcome() =>
        Assert.That(Outcomes.Select(row => (Outcome)row[0]), Is.EquivalentTo(Enum.GetValues<Outcome>()));

    [TestCase(Outcome.Answered, 5, 30, 35)]
    [TestCase(Outcome.NoAnswer, 20, null, 20)]
    [TestCase(Outcome.Rejected, 7, null, 7)]
    [TestCase(Outcome.AbandonedWhileRinging, 9, null, 9)]
    [TestCase(Outcome.PlatformTimeout, 5, null, 90)]
    [TestCase(Outcome.NoAnswer, 120, null, 90)]
    [Rule("contract.md §3", "ringsFor and talksFor replace the default times; platformTimeout is always 90 s after forwarding, and nothing rings longer.")]
    public async Task The_times_of_a_call_can_be_given(Outcome outcome, int ringsFor, int? talksFor, int seconds)
    {
        await using var emulator = await CallSample.BoundAsync();

        var call = await emulator.PlayAsync(A, X, new CallPlan
        {
            Outcome = outcome,
            RingsFor = TimeSpan.FromSeconds(ringsFor),
            TalksFor = talksFor is { } talk ? TimeSpan.FromSeconds(talk) : null,
        });

        Assert.That(call.CallEndTime - call.CallInTime, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        Assert.That(call.Cause!.StateCode == 8035, Is.EqualTo(seconds == 90));
    }

    [Test]
    [Rule("contract.md §2", "A phone of the configuration decides the outcome of a call that names none.", Switch = "phones")]
    public async Task A_configured_phone_decides_unless_the_call_does()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions
        {
            Phones = new Dictionary<string, Outcome> { [B] = Outcome.Busy },
            Applications = [Application],
        });
        await emulator.BindAsync();

        var phone = await emulator.PlayAsync(A, X);
        var back = await emulator.PlayAsync(B, X);
        var named = await emulator.PlayAsync(A, X, new CallPlan { Outcome = Outcome.Answered });

        Assert.That((int[])[phone.Cause!.StateCode, back.Cause!.StateCode, named.Cause!.StateCode], Is.EqualTo((int[])[8102, 0, 0]));
    }

    // Minutes of the binding, seconds of talk, stateCode, seconds talked.
    [TestCase(1, 61, 8010, 60)]
    [TestCase(1, 60, 0, 60)]
    [TestCase(1, 59, 0, 59)]
    [TestCase(0, 7200, 0, 7200)]
    [TestCase(1440, 86_401, 8010, 86_400)]
    [Rule("axb.md §2.1", "maxDuration counts minutes from the answer; then the platform hangs up with 8010.")]
    public async Task The_maximum_duration(int minutes, int talksFor, int stateCode, int talked)
    {
        await using var emulator = await CallSample.BoundAsync(bind: ("maxDuration", minutes));

        var call = await emulator.PlayAsync(A, X, new CallPlan { TalksFor = TimeSpan.FromSeconds(talksFor) });

        Assert.That(call.Cause!.StateCode, Is.EqualTo(stateCode));
        Assert.That(call.Cdr!.UlFailReason, Is.EqualTo(stateCode));
        Assert.That(call.Cdr.FailTime, Is.Null);
        Assert.That(call.CallEndTime - call.FwdAnswerTime, Is.EqualTo(TimeSpan.FromSeconds(talked)));
    }

    [TestCase(A)]
    [TestCase("+8613900000099")]
    [Rule("contract.md §3", "callin and refusals happen at once on a manual clock; callout, the rest and fee wait for the clock.")]
    [Rule("call-notifications.md §2.2", "A call is forwarded and its callee rings without delay: callin, callout and alerting have one time.", Inferred = true)]
    public async Task What_is_due_at_once_happens_at_once(string from)
    {
        await using var emulator = await CallSample.BoundAsync();

        var call = emulator.Place(from, X);
        var atOnce = emulator.Events(call);
        await emulator.AdvanceAsync(TimeSpan.Zero);
        var due = emulator.Events(call);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.That(atOnce, Is.EqualTo(from == A ? (string[])["callin"] : ["callin", "disconnect"]));
        Assert.That(due, Is.EqualTo(from == A ? (string[])["callin", "callout", "alerting"] : ["callin", "disconnect"]));
        Assert.That(emulator.Events(call), Is.EqualTo(from == A ? (string[])["callin", "callout", "alerting"] : ["callin", "disconnect", "fee"]));
    }
}
