using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Routed;

/// <summary>The question goes to the customer's own server.</summary>
public sealed class XCustomerTests
{
    private const string Status = "http://customer.test/status";

    [TestCase(null)]
    [TestCase("http://customer.test/callin")]
    [Rule("call-notifications.md §7", "callin goes to its own URL if there is one, all other events to the status URL.")]
    public async Task The_customers_server_is_asked(string? callinUrl)
    {
        using var customer = new Customer();
        await using var emulator = await StartAsync(customer, XSample.Application with { StatusUrl = Status, CallinUrl = callinUrl });

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        Assert.That(call.Cause!.StateCode, Is.Zero);
        Assert.That(customer.Received, Is.EqualTo(new[]
        {
            (callinUrl ?? Status, "callin"), (Status, "callout"), (Status, "alerting"), (Status, "answer"), (Status, "disconnect"),
        }));
    }

    [Test]
    [Rule("x-mode.md §1", "Without a URL for callin nobody can be asked: 8014.", Inferred = true)]
    public async Task Without_a_URL_for_callin_no_call_is_routed()
    {
        using var customer = new Customer();
        await using var emulator = await StartAsync(customer, XSample.Application with { FeeUrl = "http://customer.test/fee" });

        var call = emulator.Place(XSample.A, XSample.X);

        Assert.That(XSample.Ends(call), Is.EqualTo((8014, 8014, 2)), "at once, with the clock at rest");
        await emulator.FinishAsync(call);
        Assert.That(customer.Received, Is.EqualTo(new[] { ("http://customer.test/fee", "fee") }));
    }

    [Test]
    [Rule("x-mode.md §5", "A server that cannot be reached is 8014.", Inferred = true)]
    public async Task A_server_that_cannot_be_reached_routes_nothing()
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application with { StatusUrl = "http://nobody.test/status" });

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        Assert.That(call.Cause!.StateCode, Is.EqualTo(8014));
    }

    [Test]
    public async Task A_redelivered_question_does_not_route_again()
    {
        using var customer = new Customer();
        await using var emulator = await StartAsync(customer, XSample.Application with { StatusUrl = Status });
        var call = emulator.Place(XSample.A, XSample.X);
        await emulator.World.Outbox.WhenQuiet();

        Push question;
        lock (emulator.World.Gate)
        {
            question = emulator.World.Outbox.Journal.Items.Single();
            emulator.World.Outbox.Redeliver(question);
        }

        await emulator.FinishAsync(call);

        Assert.That(question.Attempts, Has.Length.EqualTo(2));
        Assert.That(customer.Received.Select(push => push.EventType), Is.EqualTo(new[] { "callin", "callin", "callout", "alerting", "answer", "disconnect" }));
    }

    private static async Task<TestEmulator> StartAsync(Customer customer, ApplicationOptions application)
    {
        var emulator = await TestEmulator.StartAsync(application);
        emulator.RouteCallbacks("customer.test", customer);
        return emulator;
    }

    /// <summary>Answers every push as a server that routes all calls to B.</summary>
    private sealed class Customer : HttpMessageHandler
    {
        public ConcurrentQueue<(string Url, string EventType)> Received { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            Received.Enqueue((request.RequestUri!.ToString(), (string)body["eventType"]!));
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(XSample.Connect()) };
        }
    }
}
