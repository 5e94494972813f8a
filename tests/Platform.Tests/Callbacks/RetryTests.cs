using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Callbacks;

/// <summary>What a failed push is, and when it is tried again (call-notifications.md §1, §7).</summary>
internal sealed class RetryTests
{
    private static readonly int[] Minutes = [0, 1, 4, 9, 106, 203, 300];

    private static readonly ApplicationOptions EventsOnly = PushSample.Application with { FeeUrl = null };

    [Test]
    [Rule("call-notifications.md §7", "A failed push is tried again 1, 4, 9, 106, 203 and 300 minutes after its first attempt, then given up.", Inferred = true, Switch = "callbacks.retryAfter")]
    public async Task A_push_is_tried_seven_times_and_then_dropped()
    {
        using var customer = new Customer();
        customer.Answer(500);
        await using var emulator = await PushSample.StartAsync(customer, EventsOnly);
        emulator.Place(PushSample.Stranger, X);

        await emulator.AdvanceAsync(TimeSpan.FromMinutes(300) - TimeSpan.FromSeconds(1));
        var before = emulator.Journal("callin").State;
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));
        var push = emulator.Journal("callin");
        await emulator.AdvanceAsync(TimeSpan.FromDays(30));

        Assert.That(push.Attempts.Select(attempt => (attempt.At - TestEmulator.Start).TotalMinutes), Is.EqualTo(Minutes));
        Assert.That(before, Is.EqualTo(PushState.Failed));
        Assert.That(push.State, Is.EqualTo(PushState.Dropped));
        Assert.That(emulator.Journal("callin").Attempts, Has.Length.EqualTo(7));
    }

    [Test]
    [Rule("call-notifications.md §7", "A push is tried until the customer answers 200, and not once more; the retries of a CDR are those of events.")]
    public async Task A_delivered_push_is_not_tried_again()
    {
        using var customer = new Customer();
        await using var emulator = await PushSample.StartAsync(customer, PushSample.Application with { StatusUrl = null });
        customer.Answer(500, 503, 200, 500);
        emulator.Place(PushSample.Stranger, X);

        await emulator.AdvanceAsync(TimeSpan.FromDays(1));

        var push = emulator.Journal("fee");
        Assert.That(push.State, Is.EqualTo(PushState.Delivered));
        Assert.That(push.Attempts.Select(attempt => attempt.Reply.Status), Is.EqualTo((int?[])[500, 503, 200]));
        Assert.That(push.Attempts.Select(attempt => (attempt.At - push.Attempts[0].At).TotalMinutes), Is.EqualTo((int[])[0, 1, 4]));
    }

    [Test]
    [Rule("call-notifications.md §5", "A change of URLs takes effect at once: a retry goes to the new one.")]
    public async Task A_retry_goes_to_the_URL_that_the_application_has_by_then()
    {
        using var customer = new Customer();
        customer.Answer(500, 200);
        await using var emulator = await PushSample.StartAsync(customer, EventsOnly);
        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));

        await emulator.Control.PatchAsync($"applications/{EventsOnly.Name}", $$"""{ "statusUrl": "http://{{Customer.Host}}/moved" }""");
        await emulator.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.That(customer.Received.Where(push => push.EventType == "callin").Select(push => push.Url.AbsolutePath), Is.EqualTo(new[] { "/status", "/moved" }));

        await emulator.Control.PatchAsync($"applications/{EventsOnly.Name}", $$"""{ "statusUrl": "http://{{Customer.Host}}/again" }""");
        await emulator.Control.PostAsync($"callbacks/{emulator.Journal("callin").Id}/redeliver");
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.That(customer.Received[^1].Url.AbsolutePath, Is.EqualTo("/again"), "and so does what is sent again by hand");
    }

    [TestCase(200, true)]
    [TestCase(201, false)]
    [TestCase(202, false)]
    [TestCase(204, false)]
    [TestCase(301, false)]
    [TestCase(302, false)]
    [TestCase(400, false)]
    [TestCase(401, false)]
    [TestCase(404, false)]
    [TestCase(500, false)]
    [Rule("call-notifications.md §1", "Only status 200 is success.")]
    public async Task Only_200_is_success(int status, bool delivered)
    {
        using var customer = new Customer();
        customer.Answer(status);
        await using var emulator = await PushSample.StartAsync(customer, EventsOnly);

        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.Zero);

        Assert.That(emulator.Journal("callin").State, Is.EqualTo(delivered ? PushState.Delivered : PushState.Failed));
    }

    [TestCase("")]
    [TestCase("Receive call event.")]
    [TestCase("""{"resultcode":"1010002","resultdesc":"no"}""")]
    [TestCase("{broken")]
    [Rule("call-notifications.md §1", "The body of the customer's answer is ignored.")]
    public async Task The_body_of_the_answer_is_ignored(string body)
    {
        using var customer = new Customer { Answers = (_, _) => Task.FromResult(Customer.Status(200, body)) };
        await using var emulator = await PushSample.StartAsync(customer, EventsOnly);

        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.Zero);

        Assert.That(emulator.Journal("callin").State, Is.EqualTo(PushState.Delivered));
        Assert.That(emulator.Journal("callin").Attempts[0].Reply.Body, Is.EqualTo(body), "but shown");
    }

    [Test]
    [Rule("call-notifications.md §7", "A failing push does not hold back the next one of its session.", Inferred = true)]
    public async Task A_failing_push_does_not_hold_back_the_next()
    {
        using var customer = new Customer { Answers = (push, _) => Task.FromResult(Customer.Status(push.EventType == "callin" ? 500 : 200)) };
        await using var emulator = await PushSample.StartAsync(customer, EventsOnly);

        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.Zero);

        Assert.That(emulator.Journal("callin").State, Is.EqualTo(PushState.Failed));
        Assert.That(emulator.Journal("disconnect").State, Is.EqualTo(PushState.Delivered));
    }

    private static readonly Exception[] Exceptions =
    [
        new HttpRequestException("refused"), new IOException("reset"), new ArithmeticException("a bug of the customer's"),
        new OperationCanceledException("aborted"), new NotSupportedException("no"),
    ];

    [TestCaseSource(nameof(Exceptions))]
    [Rule("call-notifications.md §1", "No answer at all is a failure, whatever the reason, and is tried again.")]
    public async Task A_customer_that_throws_is_a_failed_push(Exception exception)
    {
        using var customer = new Customer { Answers = (_, _) => Task.FromException<HttpResponseMessage>(exception) };
        await using var emulator = await PushSample.StartAsync(customer, EventsOnly);
        emulator.Place(PushSample.Stranger, X);

        await emulator.AdvanceAsync(TimeSpan.Zero).WaitAsync(TimeSpan.FromSeconds(30));
        customer.Answer(200);
        await emulator.AdvanceAsync(TimeSpan.FromMinutes(1));

        var push = emulator.Journal("callin");
        Assert.That(push.Attempts[0].Reply.Status, Is.Null);
        Assert.That(push.Attempts[0].Reply.Error, Is.Not.Empty);
        Assert.That(push.State, Is.EqualTo(PushState.Delivered));
    }

    [Test]
    [Rule("call-notifications.md §7", "An answer that does not come in time is a failure; 5 seconds unless configured.", Inferred = true, Switch = "callbacks.timeout")]
    public async Task A_late_answer_is_a_failure()
    {
        using var customer = new Customer
        {
            Answers = async (_, timeout) =>
            {
                var never = new TaskCompletionSource<HttpResponseMessage>();
                return await never.Task.WaitAsync(timeout);
            },
        };
        await using var emulator = await PushSample.StartAsync(customer, EventsOnly, new CallbackOptions { Timeout = TimeSpan.FromMilliseconds(50) });

        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.Zero);

        Assert.That(new CallbackOptions().Timeout, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(emulator.Journal("callin").Attempts[0].Reply.Error, Does.Contain("no answer within"));
        Assert.That(emulator.Journal("callin").State, Is.EqualTo(PushState.Failed));
    }

    [Test]
    public async Task A_redelivered_push_is_not_tried_again_by_its_schedule()
    {
        using var customer = new Customer();
        customer.Answer(500, 500, 200);
        await using var emulator = await PushSample.StartAsync(customer, EventsOnly);
        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.Zero);
        lock (emulator.World.Gate)
        {
            emulator.World.Outbox.Redeliver(emulator.World.Outbox.Journal.Items.Single(push => push.EventType == "callin"));
        }

        await emulator.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.That(emulator.Journal("callin").Attempts, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_retry_that_waits_behind_a_redelivery_is_not_attempted_once_that_has_arrived()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        emulator.World.StandIn.Script(new Dictionary<string, IReadOnlyList<ScriptedAnswer>>
        {
            ["callin"] = [new(500), new(200, Delay: TimeSpan.FromSeconds(4)), new(500)],
        });
        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(58));
        lock (emulator.World.Gate)
        {
            emulator.World.Outbox.Redeliver(emulator.World.Outbox.Journal.Items.Single(push => push.EventType == "callin"));
        }

        // The retry is due after a minute, while the customer is still thinking about the redelivery.
        await emulator.AdvanceAsync(TimeSpan.FromDays(1));

        var push = emulator.Journal("callin");
        Assert.That(push.Attempts.Select(attempt => attempt.Reply.Status), Is.EqualTo((int?[])[500, 200]));
        Assert.That(push.State, Is.EqualTo(PushState.Delivered));
    }

    [Test]
    public async Task No_time_out_is_longer_than_a_timer_can_be()
    {
        using var customer = new Customer();

        await Assert.ThatAsync(
            () => PushSample.StartAsync(customer, callbacks: new CallbackOptions { Timeout = TimeSpan.FromDays(60) }), Throws.ArgumentException.With.Message.StartsWith("callbacks.timeout: '60d' is not allowed"));
    }

    [Test]
    public async Task Of_a_long_answer_the_first_64_KiB_are_read()
    {
        using var customer = new Customer { Answers = (_, _) => Task.FromResult(Customer.Status(200, new string('x', 70_000))) };
        await using var emulator = await PushSample.StartAsync(customer, EventsOnly);

        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.Zero);

        Assert.That(emulator.Journal("callin").Attempts[0].Reply.Body, Has.Length.EqualTo(65_536).And.Match("^x+$"));
        Assert.That(emulator.Journal("callin").State, Is.EqualTo(PushState.Delivered));
    }

    [Test]
    public async Task A_reset_forgets_pushes_and_their_retries()
    {
        using var customer = new Customer();
        customer.Answer(500);
        await using var emulator = await PushSample.StartAsync(customer, EventsOnly);
        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.Zero);
        var before = customer.Received.Count;

        emulator.Worlds.Reset();
        await emulator.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.That(customer.Received, Has.Count.EqualTo(before));
        Assert.That(emulator.Journal(), Is.Empty);
    }
}
