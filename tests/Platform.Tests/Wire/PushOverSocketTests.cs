using System.Net;
using System.Net.Sockets;
using System.Text;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;
using WireMock.Logging;
using WireMock.Server;
using WireMock.Settings;
using Answer = WireMock.ResponseBuilders.Response;
using Request = WireMock.RequestBuilders.Request;

namespace PrivateNumber.Emulator.Platform.Tests.Wire;

/// <summary>Pushes over a real socket to a customer's server.</summary>
[Category("Sockets")]
[CancelAfter(60_000)]
internal sealed class PushOverSocketTests
{
    [Test]
    [Rule("call-notifications.md §7", "A push is one request on a connection of its own, with no headers beyond the documented ones; redirects are not followed.", Inferred = true)]
    public async Task Pushes_arrive_over_a_socket(CancellationToken ct)
    {
        using var customer = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"] });
        customer.Given(Request.Create().WithPath("/status").UsingPost()).RespondWith(Answer.Create().WithStatusCode(200).WithBody("Receive call event."));
        customer.Given(Request.Create().WithPath("/fee")).RespondWith(Answer.Create().WithStatusCode(302).WithHeader("Location", "/elsewhere"));
        customer.Given(Request.Create().WithPath("/elsewhere")).RespondWith(Answer.Create().WithStatusCode(200));
        var arrived = new TaskCompletionSource();
        customer.LogEntriesChanged += (_, _) =>
        {
            if (customer.LogEntries.Count >= 3)
            {
                arrived.TrySetResult();
            }
        };
        await using var host = await EmulatorHost.OnKestrelAsync(new EmulatorOptions
        {
            Clock = new ClockOptions { Mode = ClockMode.Manual },
            Applications = [AxbSample.Application with { StatusUrl = $"{customer.Url}/status", FeeUrl = $"{customer.Url}/fee" }],
        });

        host.World.Calls.Place(PhoneNumber.Parse("+8613900000099"), PhoneNumber.Parse(AxbSample.X), CallPlan.Default, AnswerGate.Opened);
        await host.World.Clock.AdvanceByAsync(TimeSpan.FromSeconds(1), ct);
        await arrived.Task.WaitAsync(ct);

        ILogEntry[] entries = [.. customer.LogEntries];
        var headers = entries[0].RequestMessage!.Headers!;
        Assert.That(entries.Select(entry => entry.RequestMessage!.Path), Is.EqualTo((string[])["/status", "/status", "/fee"]));
        Assert.That(headers["Content-Type"], Is.EqualTo((string[])["application/json;charset=UTF-8"]));
        Assert.That(headers["Connection"], Is.EqualTo((string[])["close"]));
        Assert.That(headers["Authorization"], Is.EqualTo((string[])["AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\""]));
        Assert.That(
            headers.Keys, Is.EquivalentTo((string[])["Host", "Connection", "Authorization", "X-AKSK", "Content-Type", "Content-Length"]));
        lock (host.World.Gate)
        {
            Assert.That(
                host.World.Outbox.Journal.Items.Select(push => push.State),
                Is.EqualTo((PushState[])[PushState.Delivered, PushState.Delivered, PushState.Failed]));
        }
    }

    // What follows the status line, and whether the customer hangs up behind it.
    [TestCase("\r\n", false)]
    [TestCase("\r\n", true)]
    [TestCase("Content-Length: 10\r\n\r\nabc", true)]
    [TestCase("Content-Length: 10\r\n\r\nabc", false)]
    [TestCase("Transfer-Encoding: chunked\r\n\r\nzz\r\n", true)]
    [Rule("call-notifications.md §1", "Only the status of an answer counts; its body is not read where nothing was asked.")]
    public async Task An_answer_whose_body_never_comes_is_an_answer(string rest, bool hangsUp, CancellationToken ct)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var sender = new CallbackSender(new CallbackOptions(), new ContainerHost(inContainer: false, (_, _) => Task.FromResult<IPAddress[]>([])));

        var sending = sender.SendAsync($"http://{listener.LocalEndpoint}/status", "{}"u8.ToArray(), [], isQuestion: false, ct);
        using var customer = await listener.AcceptTcpClientAsync(ct);
        await customer.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{rest}"), ct);
        if (hangsUp)
        {
            customer.Client.Shutdown(SocketShutdown.Send);
        }

        var reply = await sending;
        Assert.That((reply.Status, reply.IsSuccess, reply.Error), Is.EqualTo((200, true, (string?)null)));
        Assert.That(reply.Body, Is.EqualTo(rest.EndsWith("abc", StringComparison.Ordinal) ? "abc" : ""));
    }

    [Test]
    public async Task A_customer_that_does_not_listen_is_named(CancellationToken ct)
    {
        string url;
        using (var gone = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"] }))
        {
            url = $"{gone.Url}/status";
        }

        await using var host = await EmulatorHost.OnKestrelAsync(new EmulatorOptions
        {
            Clock = new ClockOptions { Mode = ClockMode.Manual },
            Applications = [AxbSample.Application with { StatusUrl = url }],
        });
        host.World.Calls.Place(PhoneNumber.Parse("+8613900000099"), PhoneNumber.Parse(AxbSample.X), CallPlan.Default, AnswerGate.Opened);
        await host.World.Clock.AdvanceByAsync(TimeSpan.Zero, ct);

        lock (host.World.Gate)
        {
            Assert.That(host.World.Outbox.Journal.Items.First().Attempts[0].Reply.Error, Does.StartWith($"{url} refused the connection: "));
        }
    }
}
