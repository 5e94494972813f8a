using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axyb;

public sealed class AxybCallTests
{
    private static readonly CallPlan HangsUp = new() { RingsFor = TimeSpan.FromSeconds(5), TalksFor = TimeSpan.FromSeconds(65), HangsUp = Party.Callee };

    [Test]
    [Rule("axyb.md §6", "B dials X and reaches A, who sees Y.")]
    [Rule("call-notifications.md §2.3", "callin names B and X, the later events Y and A.", Inferred = true)]
    public async Task B_dials_X_and_reaches_A_as_Y()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync(("recordFlag", "true"), ("recordHintTone", "recordHintTone.wav"), ("userData", "order-1"));
        await emulator.BindYAsync(id);

        var call = await emulator.PlayAsync(AxybSample.B, x, HangsUp);

        Golden.Matches("axyb/b-dials-x", emulator.Pushed(call.SessionId));
    }

    [Test]
    [Rule("axyb.md §6", "A dials Y and reaches B, who sees X.")]
    [Rule("call-notifications.md §2.3", "callin names A and Y, the later events X and B.", Inferred = true)]
    public async Task A_dials_Y_and_reaches_B_as_X()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, _) = await emulator.BindXAsync();
        var y = await emulator.BindYAsync(id, ("userData", "order-2"));

        var call = await emulator.PlayAsync(AxybSample.A, y, HangsUp);

        Golden.Matches("axyb/a-dials-y", emulator.Pushed(call.SessionId));
    }

    // Who dials what of A-X-Y-B: what ends the call, the direction, and whether a binding matched.
    [TestCase("A", "X", 0, 8032, 1, true)]
    [TestCase("B", "Y", 0, 8032, 0, true)]
    [TestCase("C", "Y", 0, 8030, 2, false)]
    [TestCase("C", "unused", 0, 8030, 2, false)]
    [TestCase("B", "X", 1, 8057, 0, true)]
    [TestCase("C", "X", 1, 8057, 0, true)]
    [TestCase("A", "Y", 2, 8057, 1, true)]
    [TestCase("A", "Y", 1, 0, 1, true)]
    [TestCase("B", "X", 2, 0, 0, true)]
    [TestCase("C", "X", 2, 0, 0, true)]
    [Rule("axyb.md §6", "8030 for a Y of somebody else, 8032 for one's own privacy number.")]
    [Rule("axyb.md §10 no. 9", "A direction that callDirection forbids is 8057.", Inferred = true)]
    [Rule("decision D21", "direction is 2 for 8030, else the direction attempted.", Inferred = true)]
    public async Task Who_dials_what_decides_the_call(string from, string to, int callDirection, int stateCode, int direction, bool bound)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 4)));
        var (id, x) = await emulator.BindXAsync(("callDirection", callDirection));
        var y = await emulator.BindYAsync(id);
        var unused = emulator.World.Numbers.Numbers.Select(number => number.Number.Value).First(number => number != x && number != y);

        var call = await emulator.PlayAsync(Phone(from), to switch { "X" => x, "Y" => y, _ => unused });

        Assert.That(Ends(call), Is.EqualTo((stateCode, stateCode, direction)));
        Assert.That(call.Cdr!.SubscriptionId, Is.EqualTo(bound ? id : ""));
        if (stateCode != 0)
        {
            var pushed = emulator.Pushed(call.SessionId);
            Assert.That(EventTypes(pushed), Is.EqualTo(new[] { "callin", "disconnect", "fee" }));
            Assert.That((string?)pushed[1]["statusInfo"]!["subscriptionId"], Is.EqualTo(bound ? id : null));
            Assert.That(call.Cdr.FwdDstNum, Is.Null);
        }
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
    [Rule("call-notifications.md §3.1", "The CDR of a second leg names the number shown and the real callee.")]
    public async Task A_failed_second_leg_still_names_both_numbers(Outcome outcome, int stateCode)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        var y = await emulator.BindYAsync(id);

        var call = await emulator.PlayAsync(AxybSample.B, x, new CallPlan { Outcome = outcome });

        Assert.That(Ends(call), Is.EqualTo((stateCode, stateCode, Directions.ToA)));
        Assert.That((call.Cdr!.FwdDisplayNum, call.Cdr.FwdDstNum), Is.EqualTo((y, AxybSample.A)));
        var disconnect = emulator.Pushed(call.SessionId).Single(body => (string?)body["eventType"] == "disconnect")["statusInfo"]!;
        Assert.That(((string?)disconnect["caller"], (string?)disconnect["called"]), Is.EqualTo((y, AxybSample.A)));
    }

    [TestCase("B", "X", 0)]
    [TestCase("A", "Y", 1)]
    [Rule("decision D30", "A caller who gives up before forwarding: 7516, in the direction attempted.", Inferred = true)]
    public async Task A_caller_who_gives_up_before_forwarding_leaves_no_second_leg(string from, string to, int direction)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        var y = await emulator.BindYAsync(id);

        var call = await emulator.PlayAsync(Phone(from), to == "X" ? x : y, new CallPlan { Outcome = Outcome.AbandonedBeforeForwarding });

        Assert.That(Ends(call), Is.EqualTo((7516, 7516, direction)));
        Assert.That(call.Cdr!.FwdDisplayNum, Is.Null);
    }

    [Test]
    [Rule("axyb.md §2", "A stranger who dials X gets a Y during the call; by that Y A calls back.")]
    public async Task A_stranger_gets_a_Y_and_A_calls_back_by_it()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync(("userData", "order-3"), ("preVoiceX", "callerHintTone.wav"));

        var call = await emulator.PlayAsync(AxybSample.C, x);
        var relation = (await emulator.ListAsync(id)).Single();
        var back = await emulator.PlayAsync(AxybSample.A, (string)relation["numY"]!);
        var again = await emulator.PlayAsync(AxybSample.C, x);

        var pushed = emulator.Pushed(call.SessionId);
        Assert.That(EventTypes(pushed), Is.EqualTo(new[] { "callin", "callout", "alerting", "answer", "disconnect", "fee" }));
        Assert.That(pushed.Take(5).Select(body => (string?)body["statusInfo"]!["subscriptionId"]), Is.All.EqualTo(id));
        Assert.That(((string?)relation["numB"], (string?)relation["userData"]), Is.EqualTo((AxybSample.C, "order-3")));
        Assert.That((call.Cdr!.FwdDisplayNum, again.Cdr!.FwdDisplayNum), Is.EqualTo(((string?)relation["numY"], (string?)relation["numY"])));
        Assert.That((back.Cdr!.FwdDstNum, back.Cdr.Direction), Is.EqualTo((AxybSample.C, Directions.FromA)));
    }

    [Test]
    [Rule("axyb.md §2", "No Y for a stranger: 8031.")]
    [Rule("decision D30", "8031 has direction 2: no binding names the caller.", Inferred = true)]
    public async Task Without_a_free_Y_a_stranger_is_refused()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 1)));
        var (id, x) = await emulator.BindXAsync();

        var call = await emulator.PlayAsync(AxybSample.C, x);

        Assert.That(Ends(call), Is.EqualTo((8031, 8031, Directions.Abnormal)));
        Assert.That((await emulator.ListAsync(id)).Single().ContainsKey("numY"), Is.False);
    }

    [Test]
    [Rule("axyb.md §10 no. 13", "A stranger whom callDirection forbids to call is allocated no Y.", Inferred = true)]
    public async Task A_stranger_who_may_not_call_is_allocated_no_Y()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync(("callDirection", 1));

        await emulator.PlayAsync(AxybSample.C, x);

        Assert.That((await emulator.ListAsync(id)).Single().ContainsKey("numY"), Is.False);
    }

    [Test]
    [Rule("call-notifications.md §6", "A binding-frozen X carries on the calls of its relations, and allocates a Y to nobody: 8031.", Inferred = true)]
    public async Task A_frozen_X_serves_whom_it_knows()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        await emulator.BindYAsync(id);
        emulator.SetStatus(x, NumberStatus.Frozen);

        var known = await emulator.PlayAsync(AxybSample.B, x);
        var stranger = await emulator.PlayAsync(AxybSample.C, x);

        Assert.That((known.Cause!.StateCode, stranger.Cause!.StateCode), Is.EqualTo((0, 8031)));
    }

    [TestCase("B", "X", "X", 0)]
    [TestCase("B", "X", "Y", 0)]
    [TestCase("A", "Y", "Y", 1)]
    [TestCase("A", "Y", "X", 1)]
    [Rule("decision D30", "8055 when the number dialled, or the one that would be shown, is out of service.", Inferred = true)]
    public async Task Both_privacy_numbers_must_be_in_service(string from, string to, string suspended, int direction)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        var y = await emulator.BindYAsync(id);
        emulator.SetStatus(suspended == "X" ? x : y, NumberStatus.Suspended);

        var call = await emulator.PlayAsync(Phone(from), to == "X" ? x : y);

        Assert.That(Ends(call), Is.EqualTo((8055, 8055, direction)));
    }

    [TestCase("A", 1)]
    [TestCase("B", 0)]
    [TestCase("stranger", 2)]
    [Rule("axyb.md §6", "A landline is reached through X and Y but dials neither: 8023.")]
    [Rule("decision D21", "8023 has the direction of a bound caller, else 2.", Inferred = true)]
    public async Task A_landline_may_be_called_and_may_not_call(string who, int direction)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync(("origNum", who == "A" ? AxybSample.Landline : AxybSample.A));
        var y = await emulator.BindYAsync(id, ("origNum", who == "B" ? AxybSample.Landline : AxybSample.B));

        var call = await emulator.PlayAsync(AxybSample.Landline, who == "A" ? y : x);
        var reached = who == "A" ? await emulator.PlayAsync(AxybSample.B, x) : await emulator.PlayAsync(AxybSample.A, y);

        Assert.That(Ends(call), Is.EqualTo((8023, 8023, direction)));
        Assert.That(reached.Cause!.StateCode, Is.Zero);
    }

    [Test]
    [Rule("decision D14, D31", "A recorded call without a hint tone, and any call of an unreported A, is intercepted: 7504 / 8059.", Inferred = true, Switch = "unreported")]
    public async Task The_carrier_intercepts([Values] bool unreported)
    {
        await using var emulator = await TestEmulator.StartAsync(
            AxybSample.Application with { Unreported = unreported ? [AxybSample.A] : [] });
        var (id, x) = await emulator.BindXAsync(("recordFlag", unreported ? null : "true"));
        await emulator.BindYAsync(id);

        var call = await emulator.PlayAsync(AxybSample.B, x);

        Assert.That(Ends(call), Is.EqualTo((7504, 8059, Directions.ToA)));
        Assert.That(EventTypes(emulator.Pushed(call.SessionId)), Is.EqualTo(new[] { "callin", "callout", "disconnect", "fee" }));
    }

    [Test]
    [Rule("axyb.md §6", "The pair of the calling A and Y finds the route: one Y leads each A to its own B.")]
    public async Task One_Y_leads_each_A_to_its_own_B()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 3)));
        var (first, _) = await emulator.BindXAsync();
        var (second, _) = await emulator.BindXAsync(("origNum", AxybSample.C));
        var y = await emulator.BindYAsync(first);
        await emulator.BindYAsync(second, ("origNum", AxybSample.D));

        var fromA = await emulator.PlayAsync(AxybSample.A, y);
        var fromC = await emulator.PlayAsync(AxybSample.C, y);

        Assert.That((fromA.Cdr!.FwdDstNum, fromC.Cdr!.FwdDstNum), Is.EqualTo((AxybSample.B, AxybSample.D)));
    }

    [TestCase("X")]
    [TestCase("Y")]
    [Rule("axyb.md §6", "After the end of the binding a call to X or Y is 8030.")]
    public async Task An_expired_binding_is_gone(string to)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync(("duration", 60));
        var y = await emulator.BindYAsync(id);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(60));

        var call = await emulator.PlayAsync(to == "X" ? AxybSample.B : AxybSample.A, to == "X" ? x : y);

        Assert.That(Ends(call), Is.EqualTo((8030, 8030, Directions.Abnormal)));
    }

    private static string Phone(string who) => who switch { "A" => AxybSample.A, "B" => AxybSample.B, _ => AxybSample.C };

    private static (int StateCode, int UlFailReason, int Direction) Ends(Call call) =>
        (call.Cause!.StateCode, call.Cdr!.UlFailReason, call.Cdr.Direction);

    private static IEnumerable<string> EventTypes(IEnumerable<JsonObject> pushed) => pushed.Select(body => (string)body["eventType"]!);
}
