using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Callbacks;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Faults;

/// <summary>What faults do to pushes.</summary>
internal sealed class PushFaultTests
{
    private const string Whole = "callin callout alerting answer disconnect fee";

    // What the fault is on, the fault, what the customer receives of a call.
    private static readonly string[][] Faults =
    [
        ["push.answer", "\"kind\":\"drop\"", "callin callout alerting disconnect fee"],
        ["push.*", "\"kind\":\"drop\"", "callout alerting answer disconnect fee"],
        ["push.alerting", "\"kind\":\"duplicate\"", "callin callout alerting alerting answer disconnect fee"],
        ["push.callout", "\"kind\":\"reorder\"", "callin alerting callout answer disconnect fee"],
        ["push.answer", "\"kind\":\"reorder\"", "callin callout alerting disconnect answer fee"],
        ["push.disconnect", "\"kind\":\"reorder\"", "callin callout alerting answer fee disconnect"],
        ["push.answer", "\"kind\":\"delay\",\"delay\":\"10s\"", Whole],
        ["push.disconnect", "\"kind\":\"delay\",\"delay\":\"10s\"", "callin callout alerting answer fee disconnect"],
        ["push.smsNotify", "\"kind\":\"drop\"", Whole],
    ];

    private Customer _customer = null!;
    private TestEmulator _emulator = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _customer = new Customer();
        _emulator = await PushSample.StartAsync(_customer);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _emulator.DisposeAsync();
        _customer.Dispose();
    }

    [TestCaseSource(nameof(Faults))]
    [Rule("contract.md §5", "A push is dropped, sent twice, swapped with the next of its call, or late on the application's clock, which holds back what follows.", Inferred = true)]
    [Rule("contract.md §5", "A reordered push that nothing follows is sent on its own after a minute, or after its delay.", Inferred = true)]
    public async Task What_the_customer_receives(string on, string fault, string received)
    {
        await _emulator.FailAsync(on, fault);

        await PlayAsync();

        Assert.That(string.Join(' ', _customer.Received.Select(push => push.EventType)), Is.EqualTo(received));
    }

    [Test]
    public async Task A_push_can_wait_less_long_for_another()
    {
        await _emulator.FailAsync("push.answer", "\"kind\":\"reorder\",\"delay\":\"5s\"");
        await PlayAsync();

        Assert.That(string.Join(' ', _customer.Received.Select(push => push.EventType)), Is.EqualTo(Whole));
        Assert.That(_emulator.Journal("answer").Attempts[0].At, Is.EqualTo(TestEmulator.Start.AddSeconds(8)));
    }

    [Test]
    [Rule("contract.md §5", "A push delay runs on the application's clock.")]
    public async Task A_delayed_push_leaves_on_the_applications_clock()
    {
        await _emulator.FailAsync("push.answer", "\"kind\":\"delay\",\"delay\":\"10s\"");

        await PlayAsync();

        Assert.That(_emulator.Journal("answer").Attempts.Single().At, Is.EqualTo(TestEmulator.Start.AddSeconds(13)));
    }

    [Test]
    [Rule("contract.md §5", "What follows a delayed push in its call does not wait for it.", Inferred = true)]
    public async Task Delayed_pushes_hold_nothing_up()
    {
        await _emulator.FailAsync("push.alerting", "\"kind\":\"delay\",\"delay\":\"1m\"");
        await PlayAsync();
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.That(_customer.Received.Select(push => push.EventType).Last(), Is.EqualTo("alerting"));
        Assert.That(_emulator.Journal("answer").Attempts.Single().At, Is.EqualTo(TestEmulator.Start.AddSeconds(3)));
        Assert.That(_emulator.Journal("alerting").Attempts.Single().At, Is.EqualTo(TestEmulator.Start.AddMinutes(1)));
    }

    [Test]
    public async Task Pushes_that_are_all_delayed_keep_their_distances()
    {
        await _emulator.Control.PostAsync("faults", """{ "on": "push.*", "fault": { "kind": "delay", "delay": "7s" } }""");

        await PlayAsync();
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.That(new[] { "callin", "callout", "answer" }.Select(type => (_emulator.Journal(type).Attempts.Single().At - TestEmulator.Start).TotalSeconds), Is.EqualTo(new[] { 7.0, 7.0, 10.0 }));
    }

    [Test]
    [Rule("contract.md §5", "A dropped push is shown as dropped, with its fault and without an attempt; it can be sent by hand.")]
    public async Task A_dropped_push_is_shown()
    {
        var id = await _emulator.FailAsync("push.answer", "\"kind\":\"drop\"");

        await PlayAsync();
        var item = (await _emulator.Control.GetAsync("callbacks?eventType=answer")).Items.Single();
        await _emulator.Control.PostAsync($"callbacks/{item["id"]}/redeliver");
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.That(((string?)item["state"], item["attempts"]!.AsArray().Count), Is.EqualTo(("dropped", 0)));
        Assert.That(((string?)item["fault"]!["id"], (string?)item["fault"]!["kind"]), Is.EqualTo((id, "drop")));
        Assert.That(_emulator.Journal("answer").State, Is.EqualTo(PushState.Delivered));
    }

    [Test]
    [Rule("contract.md §5", "A corrupt signature is well-formed and wrong; a retry is signed as ever.", Inferred = true)]
    public async Task A_corrupt_signature_is_refused_and_its_retry_is_not()
    {
        await _emulator.FailAsync("push.callin", "\"kind\":\"corruptSignature\"");
        _customer.Answers = (push, _) => Task.FromResult(Customer.Status(IsSigned(push) ? 200 : 401));

        _emulator.Place(A, X);
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.That(_emulator.Journal("callin").Attempts.Select(attempt => attempt.Reply.Status), Is.EqualTo(new[] { 401, 200 }));
        Assert.That(_customer.Received.Where(push => push.EventType != "callin").Select(IsSigned), Has.All.True);
    }

    [Test]
    [Rule("contract.md §5", "A question that is dropped is one that the customer does not answer in time.", Inferred = true)]
    public async Task A_dropped_question_ends_as_one_without_an_answer()
    {
        await using var emulator = await TestEmulator.StartAsync(
            new ApplicationOptions { Mode = Mode.X, Name = "x", Numbers = [new() { Number = X, AreaCode = "0755" }] });
        await emulator.FailAsync("push.callin", "\"kind\":\"drop\"");

        var call = await emulator.PlayAsync(A, X);

        Assert.That(call.State, Is.EqualTo(CallState.Ended));
        Assert.That(call.CallEndTime, Is.EqualTo(TestEmulator.Start.AddSeconds(5)));
    }

    [Test]
    public async Task A_reset_forgets_what_was_held_back()
    {
        await _emulator.FailAsync("push.disconnect", "\"kind\":\"reorder\"");
        await _emulator.PlayAsync(PushSample.Stranger, X);

        await _emulator.Control.PostAsync("reset");
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.That(_customer.Received.Select(push => push.EventType), Has.None.EqualTo("disconnect"));
    }

    private static bool IsSigned(Received push)
    {
        var token = HeaderAttributes.Parse(push["X-AKSK"]);
        return token["PasswordDigest"] == Digests.Aksk("axb-secret", token["Nonce"]!, token["Created"]!);
    }

    private async Task PlayAsync()
    {
        await _emulator.BindAsync();
        await _emulator.PlayAsync(A, X);
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(2));
    }
}
