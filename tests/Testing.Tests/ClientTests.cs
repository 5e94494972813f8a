using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Testing.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Testing.Tests;

/// <summary>The typed client against an emulator on a socket, as against one in another process.</summary>
public sealed class ClientTests
{
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";

    private PrivateNumberEmulator _server = null!;
    private EmulatorClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await PrivateNumberEmulator.StartAsync(options => options.UseKestrel());
        _client = EmulatorClient.Connect(_server.BaseAddress);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task An_application_is_made_used_and_removed()
    {
        var app = await _client.Applications.CreateAsync(Mode.Axb, settings => settings.Recording = false);
        var x = await BindAsync(app);

        var binding = (await _client.Bindings.ListAsync(app.Name)).Single();
        var call = await _client.Calls.PlaceAsync(A, x, ringsFor: TimeSpan.FromSeconds(5), outcome: Outcome.Busy);
        var advance = await _client.Clock.AdvanceUntilCallEndsAsync(call);
        var ended = (await _client.Calls.ListAsync(app.Name)).Single();
        var request = (await _client.Requests.ListAsync(app.AppKey)).Single();
        await _client.Applications.DeleteAsync(app.Name);

        Assert.That((binding.App, binding.Mode, binding["relationNum"], binding["calleeNum"]), Is.EqualTo((app.Name, Mode.Axb, x, B)));
        Assert.That(app.Numbers.Select(number => number.Number), Does.Contain(x));
        Assert.That(advance.Fired.Select(fired => fired.SessionId), Does.Contain(call.SessionId));
        Assert.That((ended.SessionId, ended.From, ended.To, ended.State), Is.EqualTo((call.SessionId, A, x, CallState.Ended)));
        Assert.That((string?)ended.Cdr!["fwdDstNum"], Is.EqualTo(B));
        Assert.That((request.Operation, request.Status, request.ResultCode), Is.EqualTo(("axb.bind", 200, "0")));
        Assert.That(
            async () => await _client.Applications.GetAsync(app.Name), Throws.TypeOf<EmulatorException>().With.Property("Status").EqualTo(404));
    }

    [Test]
    public async Task A_call_is_driven_by_hand()
    {
        var app = await _client.Applications.CreateAsync(Mode.Axb);
        var call = await _client.Calls.PlaceAsync(A, await BindAsync(app), interactive: true);
        await _client.Clock.AdvanceAsync(TimeSpan.FromSeconds(2), app.Name);

        var answered = await _client.Calls.AnswerAsync(call);
        await _client.Clock.AdvanceAsync(TimeSpan.FromSeconds(7), app.Name);
        var hungUp = await _client.Calls.HangUpAsync(call, Party.Callee);

        Assert.That((answered.State, hungUp.State), Is.EqualTo((CallState.Talking, CallState.Ended)));
        Assert.That(
            async () => await _client.Calls.RejectAsync(call), Throws.TypeOf<EmulatorException>().With.Message.Contains("reject is not possible"));
    }

    [Test]
    public async Task A_caller_keys_an_extension()
    {
        var call = await _client.Calls.PlaceAsync(A, "+8617000000201", interactive: true);
        await _client.Clock.AdvanceAsync(TimeSpan.FromSeconds(1), "axe-demo");

        await _client.Calls.KeysAsync(call, "0001");

        Assert.That((await _client.Callbacks.ForAsync(call)).Select(push => push.EventType), Does.Contain("collectInfo"));
    }

    [Test]
    public async Task Pushes_are_waited_for_and_sent_once_more()
    {
        var app = await _client.Applications.CreateAsync(Mode.Axb);
        var call = await _client.Calls.PlaceAsync(A, await BindAsync(app));

        var callin = (await _client.Callbacks.WaitAsync(call: call, eventType: "callin")).Single();
        await _client.Callbacks.RedeliverAsync(callin);
        await _client.Clock.AdvanceUntilCallEndsAsync(call);

        var again = _client.Callbacks.For(call)[0];
        Assert.That((callin.App, callin.SessionId, callin.State), Is.EqualTo((app.Name, call.SessionId, PushState.Delivered)));
        Assert.That((string?)again.Body["statusInfo"]!["caller"], Is.EqualTo(A));
        Assert.That(again.Attempts.Select(attempt => attempt.Status), Is.EqualTo(new int?[] { 200, 200 }));
        Assert.That(await _client.Callbacks.AllAsync(app.Name, call, "fee", PushState.Delivered), Has.Exactly(1).Items);
    }

    [Test]
    public async Task With_a_socket_pushes_go_out_to_the_network_unless_their_host_has_a_route()
    {
        await using var onSocket = await CustomerApp.OnSocketAsync();
        await using var inMemory = await CustomerApp.StartAsync();
        _server.RouteCallbacks("customer.test", inMemory.Server.CreateHandler());
        var app = await _client.Applications.CreateAsync(Mode.Axb, settings =>
        {
            settings.StatusUrl = onSocket.Url;
            settings.FeeUrl = "http://customer.test/fee";
        });

        var call = await _client.Calls.PlaceAsync(A, await BindAsync(app));
        await _client.Clock.AdvanceUntilCallEndsAsync(call);

        Assert.That(onSocket.Received, Is.EqualTo(new[] { "callin", "callout", "alerting", "answer", "disconnect" }));
        Assert.That(inMemory.Received, Is.EqualTo(new[] { "fee" }));
    }

    [Test]
    public void Waiting_in_vain_tells_what_did_arrive() => Assert.That(
        async () => await _client.Callbacks.WaitAsync(2, timeout: TimeSpan.Zero),
        Throws.TypeOf<EmulatorException>().With.Property("Status").EqualTo(408).And.Message.Contains("0 of 2 callbacks"));

    [TestCase(1, 0, 408)]
    [TestCase(10_000, 0, 408)]
    [TestCase(0, 0, 400)]
    [TestCase(10_001, 0, 400)]
    [TestCase(1, -1, 400)]
    [TestCase(1, 600_001, 400)]
    public void A_wait_is_for_1_to_10000_pushes_and_10_minutes_at_most(int count, int milliseconds, int status) => Assert.That(
        async () => await _client.Callbacks.WaitAsync(count, timeout: TimeSpan.FromMilliseconds(milliseconds)),
        Throws.TypeOf<EmulatorException>().With.Property("Status").EqualTo(status));

    [Test]
    public async Task An_SMS_is_sent()
    {
        var app = await _client.Applications.CreateAsync(Mode.Axb);
        var x = await BindAsync(app);

        var sent = await _client.Messages.SendAsync(A, x, "I am here");

        Assert.That((sent.SendResult, sent.ForwardedTo), Is.EqualTo((0, B)));
        Assert.That((await _client.Messages.ListAsync(app.Name)).Single(), Has.Property("Text").EqualTo("I am here").And.Property("From").EqualTo(A));
    }

    [Test]
    public async Task A_reset_takes_back_what_a_test_did()
    {
        await _client.Applications.CreateAsync(Mode.X);
        await _client.Clock.SetAsync(ClockMode.Real);

        await _client.ResetAsync();

        Assert.That(await _client.Applications.ListAsync(), Has.Count.EqualTo(5));
        Assert.That((await _client.Clock.ListAsync()).Select(clock => clock.Mode), Is.All.EqualTo(ClockMode.Manual));
    }

    [Test]
    public void A_refusal_says_which_field_and_what_is_allowed()
    {
        var refused = Assert.ThrowsAsync<EmulatorException>(() => _client.Calls.PlaceAsync("138", "+8617000000001", keys: ["x"]));

        Assert.That((refused!.Status, refused.Title), Is.EqualTo((400, "Invalid request")));
        Assert.That(refused.Errors, Has.Exactly(2).Items.And.Some.StartsWith("from: ").And.Some.StartsWith("keys[0]: "));
        Assert.That(refused.Message, Does.Contain(refused.Detail));
    }

    private async Task<string> BindAsync(EmulatedApplication app)
    {
        using var http = _server.CreateClient();
        return await new OrderService(http, app.AppKey, app.AppSecret).ConnectAsync(A, B);
    }
}
