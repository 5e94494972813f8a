using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Messages;

public sealed class SmsPushTests
{
    private static readonly double[] Schedule = [0, 1, 4, 9, 106, 203, 300];

    [Test]
    [Rule("sms.md §6", "The documented Notify of an SMS without a binding, to the order of its members.")]
    public async Task The_documented_example_of_Notify()
    {
        await using var emulator = await TestEmulator.StartAsync(Sms.Application(Mode.Axb));

        var message = await emulator.SendAsync(Sms.A, "hello");

        Golden.Verify("sms/notify-unbound", emulator.Pushed(message.SmsIdentifier).Single());
    }

    [Test]
    [Rule("sms.md §2", "A Notify after forwarding carries called and subscriptionId; values of extParas are texts.")]
    [Rule("axb.md §2.1", "The binding's userData is carried in SMS notices.")]
    public async Task A_Notify_after_forwarding()
    {
        await using var emulator = await Sms.StartAxbAsync(binding: """{"userData":"order-1"}""");

        var message = await emulator.SendAsync(Sms.A, "hello");

        Golden.Verify("sms/notify-axb", emulator.Pushed(message.SmsIdentifier).Single());
    }

    [Test]
    [Rule("sms.md §2", "The text is pushed only where support opened it: as the sender wrote it.", Switch = "switches.smsContent")]
    public async Task The_text_is_pushed_when_the_switch_is_on()
    {
        await using var emulator = await Sms.StartAxbAsync(a => a with { Switches = a.Switches with { SmsContent = true } });

        var message = await emulator.SendAsync(Sms.A, "在吗 \"x\"");

        Assert.That((string?)emulator.Events(message).Single()["smsContent"], Is.EqualTo("在吗 \"x\""));
    }

    [TestCase(false, null)]
    [TestCase(true, "0755")]
    [Rule("sms.md §2", "areaCode, the city of X, is pushed only where support opened it.", Switch = "switches.smsAreaCode")]
    public async Task The_city_of_X_is_pushed_when_the_switch_is_on(bool on, string? areaCode)
    {
        await using var emulator = await Sms.StartAxbAsync(a => a with { Switches = a.Switches with { SmsAreaCode = on } });

        var message = await emulator.SendAsync(Sms.A, "hello");

        Assert.That((string?)emulator.Events(message).Single()["areaCode"], Is.EqualTo(areaCode));
    }

    [Test]
    [Rule("sms.md §2", "One push per SMS whatever the number of parts, with a smsIdentifier of its own.")]
    public async Task A_long_SMS_is_pushed_once()
    {
        await using var emulator = await Sms.StartAxbAsync();

        var message = await emulator.SendAsync(Sms.A, new string('中', 135));
        var other = await emulator.SendAsync(Sms.A, new string('中', 135));

        Assert.That(emulator.Events(message).Single().Para("splitNum"), Is.EqualTo("3"));
        Assert.That(message.SplitNum, Is.EqualTo(3));
        Assert.That(other.SmsIdentifier, Is.Not.EqualTo(message.SmsIdentifier));
        Assert.That(emulator.World.Messages.Messages, Is.EqualTo(new[] { message, other }));
    }

    [Test]
    [Rule("sms.md §4", "A failed Notify is resent at most six times, at the offsets of the call events.", Inferred = true, Switch = "callbacks.retryAfter")]
    public async Task Notify_is_retried_by_the_schedule()
    {
        await using var emulator = await Sms.StartAxbAsync();
        emulator.Answer(PushTypes.SmsNotify, new ScriptedAnswer(500));

        await emulator.SendAsync(Sms.A, "hello");
        await emulator.AdvanceAsync(TimeSpan.FromDays(1));

        var push = emulator.Pushes().Single();
        Assert.That(push.Attempts.Select(attempt => (attempt.At - push.Attempts[0].At).TotalMinutes), Is.EqualTo(Schedule));
        Assert.That(push.State, Is.EqualTo(PushState.Dropped));
    }

    [Test]
    [Rule("sms.md §4", "HTTP 200 ends the retries, whatever the body.")]
    public async Task A_200_ends_the_retries()
    {
        await using var emulator = await Sms.StartAxbAsync();
        emulator.Answer(PushTypes.SmsNotify, new ScriptedAnswer(500), new ScriptedAnswer(200, Body: "thanks"));

        await emulator.SendAsync(Sms.A, "hello");
        await emulator.AdvanceAsync(TimeSpan.FromDays(1));

        var push = emulator.Pushes().Single();
        Assert.That((push.Attempts.Length, push.State), Is.EqualTo((2, PushState.Delivered)));
    }

    [Test]
    [Rule("contract.md §3", "Notify leaves after the answer to POST messages.")]
    public async Task Notify_waits_for_the_answer_to_its_cause()
    {
        await using var emulator = await Sms.StartAxbAsync();
        var gate = new AnswerGate();

        var held = emulator.BeginSend(Sms.A, "first", gate);
        Assert.That(held.IsCompletedSuccessfully, "The result does not wait for the push.");

        // Another SMS whose gate is open gives the first every chance to overtake.
        var passing = await emulator.BeginSend(Sms.B, "second");
        await emulator.UntilAttemptedAsync(() => Attempts(emulator, passing) > 0);

        Assert.That(Attempts(emulator, await held), Is.Zero);
        gate.Open();
        await emulator.World.Outbox.WhenQuiet();
        Assert.That(Attempts(emulator, await held), Is.EqualTo(1));
    }

    [Test]
    [Rule("sms.md §2", "Both headers are signed with the application's own key, as for every push.")]
    public async Task A_push_goes_to_the_notify_URL_and_is_signed()
    {
        await using var emulator = await Sms.StartAxbAsync(a => a with { SmsNotifyUrl = "http://customer.test/sms", SmsControlUrl = "http://customer.test/control" });
        var customer = new Recorder();
        emulator.RouteCallbacks("customer.test", customer);

        await emulator.SendAsync(Sms.A, "hello");

        var (path, headers, body) = customer.Received.Single();
        Assert.That(path, Is.EqualTo("/sms"));
        Assert.That(headers, Does.Contain("""AKSK realm="SDP",profile="UsernameToken",type="Appkey"""));
        Assert.That(headers, Does.Contain("""UsernameToken Username="sms-key",PasswordDigest="""));
        Assert.That((string?)JsonNode.Parse(body)!["smsEvent"]!["notificationMode"], Is.EqualTo("Notify"));
    }

    [Test]
    [Rule("contract.md §3", "A reset forgets all messages.")]
    public async Task A_reset_forgets_messages()
    {
        await using var emulator = await Sms.StartAxbAsync();
        var before = await emulator.SendAsync(Sms.Stranger, "hello");

        emulator.World.Reset();

        Assert.That(emulator.World.Messages.Messages, Is.Empty);
        Assert.That((await emulator.SendAsync(Sms.Stranger, "hello")).Sequence, Is.EqualTo(before.Sequence));
    }

    private static int Attempts(TestEmulator emulator, Message message)
    {
        lock (emulator.World.Gate)
        {
            return emulator.World.Outbox.Journal.Items.Single(push => push.SessionIds.Contains(message.SmsIdentifier)).Attempts.Length;
        }
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public List<(string Path, string Headers, string Body)> Received { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Received.Add((request.RequestUri!.AbsolutePath, request.Headers.ToString(), body));
            return new HttpResponseMessage(System.Net.HttpStatusCode.OK);
        }
    }
}
