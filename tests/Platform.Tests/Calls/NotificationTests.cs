using System.Text.RegularExpressions;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Calls;

/// <summary>The bodies of events and CDRs: keys, their order, JSON types, ids, and the switches on them (call-notifications.md §2, §3).</summary>
internal sealed partial class NotificationTests
{
    private const string Stranger = "+8613900000099";

    /// <summary>callin at 04:00:00, answer 21 s later, 65 s of talk: the times of the documented sample in their distances.</summary>
    private static readonly CallPlan Sample = new() { RingsFor = TimeSpan.FromSeconds(21), TalksFor = TimeSpan.FromSeconds(65) };

    [Test]
    [Rule("call-notifications.md §2.4", "An event's keys are sessionId, timestamp, caller, called, stateCode and stateDesc, subscriptionId, userData, in this order.")]
    [Rule("call-notifications.md §3.3", "The CDR of an answered AXB call has the keys, the order and the JSON types of the documented one.")]
    public async Task An_answered_recorded_call()
    {
        await using var emulator = await CallSample.BoundAsync(
            bind: [("userData", "order-1"), ("recordFlag", "true"), ("recordHintTone", "recordHintTone.wav")]);

        var call = await emulator.PlayAsync(A, X, Sample);

        Golden.Matches("calls/answered-recorded", emulator.Pushed(call.SessionId));
    }

    [Test]
    [Rule("call-notifications.md §2.3", "From callout on, caller and called are the two people.", Inferred = true)]
    public async Task An_answered_call_the_other_way()
    {
        await using var emulator = await CallSample.BoundAsync();

        var call = await emulator.PlayAsync(B, X, Sample);

        Golden.Matches("calls/answered-by-A", emulator.Pushed(call.SessionId));
    }

    [Test]
    public async Task A_call_to_a_busy_callee()
    {
        await using var emulator = await CallSample.BoundAsync();

        var call = await emulator.PlayAsync(A, X, new CallPlan { Outcome = Outcome.Busy });

        Golden.Matches("calls/busy", emulator.Pushed(call.SessionId));
    }

    [Test]
    [Rule("call-notifications.md §8", "A call without a binding has an empty subscriptionId in its CDR and none in its events.", Switch = "switches.unboundSubscriptionId")]
    public async Task A_call_of_a_stranger()
    {
        await using var emulator = await CallSample.BoundAsync();

        var call = await emulator.PlayAsync(Stranger, X);

        Golden.Matches("calls/stranger", emulator.Pushed(call.SessionId));
    }

    [TestCase(UnboundSubscriptionId.Cdr, null, "")]
    [TestCase(UnboundSubscriptionId.Omit, null, null)]
    [TestCase(UnboundSubscriptionId.Both, "", "")]
    [Rule("call-notifications.md §8", "A switch says where the empty subscriptionId of an unbound call stands.", Inferred = true, Switch = "switches.unboundSubscriptionId")]
    public async Task The_empty_subscriptionId_of_an_unbound_call(UnboundSubscriptionId choice, string? inEvents, string? inCdr)
    {
        await using var emulator = await CallSample.BoundAsync(new Switches { UnboundSubscriptionId = choice });

        var call = await emulator.PlayAsync(Stranger, X);

        Assert.That((string?)emulator.StatusInfo(call, "callin")["subscriptionId"], Is.EqualTo(inEvents));
        Assert.That((string?)emulator.StatusInfo(call, "disconnect")["subscriptionId"], Is.EqualTo(inEvents));
        Assert.That((string?)emulator.Cdr(call)["subscriptionId"], Is.EqualTo(inCdr));
    }

    [TestCase(Party.Caller, 1)]
    [TestCase(Party.Callee, 2)]
    [Rule("call-notifications.md §3.1", "areaCode, callRelDirection and callDuration stand in a CDR only when switched on, before userData.", Switch = "switches.cdrAreaCode, switches.cdrCallRelDirection, switches.cdrCallDuration")]
    public async Task The_fields_that_support_enables(Party hangsUp, int callRelDirection)
    {
        var plan = Sample with { HangsUp = hangsUp };
        await using var plain = await CallSample.BoundAsync();
        await using var switched = await CallSample.BoundAsync(
            new Switches { CdrAreaCode = true, CdrCallDuration = true, CdrCallRelDirection = true }, ("userData", "order-1"));

        var without = plain.Cdr(await plain.PlayAsync(A, X, plan)).Select(member => member.Key);
        var with = switched.Cdr(await switched.PlayAsync(A, X, plan));

        Assert.That(without, Has.None.EqualTo("areaCode").And.None.EqualTo("callDuration").And.None.EqualTo("callRelDirection"));
        Assert.That(
            with.Select(member => member.Key).TakeLast(5),
            Is.EqualTo((string[])["hostName", "areaCode", "callRelDirection", "callDuration", "userData"]));
        Assert.That((string?)with["areaCode"], Is.EqualTo("0755"));
        Assert.That((int)with["callRelDirection"]!, Is.EqualTo(callRelDirection));
        Assert.That((int)with["callDuration"]!, Is.EqualTo(65));
    }

    [Test]
    [Rule("call-notifications.md §3.1", "callDuration is callEndTime less fwdAnswerTime, as the CDR shows them.", Switch = "switches.cdrCallDuration")]
    public async Task CallDuration_is_the_difference_of_the_times_that_are_shown()
    {
        await using var emulator = await CallSample.BoundAsync(new Switches { CdrCallDuration = true });

        var cdr = emulator.Cdr(await emulator.PlayAsync(A, X, new CallPlan { RingsFor = TimeSpan.FromMilliseconds(500), TalksFor = TimeSpan.FromMilliseconds(2700) }));

        Assert.That(((string?)cdr["fwdAnswerTime"])![^2..], Is.EqualTo("00"));
        Assert.That(((string?)cdr["callEndTime"])![^2..], Is.EqualTo("03"));
        Assert.That((int)cdr["callDuration"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task CallRelDirection_is_absent_where_the_platform_hung_up()
    {
        await using var emulator = await CallSample.BoundAsync(new Switches { CdrCallRelDirection = true }, ("maxDuration", 1));

        var call = await emulator.PlayAsync(A, X, Sample);

        Assert.That(emulator.Cdr(call).ContainsKey("callRelDirection"), Is.False);
    }

    [Test]
    [Rule("call-notifications.md §2.5", "A sessionId looks like the documented ones, is unique, and is the same in all events and the CDR.", Switch = "switches.sessionIdStyle")]
    public async Task The_session_ids_of_2019()
    {
        await using var emulator = await CallSample.BoundAsync();

        var ids = Enumerable.Range(0, 50).Select(_ => emulator.Place(A, X).SessionId).ToList();

        Assert.That(ids, Has.All.Match("^120[0-2]_[0-9]+_4294967295_20260301040000@callenabler[0-9]+\\.huaweicaas\\.com$"));
        Assert.That(ids, Is.Unique);
    }

    [Test]
    [Rule("call-notifications.md §2.5", "A switch makes session ids of the style captured in 2022.", Switch = "switches.sessionIdStyle")]
    public async Task The_session_ids_of_2022()
    {
        await using var emulator = await CallSample.BoundAsync(new Switches { SessionIdStyle = SessionIdStyle.Year2022 });

        var ids = Enumerable.Range(0, 50).Select(_ => emulator.Place(A, X).SessionId).ToList();

        Assert.That(ids, Has.All.Match("^\\+8617000000001_\\+8613800000021_4_69a3b9c0_[0-9]+_[0-9]+_1_0$"));
        Assert.That(ids, Is.Unique);
    }

    [Test]
    public async Task The_style_of_session_ids_changes_at_run_time()
    {
        await using var emulator = await CallSample.BoundAsync();
        await emulator.Control.PatchAsync("applications/axb", """{ "switches": { "sessionIdStyle": "2022" } }""");

        Assert.That(emulator.Place(A, X).SessionId, Does.StartWith("+8617000000001_"));
    }

    [Test]
    [Rule("call-notifications.md §2.5", "An icid is 32 hexadecimal digits, the NTP seconds of callin and two numbers, and unique.")]
    public async Task An_icid_holds_the_time_of_callin()
    {
        await using var emulator = await CallSample.BoundAsync();

        var calls = Enumerable.Range(0, 50).Select(_ => emulator.Place(A, X)).ToList();

        foreach (var call in calls)
        {
            var match = Icid().Match(call.Icid);
            Assert.That(match.Success, Is.True, call.Icid);
            Assert.That(
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(match.Groups["ntp"].Value, null) - 2_208_988_800), Is.EqualTo(TestEmulator.Start));
        }

        Assert.That(calls.Select(call => call.Icid), Is.Unique);
    }

    [Test]
    public async Task The_same_seed_gives_the_same_bodies()
    {
        var runs = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await using var emulator = await CallSample.BoundAsync(bind: [("recordFlag", true), ("recordHintTone", "recordHintTone.wav")]);
            var call = await emulator.PlayAsync(A, X, Sample);
            runs.Add(string.Join('\n', emulator.Pushed(call.SessionId).Select(body => body.ToJsonString())));
        }

        Assert.That(runs[1], Is.EqualTo(runs[0]));
    }

    [TestCase(2, 0)]
    [TestCase(3, 1)]
    [Rule("recording.md §5", "A call of less than 3 seconds leaves no recording.")]
    public async Task A_short_call_leaves_no_recording(int talk, int recordFlag)
    {
        await using var emulator = await CallSample.BoundAsync(bind: [("recordFlag", true), ("recordHintTone", "recordHintTone.wav")]);

        var call = await emulator.PlayAsync(A, X, new CallPlan { TalksFor = TimeSpan.FromSeconds(talk) });

        var cdr = emulator.Cdr(call);
        Assert.That((int)cdr["recordFlag"]!, Is.EqualTo(recordFlag));
        foreach (var name in (string[])["recordStartTime", "recordDomain", "recordBucketName", "recordObjectName"])
        {
            Assert.That(cdr.ContainsKey(name), Is.EqualTo(recordFlag == 1), name);
        }

        Assert.That((string?)cdr["recordObjectName"], recordFlag == 1 ? Does.Match("^260301040003[0-9]{11}\\.wav$") : Is.Null);
    }

    [GeneratedRegex("^[0-9a-f]{32}\\.(?<ntp>[0-9]+)\\.[0-9]+\\.[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex Icid();
}
