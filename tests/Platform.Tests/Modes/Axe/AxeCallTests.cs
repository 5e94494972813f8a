using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axe;

/// <summary>B dials X and keys an extension.</summary>
public sealed class AxeCallTests
{
    private const string Connected = "0/0 0 0 direction 0: callin collectInfo callout alerting answer disconnect";
    private const string Wrong = "8022/8022 0 0 direction 2: callin collectInfo disconnect";
    private const string Empty = "8033/8033 0 0 direction 2: callin collectInfo disconnect";
    private const string Landline = "+8675512345678";
    private const string Service = "+864001234567";

    /// <summary>What the binding of 0001 says, who calls, the keys, how it ends.</summary>
    public static IEnumerable<TestCaseData> Endings() =>
    [
        Case("""{}""", AxeEmulator.B, ["0001"], Connected),
        Case("""{}""", Service, ["0001"], Connected),
        Case("""{"recordFlag":true,"recordHintTone":"recordHintTone.wav"}""", AxeEmulator.B, ["0001"], Connected),
        Case("""{}""", AxeEmulator.B, ["0002"], Wrong),
        Case("""{}""", AxeEmulator.B, ["1"], Wrong),
        Case("""{}""", AxeEmulator.B, ["0000"], Wrong),
        Case("""{}""", AxeEmulator.B, ["00010"], Wrong),
        Case("""{}""", AxeEmulator.B, [], Empty),
        Case("""{}""", AxeEmulator.B, [""], Empty),
        Case("""{}""", AxeEmulator.B, ["0002", "0001"], Wrong),
        Case("""{}""", Landline, ["0001"], "8023/8023 0 0 direction 2: callin disconnect"),
        Case("""{"displayNumMode":"1"}""", AxeEmulator.B, ["0001"], "8024/8024 0 0 direction 2: callin collectInfo disconnect"),
        Case("""{"recordFlag":true}""", AxeEmulator.B, ["0001"], "7504/8059 21 403 direction 0: callin collectInfo callout disconnect"),
    ];

    [TestCaseSource(nameof(Endings))]
    [Rule("axe.md §7", "B who keys a bound extension reaches A; a wrong one ends with 8022, none with 8033")]
    [Rule("axe.md §7", "A landline as caller is 8023, displayNumMode 1 is 8024")]
    [Rule("decision D31", "A recorded call without a hint tone is intercepted by the carrier: 7504, cut point 8059", Inferred = true)]
    [Rule("decision D21, D30", "CDR direction 2 where no binding names the caller", Inferred = true)]
    public async Task A_call_ends_as_its_keys_and_the_binding_say(string binding, string from, string[] keys, string expected)
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync(binding);

        Assert.That(AxeEmulator.Ending(await axe.PlayAsync(from, keys)), Is.EqualTo(expected));
    }

    /// <summary>Repeats, keys, digitInfo of each collection, the stateCode.</summary>
    public static IEnumerable<TestCaseData> Collections() =>
    [
        Repeated(0, ["0002"], ["0002"], 8022),
        Repeated(1, ["0002", "0001"], ["0002", "0001"], 0),
        Repeated(1, ["", "0001"], ["", "0001"], 0),
        Repeated(1, ["0002", "0003", "0001"], ["0002", "0003"], 8022),
        Repeated(2, ["0002", ""], ["0002", "", ""], 8033),
        Repeated(2, ["", "", "0009"], ["", "", "0009"], 8022),
        Repeated(3, [], ["", "", "", ""], 8033),
        Repeated(3, ["0001", "0002"], ["0001"], 0),
    ];

    [TestCaseSource(nameof(Collections))]
    [Rule("axe.md §9 no. 22", "A wrong or empty entry uses one try; the stateCode is that of the last try", Inferred = true, Switch = "collectRepeats")]
    [Rule("call-notifications.md §2.2", "One collectInfo per collection, with what was keyed")]
    public async Task A_wrong_or_empty_entry_is_collected_again(int repeats, string[] keys, string[] collected, int stateCode)
    {
        await using var axe = await AxeEmulator.StartAsync(application => application with { CollectRepeats = repeats });
        await axe.BindAsync();

        var call = await axe.PlayAsync(AxeEmulator.B, keys);

        Assert.That(call.Events.Where(e => e.EventType == CallEvent.CollectInfo).Select(e => e.StatusInfo.DigitInfo), Is.EqualTo(collected));
        Assert.That(call.Cause!.StateCode, Is.EqualTo(stateCode));
    }

    [Test]
    [Rule("axe.md §7", "A call that a matched extension's binding forbids is not asked for another extension", Inferred = true)]
    public async Task A_forbidden_display_is_not_collected_again()
    {
        await using var axe = await AxeEmulator.StartAsync(application => application with { CollectRepeats = 3 });
        await axe.BindAsync("""{"displayNumMode":1}""");

        var call = await axe.PlayAsync(AxeEmulator.B, "0001");

        Assert.That(AxeEmulator.Ending(call), Is.EqualTo("8024/8024 0 0 direction 2: callin collectInfo disconnect"));
        Assert.That((call.Cdr!.ExtendNum, call.Cdr.SubscriptionId), Is.EqualTo(("0001", (string)axe.Bindings[0]["subscriptionId"]!)));
    }

    [TestCase(new string[0], "7516/7516 0 0 direction 2: callin disconnect")]
    [TestCase(new[] { "0002" }, "7516/7516 0 0 direction 2: callin collectInfo disconnect")]
    [TestCase(new[] { "0001" }, "7516/7516 0 0 direction 0: callin collectInfo disconnect")]
    [Rule("axe.md §7", "B who hangs up before the call is forwarded: 7516")]
    public async Task A_caller_can_hang_up_while_keying(string[] keys, string expected)
    {
        await using var axe = await AxeEmulator.StartAsync(application => application with { CollectRepeats = 1 });
        await axe.BindAsync();

        var call = await axe.PlayAsync(AxeEmulator.B, new CallPlan { Outcome = Outcome.AbandonedBeforeForwarding, Keys = [.. keys] });

        Assert.That(AxeEmulator.Ending(call), Is.EqualTo(expected));
        Assert.That(call.HungUpBy, Is.EqualTo(Party.Caller));
    }

    [TestCase("0001", "0/0 0 0 direction 0: callin collectInfo callout alerting answer disconnect")]
    [TestCase("7", "8022/8022 0 0 direction 2: callin collectInfo disconnect")]
    public async Task An_interactive_caller_keys_by_hand(string keys, string expected)
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync();
        var engine = axe.World.Calls;
        var call = axe.Place(AxeEmulator.B, new CallPlan { Interactive = true });

        Assert.That(engine.Answer(call.SessionId, AnswerGate.Opened), Is.False);
        Assert.That(engine.Key(call.SessionId, keys, AnswerGate.Opened), Is.True);
        Assert.That(engine.Key(call.SessionId, keys, AnswerGate.Opened), Is.False);
        await axe.AdvanceAsync(TimeSpan.Zero);
        engine.Answer(call.SessionId, AnswerGate.Opened);
        engine.HangUp(call.SessionId, Party.Callee, AnswerGate.Opened);

        Assert.That(AxeEmulator.Ending(axe.Find(call)), Is.EqualTo(expected));
    }

    [Test]
    public async Task An_interactive_caller_is_asked_again_and_may_hang_up()
    {
        await using var axe = await AxeEmulator.StartAsync(application => application with { CollectRepeats = 1 });
        await axe.BindAsync();
        var call = axe.Place(AxeEmulator.B, new CallPlan { Interactive = true, Keys = ["0002"] });

        axe.World.Calls.HangUp(call.SessionId, Party.Caller, AnswerGate.Opened);

        Assert.That(AxeEmulator.Ending(axe.Find(call)), Is.EqualTo("7516/7516 0 0 direction 2: callin collectInfo disconnect"));
    }

    [Test]
    [Rule("axe.md §7", "An interactive caller who keys nothing within 30 s has made an empty entry", Inferred = true)]
    public async Task An_interactive_caller_who_keys_nothing_ends_with_8033()
    {
        await using var axe = await AxeEmulator.StartAsync(application => application with { CollectRepeats = 1 });
        await axe.BindAsync();
        var call = axe.Place(AxeEmulator.B, new CallPlan { Interactive = true });

        await axe.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.That(axe.Find(call).State, Is.EqualTo(CallState.Routing));
        await axe.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.That(AxeEmulator.Ending(axe.Find(call)), Is.EqualTo("8033/8033 0 0 direction 2: callin collectInfo collectInfo disconnect"));
    }

    [Test]
    [Rule("axe.md §7", "A number that no AXE application owns: 8025")]
    public async Task A_number_outside_the_pool_ends_with_8025()
    {
        await using var axe = await AxeEmulator.StartAsync();

        var call = axe.Place(AxeEmulator.B, "+8617099999999", "0001");

        Assert.That(AxeEmulator.Ending(call), Is.EqualTo("8025/8025 0 0 direction 2: callin disconnect"));
    }

    [TestCase(NumberStatus.Suspended, "8055/8055 0 0 direction 2: callin disconnect")]
    [TestCase(NumberStatus.Unavailable, "8055/8055 0 0 direction 2: callin disconnect")]
    [TestCase(NumberStatus.Blacklisted, "8055/8055 0 0 direction 2: callin disconnect")]
    [TestCase(NumberStatus.Frozen, Connected)]
    [Rule("axe.md §6", "Calls to a suspended or unavailable X are refused; those to a frozen one go on")]
    public async Task Xs_status_decides(NumberStatus status, string expected)
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync();
        axe.SetStatus(AxeEmulator.X, status);

        Assert.That(AxeEmulator.Ending(await axe.PlayAsync(AxeEmulator.B, "0001")), Is.EqualTo(expected));
    }

    [Test]
    [Rule("decision D14", "An A that was not reported is intercepted by the carrier")]
    public async Task An_unreported_A_is_intercepted()
    {
        await using var axe = await AxeEmulator.StartAsync(application => application with { Unreported = [AxeEmulator.A] });
        await axe.BindAsync();

        Assert.That(
            AxeEmulator.Ending(await axe.PlayAsync(AxeEmulator.B, "0001")),
            Is.EqualTo("7504/8059 21 403 direction 0: callin collectInfo callout disconnect"));
    }

    [Test]
    [Rule("axe.md §2", "An ended binding does not cut a call that has reached the platform; the next one ends with 8022")]
    public async Task Unbinding_lets_running_calls_go_on()
    {
        await using var axe = await AxeEmulator.StartAsync();
        var id = (await axe.BindAsync())["subscriptionId"];
        var running = axe.Place(AxeEmulator.B, AxeEmulator.X, "0001");

        await axe.UnbindAsync(id);

        Assert.That(AxeEmulator.Ending(await axe.FinishAsync(running)), Is.EqualTo(Connected));
        Assert.That(AxeEmulator.Ending(await axe.PlayAsync(AxeEmulator.B, "0001")), Is.EqualTo(Wrong));
    }

    [Test]
    [Rule("call-notifications.md §2.3", "B calls X + E: callin B to X, the second leg and disconnect X to A")]
    [Rule("decision D22", "callin and collectInfo carry neither subscriptionId nor userData; the later events and the CDR do")]
    public async Task Each_event_names_its_parties_and_its_binding()
    {
        await using var axe = await AxeEmulator.StartAsync(switches => switches with { UnboundSubscriptionId = UnboundSubscriptionId.Both });
        var id = (await axe.BindAsync("""{"userData":"order-1"}"""))["subscriptionId"];

        var call = await axe.PlayAsync(AxeEmulator.B, "0001");

        Assert.That(
            call.Events.Select(e => (e.EventType, e.StatusInfo.Caller, e.StatusInfo.Called, e.StatusInfo.SubscriptionId, e.StatusInfo.UserData)),
            Is.EqualTo(new[]
            {
                ("callin", AxeEmulator.B, AxeEmulator.X, null, null),
                ("collectInfo", null, null, null, null),
                ("callout", AxeEmulator.X, AxeEmulator.A, id, "order-1"),
                ("alerting", AxeEmulator.X, AxeEmulator.A, id, "order-1"),
                ("answer", AxeEmulator.X, AxeEmulator.A, id, "order-1"),
                ("disconnect", AxeEmulator.X, AxeEmulator.A, id, "order-1"),
            }));
        Assert.That((call.Cdr!.SubscriptionId, call.Cdr.UserData, call.Cdr.ServiceType), Is.EqualTo((id, "order-1", "005")));
    }

    [TestCase(ExtendNumField.ExtendNum, "0001", null)]
    [TestCase(ExtendNumField.ExtendNumber, null, "0001")]
    [TestCase(ExtendNumField.Both, "0001", "0001")]
    [Rule("call-notifications.md §8 no. 3", "The CDR carries the extension, as extendNum unless configured", Inferred = true, Switch = "switches.extendNumField")]
    public async Task The_CDR_carries_the_extension(ExtendNumField field, string? extendNum, string? extendNumber)
    {
        await using var axe = await AxeEmulator.StartAsync(switches => switches with { ExtendNumField = field });
        await axe.BindAsync();

        var bound = (await axe.PlayAsync(AxeEmulator.B, "0001")).Cdr!;
        var unbound = (await axe.PlayAsync(AxeEmulator.B, "0002")).Cdr!;

        Assert.That((bound.ExtendNum, bound.ExtendNumber), Is.EqualTo((extendNum, extendNumber)));
        Assert.That((unbound.ExtendNum, unbound.ExtendNumber, unbound.SubscriptionId), Is.EqualTo(((string?)null, (string?)null, "")));
    }

    private static TestCaseData Case(string binding, string from, string[] keys, string expected) =>
        new TestCaseData(binding, from, keys, expected).SetArgDisplayNames(binding, from, string.Join(' ', keys), expected[..4]);

    private static TestCaseData Repeated(int repeats, string[] keys, string[] collected, int stateCode) =>
        new TestCaseData(repeats, keys, collected, stateCode).SetArgDisplayNames(repeats.ToString(null, null), $"[{string.Join(',', keys)}]");
}
