using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Callbacks;

/// <summary>Where pushes go, in which order, and when they leave (call-notifications.md §5, §7).</summary>
internal sealed class DeliveryTests
{
    private const string Callin = "http://customer.test/callin";

    // statusUrl, callinUrl, feeUrl, what each URL receives of a stranger's call.
    private static readonly object[][] Urls =
    [
        [PushSample.StatusUrl, null!, PushSample.FeeUrl, "callin→/status disconnect→/status fee→/fee"],
        [PushSample.StatusUrl, null!, null!, "callin→/status disconnect→/status"],
        [null!, null!, PushSample.FeeUrl, "fee→/fee"],
        [PushSample.StatusUrl, Callin, PushSample.FeeUrl, "callin→/callin disconnect→/status fee→/fee"],
        [null!, Callin, null!, "callin→/callin"],
        [PushSample.StatusUrl, null!, PushSample.StatusUrl, "callin→/status disconnect→/status fee→/status"],
    ];

    [TestCaseSource(nameof(Urls))]
    [Rule("call-notifications.md §7", "Events go to the status URL, callin to its own if there is one, CDRs to the fee URL; a push without a URL is not sent and not kept.")]
    public async Task A_push_goes_to_its_URL(string? statusUrl, string? callinUrl, string? feeUrl, string expected)
    {
        using var customer = new Customer();
        await using var emulator = await PushSample.StartAsync(
            customer, PushSample.Application with { StatusUrl = statusUrl, CallinUrl = callinUrl, FeeUrl = feeUrl });

        await emulator.PlayAsync(PushSample.Stranger, X);

        Assert.That(string.Join(' ', customer.Received.Select(push => $"{push.EventType}→{push.Url.AbsolutePath}")), Is.EqualTo(expected));
        Assert.That(emulator.Journal(), Has.Length.EqualTo(customer.Received.Count));
    }

    [Test]
    [Rule("contract.md §4", "An application without any URL pushes to the stand-in customer, who answers 200.", Inferred = true)]
    public async Task Without_any_URL_the_stand_in_customer_receives()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);

        await emulator.PlayAsync(PushSample.Stranger, X);

        Assert.That(emulator.Journal().Select(push => push.EventType), Is.EqualTo((string[])["callin", "disconnect", "fee"]));
        Assert.That(emulator.Journal(), Has.All.Matches<Push>(push => push.Target.IsStandIn && push.State == PushState.Delivered));
    }

    [Test]
    [Rule("call-notifications.md §2.2", "The CDR of a call is sent after its events, however long the customer takes over them.")]
    public async Task A_CDR_comes_after_the_events_of_its_call()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        lock (emulator.World.Gate)
        {
            emulator.World.StandIn.Script(new Dictionary<string, IReadOnlyList<ScriptedAnswer>> { ["callin"] = [new(200, TimeSpan.FromSeconds(4), "")] });
        }

        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.That(
            emulator.Journal().Select(push => (push.EventType, (push.Attempts.Single().At - TestEmulator.Start).TotalSeconds)),
            Is.EqualTo(new[] { ("callin", 0.0), ("disconnect", 4.0), ("fee", 4.0) }));
    }

    [Test]
    public async Task A_CDR_push_of_several_calls_comes_after_the_events_of_all_of_them()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        lock (emulator.World.Gate)
        {
            emulator.World.StandIn.Script(new Dictionary<string, IReadOnlyList<ScriptedAnswer>>
            {
                ["callin"] = [new(200, TimeSpan.FromSeconds(2), ""), new(200, TimeSpan.FromSeconds(4), ""), new(200, TimeSpan.Zero, "")],
            });
        }

        emulator.Place(PushSample.Stranger, X);
        emulator.Place("+8613900000098", X);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(10));

        var pushes = emulator.Journal();
        Assert.That(pushes.Single(push => push.EventType == "fee").Attempts.Single().At, Is.EqualTo(TestEmulator.Start.AddSeconds(4)));
        Assert.That(pushes.Where(push => push.EventType == "disconnect").Select(push => push.Attempts.Single().At), Is.EquivalentTo(new[] { TestEmulator.Start.AddSeconds(2), TestEmulator.Start.AddSeconds(4) }));
    }

    [TestCase("callin", TestName = "A reset while the CDR waits for its events leaves nothing behind")]
    [TestCase("fee", TestName = "A reset while a delayed push waits leaves nothing behind")]
    public async Task A_reset_forgets_what_waits(string slow)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        lock (emulator.World.Gate)
        {
            emulator.World.StandIn.Script(new Dictionary<string, IReadOnlyList<ScriptedAnswer>> { [slow] = [new(200, TimeSpan.FromSeconds(4), "")] });
        }

        await emulator.Control.PostAsync("faults", """{ "on": "push.disconnect", "fault": { "kind": "delay", "delay": "3s" } }""");
        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(2));
        await emulator.Control.PostAsync("reset");

        await emulator.PlayAsync(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.That(emulator.Journal().Select(push => (push.EventType, push.State, push.Attempts.Length)), Is.EqualTo(new[]
        {
            ("callin", PushState.Delivered, 1), ("disconnect", PushState.Delivered, 1), ("fee", PushState.Delivered, 1),
        }));
        Assert.That(emulator.World.Outbox.WhenQuiet().IsCompleted);
    }

    [Test]
    [Rule("contract.md §2", "callbacks.rewriteHosts sends pushes to another host.", Switch = "callbacks.rewriteHosts")]
    public async Task A_host_can_be_rewritten()
    {
        using var customer = new Customer();
        await using var emulator = await PushSample.StartAsync(
            customer,
            PushSample.Application with { StatusUrl = "http://localhost:9090/status?x=1", FeeUrl = null },
            new CallbackOptions { RewriteHosts = new Dictionary<string, string> { ["localhost"] = Customer.Host } });

        await emulator.PlayAsync(PushSample.Stranger, X);

        Assert.That(customer.Received[0].Url, Is.EqualTo(new Uri("http://customer.test:9090/status?x=1")));
    }

    [Test]
    [Rule("stop-call.md", "A push leaves only after the answer that caused it.", Inferred = true)]
    public async Task A_push_waits_for_the_answer_that_caused_it()
    {
        using var customer = new Customer();
        await using var emulator = await PushSample.StartAsync(customer);
        var (placed, stopped) = (new AnswerGate(), new AnswerGate());

        var call = emulator.World.Calls.Place(PhoneNumber.Parse(A), PhoneNumber.Parse(X), CallPlan.Default, placed);
        Assert.That(emulator.World.Outbox.WhenQuiet().IsCompleted, Is.False, "it is on its way");
        Assert.That(customer.Received, Is.Empty);
        placed.Open();
        await emulator.World.Outbox.WhenQuiet();
        Assert.That(customer.Received.Select(push => push.EventType), Is.EqualTo((string[])["callin", "disconnect"]), "A is not bound");

        await emulator.BindAsync();
        call = emulator.Place(A, X);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(5));
        var before = customer.Received.Count;
        emulator.World.Calls.Stop(call.SessionId, stopped);
        Assert.That(customer.Received, Has.Count.EqualTo(before));
        stopped.Open();
        await emulator.World.Outbox.WhenQuiet();
        Assert.That(customer.Received[^1].EventType, Is.EqualTo("disconnect"));
    }

    [Test]
    [Rule("call-notifications.md §7", "The events of one session leave one after another; those of other sessions do not wait.", Inferred = true)]
    public async Task The_events_of_one_session_leave_one_after_another()
    {
        using var customer = new Customer();
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        string? slow = null;
        customer.Answers = async (push, _) =>
        {
            if (push.SessionId == slow && push.EventType == "callin")
            {
                asked.SetResult();
                await answer.Task;
            }

            return Customer.Status(200);
        };
        await using var emulator = await PushSample.StartAsync(customer);
        var gate = new AnswerGate();
        slow = emulator.World.Calls.Place(PhoneNumber.Parse(PushSample.Stranger), PhoneNumber.Parse(X), CallPlan.Default, gate).SessionId;
        gate.Open();
        await asked.Task;

        var other = emulator.Place(PushSample.Stranger, X).SessionId;
        await AttemptedAsync(emulator, push => push.SessionIds.Contains(other) && push.EventType == "disconnect");
        var whileWaiting = customer.Received.Where(push => push.SessionId == slow).Select(push => push.EventType).ToList();
        answer.SetResult();
        await emulator.World.Outbox.WhenQuiet();

        Assert.That(whileWaiting, Is.EqualTo((string[])["callin"]));
        Assert.That(
            customer.Received.Where(push => push.SessionId == slow).Select(push => push.EventType), Is.EqualTo((string[])["callin", "disconnect"]));
    }

    [Test]
    [Rule("decision D29", "CDRs wait one second for others of the application and then leave together.")]
    public async Task CDRs_of_one_second_leave_together()
    {
        using var customer = new Customer();
        await using var emulator = await PushSample.StartAsync(customer);
        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(0.9));
        emulator.Place(PushSample.Stranger, X);
        Assert.That(Fees(customer), Is.Empty);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(0.1));
        Assert.That(Fees(customer), Is.EqualTo((int[])[2]));
        emulator.Place(PushSample.Stranger, X);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.That(Fees(customer), Is.EqualTo((int[])[2, 1]));
    }

    [Test]
    [Rule("call-notifications.md §3", "At most 50 CDRs leave in one push; 50 leave at once.")]
    public async Task Fifty_CDRs_leave_at_once()
    {
        using var customer = new Customer();
        await using var emulator = await PushSample.StartAsync(customer);
        for (var i = 0; i < 51; i++)
        {
            emulator.Place(PushSample.Stranger, X);
        }

        await emulator.World.Outbox.WhenQuiet();
        Assert.That(Fees(customer), Is.EqualTo((int[])[50]));
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.That(Fees(customer), Is.EqualTo((int[])[50, 1]));
    }

    private static int[] Fees(Customer customer) =>
        [.. customer.Received.Where(push => push.EventType == "fee").Select(push => push.Json["feeLst"]!.AsArray().Count)];

    private static Task AttemptedAsync(TestEmulator emulator, Func<Push, bool> which) =>
        emulator.UntilAttemptedAsync(() => emulator.Journal().Any(push => which(push) && !push.Attempts.IsEmpty));
}
