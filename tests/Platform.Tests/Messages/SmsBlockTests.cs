using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Messages;

/// <summary>SMS that the customer decides about, in X mode: every one of them.</summary>
public sealed class SmsBlockTests
{
    private static readonly TestCaseData[] Answers =
    [
        Case("route", Sms.RouteTo(Sms.B, Sms.A), SendResult.Success, Sms.B),
        Case("route to a landline", Sms.RouteTo(Sms.Landline, Sms.A), SendResult.AllPartsFailed),
        Case("discard", new ScriptedAnswer(Body: """{"actions":[{"operation":"DiscardMessage"}]}"""), SendResult.Discarded),
        Case("another calling", Sms.RouteTo(Sms.B, Sms.Stranger), SendResult.InternalError),
        Case("nothing", new ScriptedAnswer(), SendResult.InternalError),
        Case("500", new ScriptedAnswer(500), SendResult.InternalError),
    ];

    [Test]
    [Rule("sms.md §6", "The documented Block of X mode, to the order of its members, and the Notify after it.")]
    public async Task The_documented_example_of_Block()
    {
        await using var emulator = await StartAsync();
        emulator.Answer(PushTypes.SmsBlock, Sms.RouteTo(Sms.B, Sms.A));

        var message = await emulator.SendAsync(Sms.A, new string('中', 71));

        var pushed = emulator.Pushed(message.SmsIdentifier);
        Assert.That(pushed, Has.Count.EqualTo(2));
        Golden.Verify("sms/block-x", pushed[0]);
        Golden.Verify("sms/notify-x", pushed[1]);
    }

    [TestCaseSource(nameof(Answers))]
    [Rule("sms.md §1", "X mode asks about every SMS and forwards it as the sender wrote it; direction is always 1.")]
    public async Task The_answer_decides(int status, string body, object result, string? receiver)
    {
        await using var emulator = await StartAsync();
        emulator.Answer(PushTypes.SmsBlock, new ScriptedAnswer(status, Body: body));

        var message = await emulator.SendAsync(Sms.A, "hello@13800000099");

        var events = emulator.Events(message);
        Assert.That(((object?)message.SendResult, message.ForwardedTo?.Value, message.ForwardedText), Is.EqualTo((result, receiver, receiver is null ? null : "hello@13800000099")));
        Assert.That(events.Select(sms => (int)sms["sendResult"]!), Is.EqualTo(new[] { 0, (int)result }));
        Assert.That(events.Select(sms => sms.Para("direction")), Is.All.EqualTo("1"));
        Assert.That(events[1].Para("splitNum"), Is.EqualTo(receiver is null ? "0" : "1"));
    }

    [Test]
    [Rule("sms.md §4", "Block is attempted once.", Inferred = true)]
    public async Task Block_is_never_retried()
    {
        await using var emulator = await StartAsync();
        emulator.Answer(PushTypes.SmsBlock, new ScriptedAnswer(500));

        await emulator.SendAsync(Sms.A, "hello");
        await emulator.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.That(emulator.Pushes().Single(push => push.EventType == PushTypes.SmsBlock).Attempts, Has.Length.EqualTo(1));
    }

    [TestCase(4, SendResult.Discarded, 4)]
    [TestCase(5, SendResult.DecisionTimedOut, 5)]
    [TestCase(60, SendResult.DecisionTimedOut, 5)]
    [Rule("decision D37", "The customer has the time of a push to decide; then it is sendResult 7.", Switch = "callbacks.timeout")]
    public async Task The_decision_has_its_time(int seconds, object result, int known)
    {
        await using var emulator = await StartAsync();
        emulator.Answer(PushTypes.SmsBlock, new ScriptedAnswer(Delay: TimeSpan.FromSeconds(seconds), Body: """{"actions":[{"operation":"DiscardMessage"}]}"""));

        var sending = emulator.BeginSend(Sms.A, "hello");
        await emulator.World.Outbox.WhenQuiet();
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(known - 1));
        Assert.That(sending.IsCompleted, Is.False, "A manual clock decides when the customer answers.");
        Assert.That(emulator.World.Messages.Messages.Single().SendResult, Is.Null);

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.That((object?)(await sending).SendResult, Is.EqualTo(result));
    }

    [Test]
    [Rule("contract.md §3", "Block does not wait for the answer to POST messages, which waits for it; the Notify after it does.")]
    public async Task Block_leaves_before_the_answer_to_its_cause_and_Notify_after()
    {
        await using var emulator = await StartAsync();
        emulator.Answer(PushTypes.SmsBlock, Sms.RouteTo(Sms.B, Sms.A));
        var gate = new AnswerGate();

        await emulator.BeginSend(Sms.A, "hello", gate);

        Assert.That(emulator.Pushes().Select(push => (push.EventType, push.State)), Is.EqualTo(new[] { (PushTypes.SmsBlock, PushState.Delivered), (PushTypes.SmsNotify, PushState.Pending) }));
        gate.Open();
        await emulator.World.Outbox.WhenQuiet();
        Assert.That(emulator.Pushes().Select(push => push.State), Is.All.EqualTo(PushState.Delivered));
    }

    [Test]
    [Rule("sms.md §1", "Without an SMS control URL nobody can be asked: sendResult 5.", Inferred = true)]
    public async Task Without_a_control_URL_nobody_can_be_asked()
    {
        await using var emulator = await StartAsync(a => a with { StatusUrl = "http://customer.test/status" });

        Assert.That((await emulator.SendAsync(Sms.A, "hello")).SendResult, Is.EqualTo(SendResult.InternalError));
    }

    [Test]
    [Rule("decision D37", "A control URL that refuses the connection is a faulty answer: sendResult 5.")]
    public async Task A_control_URL_that_cannot_be_reached_is_5()
    {
        await using var emulator = await StartAsync(a => a with { SmsControlUrl = "http://nobody.test/control" });

        Assert.That((await emulator.SendAsync(Sms.A, "hello")).SendResult, Is.EqualTo(SendResult.InternalError));
    }

    [Test]
    [Rule("sms.md §1", "What the state already forbids is not put to the customer.", Inferred = true)]
    public async Task A_refused_SMS_is_not_put_to_the_customer()
    {
        await using var emulator = await StartAsync(a => a with { Frozen = true });

        var message = await emulator.SendAsync(Sms.A, "hello");

        var notify = emulator.Events(message).Single();
        Assert.That(((string?)notify["notificationMode"], (int)notify["sendResult"]!, notify.Para("direction")), Is.EqualTo(("Notify", 1, "1")));
    }

    [Test]
    [Rule("contract.md §3", "A reset ends the wait for a decision.")]
    public async Task A_reset_ends_the_wait()
    {
        await using var emulator = await StartAsync();
        emulator.Answer(PushTypes.SmsBlock, new ScriptedAnswer(Delay: TimeSpan.FromSeconds(1)));
        var sending = emulator.BeginSend(Sms.A, "hello");

        emulator.World.Reset();

        Assert.That(async () => await sending, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(emulator.World.Messages.Messages, Is.Empty);
    }

    private static Task<TestEmulator> StartAsync(Func<ApplicationOptions, ApplicationOptions>? change = null)
    {
        var application = Sms.Application(Mode.X);
        return TestEmulator.StartAsync(change?.Invoke(application) ?? application);
    }

    private static TestCaseData Case(string name, ScriptedAnswer answer, SendResult result, string? receiver = null) =>
        new TestCaseData(answer.Status, answer.Body, result, receiver).SetArgDisplayNames(name);
}
