using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axe;

/// <summary>A dials X.</summary>
public sealed class AxeCallbackTests
{
    private const string Connected = "0/0 0 0 direction 1: callin callout alerting answer disconnect";
    private const string NoRecord = "8019/8019 0 0 direction 1: callin disconnect";
    private const string Number = "+8613800000099";

    /// <summary>What the binding says, what the application says, whom A gets (null: nobody).</summary>
    [TestCase("""{}""", "none", null)]
    [TestCase("""{}""", "tone", null)]
    [TestCase("""{}""", AxeEmulator.C, AxeEmulator.C)]
    [TestCase("""{"callbackTone":"callbackTone.wav"}""", "none", null)]
    [TestCase("""{"callbackTone":"callbackTone.wav"}""", AxeEmulator.C, null)]
    [TestCase("""{"callbackNum":"+8613800000099"}""", "none", Number)]
    [TestCase("""{"callbackNum":"+8613800000099"}""", AxeEmulator.C, Number)]
    [TestCase("""{"callbackNum":"+8675528000001"}""", "tone", "+8675528000001")]
    [TestCase("""{"callbackNum":"+864001234567"}""", "none", "+864001234567")]
    [Rule("axe.md §7", "Without a record A gets callbackNum, or callbackTone, or what the application says; nothing at all is 8019", Switch = "missingCallbackRecord")]
    [Rule("axe.md §7", "A tone is followed by the hang-up with 8019", Inferred = true)]
    public async Task Without_a_record_the_binding_decides_and_then_the_application(string binding, string missing, string? callee)
    {
        await using var axe = await AxeEmulator.StartAsync(application => application with { MissingCallbackRecord = missing });
        var id = (await axe.BindAsync(binding))["subscriptionId"];

        var call = await axe.PlayAsync(AxeEmulator.A);

        Assert.That(AxeEmulator.Ending(call), Is.EqualTo(callee is null ? NoRecord : Connected));
        Assert.That((call.Cdr!.FwdDstNum, call.Cdr.FwdDisplayNum, call.Cdr.SubscriptionId), Is.EqualTo((callee, callee is null ? null : AxeEmulator.X, id)));
    }

    [Test]
    [Rule("axe.md §7", "A who dials X gets the last caller, who sees X")]
    [Rule("call-notifications.md §2.3", "Call-back: callin A to X, the second leg and disconnect X to B")]
    [Rule("decision D22", "callin names no binding in a call-back either; the later events carry the record's")]
    public async Task A_reaches_the_last_caller()
    {
        await using var axe = await AxeEmulator.StartAsync();
        var first = (await axe.BindAsync("""{"userData":"first"}"""))["subscriptionId"];
        await axe.BindAsync("""{"userData":"second"}""");
        await axe.PlayAsync(AxeEmulator.C, "0002");
        await axe.PlayAsync(AxeEmulator.B, "0001");

        var call = await axe.PlayAsync(AxeEmulator.A);

        Assert.That(
            call.Events.Select(e => (e.EventType, e.StatusInfo.Caller, e.StatusInfo.Called, e.StatusInfo.SubscriptionId, e.StatusInfo.UserData)),
            Is.EqualTo(new[]
            {
                ("callin", AxeEmulator.A, AxeEmulator.X, null, null),
                ("callout", AxeEmulator.X, AxeEmulator.B, first, "first"),
                ("alerting", AxeEmulator.X, AxeEmulator.B, first, "first"),
                ("answer", AxeEmulator.X, AxeEmulator.B, first, "first"),
                ("disconnect", AxeEmulator.X, AxeEmulator.B, first, "first"),
            }));
        Assert.That((call.Cdr!.SubscriptionId, call.Cdr.ExtendNum, call.Cdr.FwdDisplayNum), Is.EqualTo((first, "0001", AxeEmulator.X)));
    }

    [TestCase(Outcome.Answered, true)]
    [TestCase(Outcome.NoAnswer, true)]
    [TestCase(Outcome.Busy, true)]
    [TestCase(Outcome.AbandonedBeforeRinging, true)]
    [TestCase(Outcome.AbandonedBeforeForwarding, false)]
    [Rule("axe.md §7", "The record is written on transfer, whether or not A answers", Inferred = true)]
    public async Task A_transferred_call_leaves_a_record(Outcome outcome, bool written)
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync();

        await axe.PlayAsync(AxeEmulator.B, new CallPlan { Outcome = outcome, Keys = ["0001"] });

        Assert.That(AxeEmulator.Ending(await axe.PlayAsync(AxeEmulator.A)), Is.EqualTo(written ? Connected : NoRecord));
    }

    [Test]
    [Rule("axe.md §7", "A call-back goes through whatever displayNumMode says", Inferred = true)]
    public async Task The_display_mode_concerns_calls_to_A_only()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync($$"""{"displayNumMode":"1","callbackNum":"{{Number}}"}""");

        Assert.That(AxeEmulator.Ending(await axe.PlayAsync(AxeEmulator.A)), Is.EqualTo(Connected));
    }

    [Test]
    [Rule("axe.md §9 no. 15", "A call-back writes no record and does not refresh one", Inferred = true)]
    public async Task A_callback_does_not_refresh_the_record()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync("""{"callbackExpiredTime":1,"timeUnit":"1"}""");
        await axe.PlayAsync(AxeEmulator.B, "0001");
        var written = axe.Bindings[0]["callbackRecord"]!.ToJsonString();

        await axe.PlayAsync(AxeEmulator.A);

        Assert.That(axe.Bindings[0]["callbackRecord"]!.ToJsonString(), Is.EqualTo(written));
    }

    [TestCase("""{"callbackExpiredTime":2}""", 120)]
    [TestCase("""{"timeUnit":"1","callbackExpiredTime":30}""", 30)]
    [TestCase("""{"bindExpiredTime":48,"callbackExpiredTime":2}""", 120)]
    [Rule("axe.md §7", "A record ends callbackExpiredTime after it was written, in the binding's unit")]
    [Rule("axe.md §7", "A new call overwrites the record and its end")]
    public async Task A_record_ends_after_its_time(string binding, int minutes)
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync(binding);
        var life = TimeSpan.FromMinutes(minutes);
        var half = life / 2;
        axe.Place(AxeEmulator.B, AxeEmulator.X, "0001");
        await axe.AdvanceAsync(half);
        axe.Place(AxeEmulator.C, AxeEmulator.X, "0001");
        await axe.AdvanceAsync(half);

        Assert.That((string)axe.Bindings[0]["callbackRecord"]!["caller"]!, Is.EqualTo(AxeEmulator.C));

        await axe.AdvanceAsync(half);

        Assert.That(axe.Bindings[0]["callbackRecord"], Is.Null);
        Assert.That(AxeEmulator.Ending(await axe.PlayAsync(AxeEmulator.A)), Is.EqualTo(NoRecord));
    }

    [Test]
    [Rule("axe.md §9 no. 3", "callbackExpiredTime 0: the record lives as long as the binding", Inferred = true)]
    public async Task A_record_without_a_time_lives_as_long_as_the_binding()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync("""{"callbackExpiredTime":0}""");
        await axe.PlayAsync(AxeEmulator.B, "0001");

        await axe.AdvanceAsync(TimeSpan.FromDays(400));

        Assert.That((await axe.PlayAsync(AxeEmulator.A)).Cdr!.FwdDstNum, Is.EqualTo(AxeEmulator.B));
    }

    [Test]
    [Rule("axe.md §7", "The newest record of all of A's extensions on X counts", Inferred = true)]
    [Rule("axe.md §2", "The records of a binding die with it", Inferred = true)]
    public async Task The_records_of_a_binding_die_with_it()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync();
        var second = (await axe.BindAsync())["subscriptionId"];
        await axe.PlayAsync(AxeEmulator.C, "0001");
        await axe.PlayAsync(AxeEmulator.B, "0002");
        Assert.That((await axe.PlayAsync(AxeEmulator.A)).Cdr!.FwdDstNum, Is.EqualTo(AxeEmulator.B));

        await axe.UnbindAsync(second);

        Assert.That(AxeEmulator.Ending(await axe.PlayAsync(AxeEmulator.A)), Is.EqualTo(NoRecord));
    }

    [Test]
    [Rule("axe.md §7", "Without a record the binding that A got last on X decides", Inferred = true)]
    public async Task The_newest_binding_of_A_names_the_callback_number()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync($$"""{"callbackNum":"{{AxeEmulator.B}}"}""");
        await axe.BindAsync($$"""{"callbackNum":"{{AxeEmulator.C}}"}""");

        Assert.That((await axe.PlayAsync(AxeEmulator.A)).Cdr!.FwdDstNum, Is.EqualTo(AxeEmulator.C));
    }

    [Test]
    [Rule("axe.md §7", "An A whose binding has ended is an ordinary caller: asked for an extension", Inferred = true)]
    public async Task An_expired_A_is_an_ordinary_caller()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync("""{"timeUnit":"1","bindExpiredTime":10,"callbackExpiredTime":10}""");
        await axe.BindAsync(a: AxeEmulator.C);
        await axe.PlayAsync(AxeEmulator.B, "0001");

        await axe.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.That(
            AxeEmulator.Ending(await axe.PlayAsync(AxeEmulator.A, "0001")), Is.EqualTo("8022/8022 0 0 direction 2: callin collectInfo disconnect"));
        Assert.That((await axe.PlayAsync(AxeEmulator.A, "0002")).Cdr!.FwdDstNum, Is.EqualTo(AxeEmulator.C));
    }

    [Test]
    [Rule("axe.md §1", "A landline A can be called and cannot call X: 8023, in the direction attempted")]
    public async Task A_landline_A_cannot_call_back()
    {
        const string Landline = "+8675528000001";
        await using var axe = await AxeEmulator.StartAsync();
        var id = (await axe.BindAsync(a: Landline))["subscriptionId"];
        await axe.PlayAsync(AxeEmulator.B, "0001");

        var call = await axe.PlayAsync(Landline);

        Assert.That(AxeEmulator.Ending(call), Is.EqualTo("8023/8023 0 0 direction 1: callin disconnect"));
        Assert.That((call.Events[0].StatusInfo.SubscriptionId, call.Cdr!.SubscriptionId), Is.EqualTo(((string?)null, id)));
    }

    [Test]
    public async Task A_call_whose_binding_ended_on_the_way_leaves_no_record()
    {
        await using var axe = await AxeEmulator.StartAsync();
        var id = (await axe.BindAsync())["subscriptionId"];
        await axe.BindAsync();
        var call = axe.Place(AxeEmulator.B, AxeEmulator.X, "0001");
        await axe.UnbindAsync(id);
        await axe.FinishAsync(call);

        Assert.That(AxeEmulator.Ending(await axe.PlayAsync(AxeEmulator.A)), Is.EqualTo(NoRecord));
    }
}
