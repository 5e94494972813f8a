using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Ax;

public sealed class AxCallTests
{
    private const string ToA = "0/0 0 0 direction 0: callin callout alerting answer disconnect";
    private const string FromA = "0/0 0 0 direction 1: callin callout alerting answer disconnect";
    private const string Landline = "+8675512345678";
    private const string Service = "+864001234567";

    /// <summary>The binding's members, who dials X, how it ends.</summary>
    public static IEnumerable<TestCaseData> Endings() =>
    [
        Case("""{}""", AxEmulator.B, ToA),
        Case("""{}""", Service, ToA),
        Case("""{"callDirection":2}""", AxEmulator.B, ToA),
        Case("""{"callDirection":1}""", AxEmulator.B, "8016/8016 0 0 direction 0: callin disconnect"),
        Case("""{"callDirection":1,"calleeNumDisplay":"1","turnFlag":"off"}""", AxEmulator.B, "8016/8016 0 0 direction 0: callin disconnect"),
        Case("""{"calleeNumDisplay":"0"}""", AxEmulator.B, ToA),
        Case("""{"calleeNumDisplay":"1"}""", AxEmulator.B, "8024/8024 0 0 direction 2: callin disconnect"),
        Case("""{"turnFlag":"off"}""", AxEmulator.B, "8104/8104 20 480 direction 0: callin callout disconnect"),
        Case("""{"recordFlag":true,"recordHintTone":"recordHintTone.wav"}""", AxEmulator.B, ToA),
        Case("""{"recordFlag":true}""", AxEmulator.B, "7504/8059 21 403 direction 0: callin callout disconnect"),
        Case("""{}""", Landline, "8023/8023 0 0 direction 2: callin disconnect"),
        Case("""{}""", AxEmulator.A, "8013/8013 0 0 direction 1: callin disconnect"),
        Case("""{"callDirection":2}""", AxEmulator.A, "8016/8016 0 0 direction 1: callin disconnect"),
    ];

    /// <summary>The same with B set as temporary callee: A dials X.</summary>
    public static IEnumerable<TestCaseData> EndingsWithCallee() =>
    [
        Case("""{}""", FromA),
        Case("""{"callDirection":1}""", FromA),
        Case("""{"callDirection":2}""", "8016/8016 0 0 direction 1: callin disconnect"),
        Case("""{"calleeNumDisplay":"1"}""", FromA),
        Case("""{"turnFlag":"off"}""", FromA),
        Case("""{"recordFlag":true}""", "7504/8059 21 403 direction 1: callin callout disconnect"),
    ];

    [TestCaseSource(nameof(Endings))]
    [Rule("ax.md §10.1", "Others reach A, unless the direction, the display, the power state or their landline forbids it")]
    [Rule("ax.md §10.2", "A without a temporary callee ends with 8013")]
    [Rule("decision D28", "calleeNumDisplay 1: others' calls end with 8024, no second leg", Inferred = true)]
    [Rule("decision D21, D30", "CDR direction: what was attempted, 2 where no binding names the caller")]
    public async Task A_call_to_a_bound_X_ends_as_the_binding_says(string binding, string from, string expected)
    {
        await using var ax = await AxEmulator.StartAsync();
        var id = await ax.BindAsync(binding);

        var call = await ax.PlayAsync(from);

        Assert.That(AxEmulator.Ending(call), Is.EqualTo(expected));
        Assert.That(call.Cdr!.SubscriptionId, Is.EqualTo(id));
        Assert.That(call.Events.Select(e => e.StatusInfo.SubscriptionId), Is.All.EqualTo(id));
    }

    [TestCaseSource(nameof(EndingsWithCallee))]
    [Rule("ax.md §10.2", "A with a live temporary callee reaches B, unless only others may dial X")]
    [Rule("ax.md §14 no. 5", "turnFlag off leaves A's own calls alone", Inferred = true, Switch = "switches.turnOffBlocksOutgoing")]
    public async Task A_call_of_A_goes_to_the_temporary_callee(string binding, string expected)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync(binding);
        await ax.SetCalleeAsync();

        var call = await ax.PlayAsync(AxEmulator.A);

        Assert.That(AxEmulator.Ending(call), Is.EqualTo(expected));
    }

    [TestCase(AxEmulator.B)]
    [TestCase(AxEmulator.A)]
    [Rule("ax.md §14 no. 16", "An unbound X ends with 8018, direction 2, an empty subscriptionId in the CDR and none in events", Inferred = true)]
    public async Task A_call_to_an_unbound_X_ends_with_8018(string from)
    {
        await using var ax = await AxEmulator.StartAsync();

        var call = await ax.PlayAsync(from);

        Assert.That(AxEmulator.Ending(call), Is.EqualTo("8018/8018 0 0 direction 2: callin disconnect"));
        Assert.That(call.Cdr!.SubscriptionId, Is.Empty);
        Assert.That(call.Events.Select(e => e.StatusInfo.SubscriptionId), Is.All.Null);
    }

    [TestCase(Outcome.Answered, ToA)]
    [TestCase(Outcome.Busy, "8102/8102 17 486 direction 0: callin callout disconnect")]
    [TestCase(Outcome.NoAnswer, "8101/8101 19 480 direction 0: callin callout alerting disconnect")]
    [TestCase(Outcome.PlatformTimeout, "8035/8035 102 408 direction 0: callin callout alerting disconnect")]
    [TestCase(Outcome.Rejected, "7503/7503 21 603 direction 0: callin callout alerting disconnect")]
    [TestCase(Outcome.DoNotDisturb, "7504/7504 21 403 direction 0: callin callout disconnect")]
    [TestCase(Outcome.PoweredOff, "8104/8104 20 480 direction 0: callin callout disconnect")]
    [TestCase(Outcome.Unreachable, "8103/8103 20 480 direction 0: callin callout disconnect")]
    [TestCase(Outcome.OutOfService, "8105/8105 27 480 direction 0: callin callout disconnect")]
    [TestCase(Outcome.Unallocated, "8100/8100 1 404 direction 0: callin callout disconnect")]
    [TestCase(Outcome.AbandonedBeforeForwarding, "7516/7516 0 0 direction 0: callin disconnect")]
    [TestCase(Outcome.AbandonedBeforeRinging, "7501/7501 16 487 direction 0: callin callout disconnect")]
    [TestCase(Outcome.AbandonedWhileRinging, "7502/7502 16 487 direction 0: callin callout alerting disconnect")]
    [Rule("ax.md §10.3", "What the handsets do ends an AX call with the cause of the common table")]
    public async Task A_call_ends_as_the_handsets_do(Outcome outcome, string expected)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();

        Assert.That(AxEmulator.Ending(await ax.PlayAsync(AxEmulator.B, plan: new CallPlan { Outcome = outcome })), Is.EqualTo(expected));
    }

    [TestCase(NumberStatus.Suspended, "8055/8055 0 0 direction 2: callin disconnect")]
    [TestCase(NumberStatus.Unavailable, "8055/8055 0 0 direction 2: callin disconnect")]
    [TestCase(NumberStatus.Blacklisted, "8055/8055 0 0 direction 2: callin disconnect")]
    [TestCase(NumberStatus.Frozen, ToA)]
    [Rule("ax.md §8.3", "A suspended or unavailable X ends with 8055; a binding-frozen one works on")]
    public async Task A_call_to_an_X_follows_its_status(NumberStatus status, string expected)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();
        ax.SetStatus(AxEmulator.X, status);

        Assert.That(AxEmulator.Ending(await ax.PlayAsync(AxEmulator.B)), Is.EqualTo(expected));
    }

    [Test]
    [Rule("ax.md §10.1", "With a frozen account every call ends with 7108; A's own has the direction that it would have had")]
    public async Task A_frozen_account_ends_calls_with_7108()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();
        ax.World.Change(ax.World.Application with { Frozen = true });

        Assert.That(AxEmulator.Ending(await ax.PlayAsync(AxEmulator.A)), Is.EqualTo("7108/7108 0 0 direction 1: callin disconnect"));
        Assert.That(AxEmulator.Ending(await ax.PlayAsync(AxEmulator.B)), Is.EqualTo("7108/7108 0 0 direction 2: callin disconnect"));
    }

    [Test]
    [Rule("ax.md §1.3", "A landline A is called through X, and ends with 8023 when it dials X")]
    public async Task A_landline_A_is_called_and_cannot_call()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync(a: Landline);

        var toA = await ax.PlayAsync(AxEmulator.B);
        var fromA = await ax.PlayAsync(Landline);

        Assert.That(toA.Cdr!.FwdDstNum, Is.EqualTo(Landline));
        Assert.That(AxEmulator.Ending(fromA), Is.EqualTo("8023/8023 0 0 direction 1: callin disconnect"));
    }

    [Test]
    [Rule("decision D14", "An unreported A is bound, and its calls are intercepted in both directions")]
    public async Task Calls_of_an_unreported_A_are_intercepted()
    {
        await using var ax = await AxEmulator.StartAsync(app => app with { Unreported = [AxEmulator.A] });
        await ax.BindAsync();
        await ax.SetCalleeAsync();

        Assert.That(AxEmulator.Ending(await ax.PlayAsync(AxEmulator.B)), Is.EqualTo("7504/8059 21 403 direction 0: callin callout disconnect"));
        Assert.That(AxEmulator.Ending(await ax.PlayAsync(AxEmulator.A)), Is.EqualTo("7504/8059 21 403 direction 1: callin callout disconnect"));
    }

    [Test]
    [Rule("ax.md §14 no. 5", "With the switch, turnFlag off stops A's own calls as well", Inferred = true, Switch = "switches.turnOffBlocksOutgoing")]
    public async Task A_switched_off_X_can_be_made_to_stop_A_too()
    {
        await using var ax = await AxEmulator.StartAsync(app => app with { Switches = new Switches { TurnOffBlocksOutgoing = true } });
        await ax.BindAsync("""{"turnFlag":"off"}""");
        await ax.SetCalleeAsync();

        Assert.That(AxEmulator.Ending(await ax.PlayAsync(AxEmulator.A)), Is.EqualTo("8104/8104 20 480 direction 1: callin callout disconnect"));
    }

    [TestCase(true)]
    [TestCase(false)]
    [Rule("ax.md §10", "One call at a time on an X: a second one meets a busy line, whoever makes it, and the first one goes on")]
    public async Task A_second_call_on_an_X_is_busy_until_the_first_has_ended(bool ofA)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();
        await ax.BindAsync(x: AxEmulator.Idle);
        await ax.SetCalleeAsync();
        var first = ax.Place(AxEmulator.B, plan: new CallPlan { TalksFor = TimeSpan.FromMinutes(5) });
        await ax.AdvanceAsync(TimeSpan.FromSeconds(10));

        var second = await Ended(ax, ax.Place(ofA ? AxEmulator.A : AxEmulator.C));
        var otherX = await Ended(ax, ax.Place(AxEmulator.C, AxEmulator.Idle));
        first = await ax.FinishAsync(first);
        var third = await ax.PlayAsync(AxEmulator.C);

        Assert.That(AxEmulator.Ending(second), Is.EqualTo($"8102/8102 17 486 direction {(ofA ? 1 : 0)}: callin callout disconnect"));
        Assert.That(otherX.Cause, Is.EqualTo(EndCause.Released));
        Assert.That(first.Cause, Is.EqualTo(EndCause.Released));
        Assert.That(third.Cause, Is.EqualTo(EndCause.Released));

        static async Task<Call> Ended(AxEmulator ax, Call call)
        {
            await ax.AdvanceAsync(TimeSpan.FromSeconds(30));
            return ax.World.Calls.Find(call.SessionId)!;
        }
    }

    [Test]
    [Rule("ax.md §2.1", "maxDuration ends a call so many minutes after the answer with 8010")]
    public async Task A_call_ends_at_the_maximum_duration()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync("""{"maxDuration":"1"}""");

        var call = await ax.PlayAsync(AxEmulator.B, plan: new CallPlan { TalksFor = TimeSpan.FromHours(1) });

        Assert.That(AxEmulator.Ending(call), Is.EqualTo("8010/8010 0 0 direction 0: callin callout alerting answer disconnect"));
        Assert.That(call.CallEndTime - call.FwdAnswerTime, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    [Rule("ax.md §3", "A call that is under way survives the unbind; the next one ends with 8018")]
    public async Task An_unbind_leaves_the_running_call_alone()
    {
        await using var ax = await AxEmulator.StartAsync();
        var id = await ax.BindAsync();
        var call = ax.Place(AxEmulator.B);
        await ax.UnbindAsync();

        call = await ax.FinishAsync(call);

        Assert.That(call.Cause, Is.EqualTo(EndCause.Released));
        Assert.That(call.Cdr!.SubscriptionId, Is.EqualTo(id));
        Assert.That((await ax.PlayAsync(AxEmulator.B)).Cause, Is.EqualTo(EndCause.NoPermission));
    }

    [TestCase(AxEmulator.B, "+8613800000022>X | X>+8613800000021 X>+8613800000021 X>+8613800000021 X>+8613800000021")]
    [TestCase(AxEmulator.A, "+8613800000021>X | X>+8613800000022 X>+8613800000022 X>+8613800000022 X>+8613800000022")]
    [Rule("call-notifications.md §2.3", "AX: callin names who dials and X, all later events X and who is called")]
    public async Task Events_name_the_parties_of_their_leg(string from, string expected)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();
        await ax.SetCalleeAsync();

        var call = await ax.PlayAsync(from);

        var parties = call.Events.Select(e => $"{e.StatusInfo.Caller}>{e.StatusInfo.Called}".Replace(AxEmulator.X, "X", StringComparison.Ordinal)).ToList();
        Assert.That($"{parties[0]} | {string.Join(' ', parties.Skip(1))}", Is.EqualTo(expected));
    }

    [Test]
    [Rule("call-notifications.md §3.1", "CDR of AX: serviceType 003, the second leg shows X, bindNum and calleeNum are X")]
    public async Task A_CDR_has_the_real_numbers()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();

        var cdr = (await ax.PlayAsync(AxEmulator.B)).Cdr!;

        Assert.That(
            (cdr.ServiceType, cdr.BindNum, cdr.CallerNum, cdr.CalleeNum, cdr.FwdDisplayNum, cdr.FwdDstNum),
            Is.EqualTo(("003", AxEmulator.X, AxEmulator.B, AxEmulator.X, AxEmulator.X, AxEmulator.A)));
    }

    private static TestCaseData Case(params string[] arguments) => new(arguments);
}
