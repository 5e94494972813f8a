using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axb;

/// <summary>How calls to X are routed in AXB (axb.md §7).</summary>
internal sealed class AxbCallTests
{
    private const string Stranger = "+8613900000099";
    private const string WithoutCountry = "13800000099";

    // A, B, callDirection, caller, stateCode, direction in the CDR, the callee.
    private static readonly object[][] Routes =
    [
        [A, B, 0, A, 0, 1, B],
        [A, B, 0, B, 0, 0, A],
        [A, B, 1, A, 0, 1, B],
        [A, B, 1, B, 8016, 0, null!],
        [A, B, 2, A, 8016, 1, null!],
        [A, B, 2, B, 0, 0, A],
        [A, B, 0, Stranger, 8014, 2, null!],
        [Landline, B, 0, Landline, 8023, 1, null!],
        [Landline, B, 1, Landline, 8023, 1, null!],
        [Landline, B, 0, B, 0, 0, Landline],
        [A, Landline, 0, Landline, 8023, 0, null!],
        [A, Landline, 0, A, 0, 1, Landline],
        [A, B, 0, "+8675528000099", 8023, 2, null!],
    ];

    [TestCaseSource(nameof(Routes))]
    [Rule("axb.md §7", "A dials X and rings B, B dials X and rings A; a stranger meets 8014, the wrong callDirection 8016, a landline as caller 8023.")]
    [Rule("decision D21", "Direction 2 where no binding names the caller, else the direction attempted.")]
    public async Task A_call_to_X(string a, string b, int callDirection, string from, int stateCode, int direction, string? callee)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync(("callerNum", a), ("calleeNum", b), ("callDirection", callDirection), ("userData", "order-1"));

        var call = await emulator.PlayAsync(from, X);

        var bound = direction != 2;
        var pushed = emulator.Pushed(call.SessionId);
        var callin = pushed[0]["statusInfo"]!;
        var cdr = pushed[^1]["feeLst"]![0]!;
        Assert.That(call.Cause!.StateCode, Is.EqualTo(stateCode));
        Assert.That((string?)callin["subscriptionId"], Is.EqualTo(bound ? id : null));
        Assert.That((string?)callin["userData"], Is.EqualTo(bound ? "order-1" : null));
        Assert.That((int)cdr["direction"]!, Is.EqualTo(direction));
        Assert.That((int)cdr["ulFailReason"]!, Is.EqualTo(stateCode));
        Assert.That((string?)cdr["subscriptionId"], Is.EqualTo(bound ? id : ""));
        Assert.That((string?)cdr["fwdDstNum"], Is.EqualTo(callee));
        Assert.That((string?)cdr["fwdDisplayNum"], Is.EqualTo(callee is null ? null : X), "the called party always sees X");
        Assert.That((string?)cdr["userData"], Is.EqualTo(bound ? "order-1" : null));
    }

    [TestCase(NumberStatus.Normal, 0)]
    [TestCase(NumberStatus.Frozen, 0)]
    [TestCase(NumberStatus.Suspended, 8055)]
    [TestCase(NumberStatus.Unavailable, 8055)]
    [TestCase(NumberStatus.Blacklisted, 8055)]
    [Rule("call-notifications.md §6", "Calls to a suspended, unavailable or blacklisted X meet 8055; a frozen X goes on serving its bindings.")]
    public async Task A_call_follows_the_status_of_X(NumberStatus status, int stateCode)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        await emulator.BindAsync();
        emulator.World.Numbers.Put(new PoolNumber(PhoneNumber.Parse(X), "0755", status));

        var call = await emulator.PlayAsync(A, X);

        Assert.That(call.Cause!.StateCode, Is.EqualTo(stateCode));
        Assert.That(call.Direction, Is.EqualTo(1));
    }

    [TestCase(true, false, 7108)]
    [TestCase(false, true, 8020)]
    [Rule("decision D28", "A frozen account's call meets 7108, without a second leg.", Inferred = true)]
    [Rule("platform.md §1", "A call to a number of a suspended application ends with 8020, without a second leg.", Inferred = true)]
    public async Task A_call_needs_a_working_application(bool frozen, bool suspended, int stateCode)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        await emulator.BindAsync();
        emulator.World.Change(emulator.World.Application with
        {
            Frozen = frozen,
            Status = suspended ? ApplicationStatus.Suspended : ApplicationStatus.Normal,
        });

        var call = await emulator.PlayAsync(A, X);

        Assert.That(call.Cause!.StateCode, Is.EqualTo(stateCode));
        Assert.That(call.Events.Select(e => e.EventType), Is.EqualTo((string[])["callin", "disconnect"]));
    }

    [Test]
    [Rule("axb.md §7", "Two pairs on one X talk at the same time, each with its own.")]
    public async Task Two_pairs_talk_on_one_X()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        await emulator.BindAsync();
        await emulator.BindAsync(("callerNum", C), ("calleeNum", D));
        var first = emulator.Place(A, X);
        var second = emulator.Place(D, X);

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(5));

        Assert.That(emulator.World.Calls.Find(first.SessionId)!.State, Is.EqualTo(CallState.Talking));
        Assert.That(emulator.World.Calls.Find(second.SessionId)!.Leg!.Callee.Value, Is.EqualTo(C));
        Assert.That(emulator.World.Calls.Find(second.SessionId)!.State, Is.EqualTo(CallState.Talking));
    }

    [TestCase("unbind")]
    [TestCase("expiry")]
    [TestCase("modify")]
    [Rule("axb.md §3.3", "A call that has reached the platform goes on undisturbed when its binding goes or changes; the next one meets the new state.")]
    public async Task A_running_call_outlives_its_binding(string how)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync(("duration", 10));
        var call = emulator.Place(A, X, new CallPlan { TalksFor = TimeSpan.FromMinutes(1) });
        switch (how)
        {
            case "unbind":
                await emulator.Api.DeleteAsync(AxbSample.Path, ("subscriptionId", id));
                break;
            case "modify":
                await emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = id, ["callerNum"] = C });
                break;
        }

        await emulator.FinishAsync(call);
        var next = await emulator.PlayAsync(A, X);

        var done = emulator.World.Calls.Find(call.SessionId)!;
        Assert.That(done.Cause!.StateCode, Is.Zero);
        Assert.That(done.Cdr!.SubscriptionId, Is.EqualTo(id));
        Assert.That(next.Cause!.StateCode, Is.EqualTo(8014));
    }

    [Test]
    [Rule("axb.md §3.3", "Hanging up never unbinds.")]
    public async Task Hanging_up_never_unbinds()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        await emulator.BindAsync();

        await emulator.PlayAsync(A, X);
        var again = await emulator.PlayAsync(B, X);

        Assert.That(again.Cause!.StateCode, Is.Zero);
    }

    [TestCase(true, true, 0)]
    [TestCase(true, false, 7504)]
    [TestCase(false, false, 0)]
    [Rule("decision D31", "A recorded call without a hint tone is intercepted by the carrier: 7504, cut point 8059, Q.850 21, SIP 403.")]
    public async Task A_recorded_call_needs_a_hint_tone(bool record, bool tone, int stateCode)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        await emulator.BindAsync(("recordFlag", record), ("recordHintTone", tone ? "recordHintTone.wav" : null));

        var call = await emulator.PlayAsync(A, X);

        AssertIntercepted(call, stateCode != 0);
        Assert.That(call.Cdr!.RecordFlag, Is.EqualTo(record && tone ? 1 : 0));
    }

    [TestCase(A, true)]
    [TestCase(B, false)]
    [Rule("decision D14", "An A that was not reported can be bound, and its calls are intercepted.", Switch = "applications[].unreported")]
    public async Task Calls_of_an_unreported_A_are_intercepted(string unreported, bool intercepted)
    {
        await using var emulator = await TestEmulator.StartAsync(Application with { Unreported = [unreported] });
        await emulator.BindAsync();

        AssertIntercepted(await emulator.PlayAsync(A, X), intercepted);
    }

    [TestCase(A)]
    [TestCase(B)]
    [Rule("axb.md §1.1", "A binding with a malformed number is answered with success and is not in force: calls meet 8014.", Switch = "strictness")]
    public async Task A_lenient_binding_with_a_malformed_number_connects_nobody(string from)
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Strictness = Strictness.Lenient, Applications = [Application] });
        await emulator.BindAsync((from == A ? "calleeNum" : "callerNum", WithoutCountry));

        var call = await emulator.PlayAsync(from, X);

        Assert.That(call.Cause, Is.EqualTo(EndCause.NoBinding));
        Assert.That(call.Direction, Is.EqualTo(2));
    }

    private static void AssertIntercepted(Call call, bool intercepted)
    {
        Assert.That(
            call.Events.Select(e => e.EventType),
            Is.EqualTo(intercepted ? (string[])["callin", "callout", "disconnect"] : ["callin", "callout", "alerting", "answer", "disconnect"]));
        Assert.That(call.Cause, Is.EqualTo(intercepted ? new EndCause(7504, call.Cause!.StateDesc, 8059, 21, 403) : EndCause.Released));
    }
}
