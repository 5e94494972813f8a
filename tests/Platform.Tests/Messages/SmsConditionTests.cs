using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Messages;

/// <summary>When an SMS goes, what its sendResult is when it does not, and whether the customer hears of it.</summary>
public sealed class SmsConditionTests
{
    private static readonly TestCaseData[] Senders =
    [
        new TestCaseData(Sms.A, SendResult.Success, Sms.B, "1").SetArgDisplayNames("A to B"),
        new TestCaseData(Sms.B, SendResult.Success, Sms.A, "0").SetArgDisplayNames("B to A"),
        new TestCaseData(Sms.Stranger, SendResult.NoBinding, null, "2").SetArgDisplayNames("a stranger"),
        new TestCaseData(Sms.Landline, SendResult.AllPartsFailed, null, "2").SetArgDisplayNames("a landline"),
        new TestCaseData(Sms.Channel, SendResult.AllPartsFailed, null, "2").SetArgDisplayNames("an SMS channel"),
    ];

    private static readonly TestCaseData[] Applications =
    [
        Case("SMS off", a => a with { Sms = false }, SendResult.NoSmsCapability, pushed: false),
        Case("SMS off, frozen", a => a with { Sms = false, Frozen = true }, SendResult.NoSmsCapability, pushed: false),
        Case("account frozen", a => a with { Frozen = true }, SendResult.AccountFrozen),
        Case("application suspended", a => a with { Status = ApplicationStatus.Suspended }, SendResult.ApplicationNotCommercial),
        Case("no URL for SMS", a => a with { StatusUrl = "http://customer.test/status" }, SendResult.Success, pushed: false),
    ];

    private static readonly TestCaseData[] Numbers =
    [
        new(NumberStatus.Normal, SendResult.Success),
        new(NumberStatus.Frozen, SendResult.Success),
        new(NumberStatus.Suspended, SendResult.NumberSuspended),
        new(NumberStatus.Unavailable, SendResult.NumberSuspended),
        new(NumberStatus.Blacklisted, SendResult.Blacklisted),
    ];

    [TestCaseSource(nameof(Senders))]
    [Rule("sms.md §1", "AXB forwards between A and B; a sender whom no binding names is sendResult 2, direction 2.")]
    [Rule("sms.md §1", "Landlines and SMS channels such as 106 do not send: sendResult 10.", Inferred = true)]
    public async Task The_sender_decides_in_AXB(string from, object result, string? receiver, string direction)
    {
        await using var emulator = await Sms.StartAxbAsync();

        var message = await emulator.SendAsync(from, "你好");

        var notify = emulator.Events(message).Single();
        Assert.That((object?)message.SendResult, Is.EqualTo(result));
        Assert.That(message.ForwardedTo?.Value, Is.EqualTo(receiver));
        Assert.That(message.ForwardedText, Is.EqualTo(receiver is null ? null : "你好"));
        Assert.That((string?)notify["called"], Is.EqualTo(receiver));
        Assert.That((int)notify["sendResult"]!, Is.EqualTo((int)result));
        Assert.That(notify.Para("direction"), Is.EqualTo(direction));
        Assert.That(notify.Para("splitNum"), Is.EqualTo(receiver is null ? "0" : "1"));
    }

    [TestCaseSource(nameof(Applications))]
    [Rule("decision D38", "An application without SMS, or without a URL for it, hears of none; frozen is sendResult 1, suspended 4.")]
    public async Task The_state_of_the_application_decides(Func<ApplicationOptions, ApplicationOptions> change, object result, bool pushed)
    {
        await using var emulator = await Sms.StartAxbAsync();
        emulator.World.Change(change(emulator.World.Application));

        var message = await emulator.SendAsync(Sms.A, "hello");

        Assert.That((object?)message.SendResult, Is.EqualTo(result));
        Assert.That(emulator.Events(message).Select(sms => (int)sms["sendResult"]!), Is.EqualTo(pushed ? new[] { (int)result } : []));
    }

    [TestCaseSource(nameof(Numbers))]
    [Rule("decision D38", "X suspended or unavailable: sendResult 3; blacklisted: 8; a frozen X forwards for the bindings that it has.")]
    public async Task The_status_of_X_decides(NumberStatus status, object result)
    {
        await using var emulator = await Sms.StartAxbAsync();
        lock (emulator.World.Gate)
        {
            emulator.World.Numbers.Put(emulator.World.Numbers.Find(PhoneNumber.Parse(Sms.X))! with { Status = status });
        }

        var message = await emulator.SendAsync(Sms.B, "hello");

        Assert.That((object?)message.SendResult, Is.EqualTo(result));
        Assert.That(emulator.Events(message).Single().Para("direction"), Is.EqualTo("0"), "The binding names the sender, whatever X's status.");
    }

    [Test]
    [Rule("decision D38", "A number that was ordered without SMS: sendResult 11.")]
    public async Task A_number_without_SMS_is_11()
    {
        await using var emulator = await Sms.StartAxbAsync(a => a with { Numbers = [new NumberOptions { Number = Sms.X, AreaCode = "0755", Sms = false }] });

        var message = await emulator.SendAsync(Sms.A, "hello");

        Assert.That(message.SendResult, Is.EqualTo(SendResult.NoSmsCapability));
        Assert.That((string?)emulator.Events(message).Single()["subscriptionId"], Is.EqualTo(message.Binding!.SubscriptionId));
    }

    [TestCase(Mode.Axe)]
    [TestCase(Mode.Axyb)]
    [Rule("decision D38", "AXE and AXYB have no SMS: sendResult 11.")]
    public async Task A_mode_without_SMS_is_11(Mode mode)
    {
        await using var emulator = await TestEmulator.StartAsync(Sms.Application(mode));

        var message = await emulator.SendAsync(Sms.A, "hello");

        Assert.That((message.SendResult, message.Direction), Is.EqualTo((SendResult.NoSmsCapability, Directions.Abnormal)));
        Assert.That((int)emulator.Events(message).Single()["sendResult"]!, Is.EqualTo(11));
    }

    [TestCase("\"false\"", SendResult.NoSmsCapability)]
    [TestCase("false", SendResult.NoSmsCapability)]
    [TestCase("\"true\"", SendResult.Success)]
    [Rule("decision D38", "A binding with privateSms false: sendResult 11, both ways.")]
    public async Task The_binding_decides(string privateSms, object result)
    {
        await using var emulator = await Sms.StartAxbAsync(binding: $$"""{"privateSms":{{privateSms}}}""");

        Assert.That((object?)(await emulator.SendAsync(Sms.A, "hello")).SendResult, Is.EqualTo(result));
        Assert.That((object?)(await emulator.SendAsync(Sms.B, "hello")).SendResult, Is.EqualTo(result));
    }

    [TestCase(1)]
    [TestCase(2)]
    [Rule("sms.md §1", "callDirection limits calls and no SMS.", Inferred = true)]
    public async Task The_direction_of_calls_limits_no_SMS(int callDirection)
    {
        await using var emulator = await Sms.StartAxbAsync(binding: $$"""{"callDirection":{{callDirection}}}""");

        Assert.That((await emulator.SendAsync(Sms.A, "hello")).SendResult, Is.EqualTo(SendResult.Success));
        Assert.That((await emulator.SendAsync(Sms.B, "hello")).SendResult, Is.EqualTo(SendResult.Success));
    }

    [TestCase(Sms.A)]
    [TestCase(Sms.B)]
    [Rule("sms.md §2", "A sender or receiver in the blacklist: sendResult 8.", Inferred = true, Switch = "applications[].blacklist")]
    public async Task Nobody_in_the_blacklist_sends_or_receives(string listed)
    {
        await using var emulator = await Sms.StartAxbAsync(a => a with { Blacklist = [listed] });

        var message = await emulator.SendAsync(Sms.A, "hello");

        Assert.That((message.SendResult, message.Direction, message.ForwardedTo), Is.EqualTo((SendResult.Blacklisted, Directions.FromA, (PhoneNumber?)null)));
    }

    [Test]
    [Rule("decision D38", "A landline as the receiver: sendResult 10.")]
    public async Task A_landline_receives_none()
    {
        await using var emulator = await Sms.StartAxbAsync(binding: $$"""{"calleeNum":"{{Sms.Landline}}"}""");

        var message = await emulator.SendAsync(Sms.A, "hello");

        Assert.That((message.SendResult, message.Direction, message.ForwardedTo), Is.EqualTo((SendResult.AllPartsFailed, Directions.FromA, (PhoneNumber?)null)));
    }

    [Test]
    [Rule("sms.md §1", "An expired binding forwards nothing: sendResult 2.")]
    public async Task An_expired_binding_is_gone()
    {
        await using var emulator = await Sms.StartAxbAsync(binding: """{"duration":60}""");
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(59));
        Assert.That((await emulator.SendAsync(Sms.A, "hello")).SendResult, Is.EqualTo(SendResult.Success));

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.That((await emulator.SendAsync(Sms.A, "hello")).SendResult, Is.EqualTo(SendResult.NoBinding));
    }

    private static TestCaseData Case(string name, Func<ApplicationOptions, ApplicationOptions> change, SendResult result, bool pushed = true) =>
        new TestCaseData(change, result, pushed).SetArgDisplayNames(name);
}
