using System.Text.Json.Nodes;
using PrivateNumber.Emulator;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Testing;
using WireMock.Server;
using WireMock.Settings;
using Answer = WireMock.ResponseBuilders.Response;
using Request = WireMock.RequestBuilders.Request;

namespace OrderTaxi.Tests;

/// <summary>
/// Integration tests: three servers on sockets of their own. The emulator is the platform, WireMock.Net the SMS service that the
/// application uses besides: an upstream with nothing to emulate, whose answers a test writes down.
/// </summary>
[Category("Sockets")]
[CancelAfter(60_000)]
public sealed class NoticeTests
{
    private WireMockServer _smsService = null!;
    private TaskCompletionSource<JsonNode> _firstNotice = null!;
    private PrivateNumberEmulator _platform = null!;
    private TaxiApplication _taxi = null!;
    private Dispatcher _dispatcher = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _firstNotice = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        _smsService = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"] });
        _smsService.LogEntriesChanged += (_, _) => _firstNotice.TrySetResult(JsonNode.Parse(_smsService.LogEntries[0].RequestMessage!.Body!)!);
        _platform = await PrivateNumberEmulator.StartAsync(options => options.UseKestrel());
        _taxi = new TaxiApplication { PlatformAddress = _platform.BaseAddress.ToString(), NoticeAddress = _smsService.Url! };
        _taxi.UseKestrel(0);
        _taxi.StartServer();
        _dispatcher = new Dispatcher(_taxi.CreateClient());

        // Now that its port is known.
        var taxi = _taxi.ClientOptions.BaseAddress;
        await _platform.Applications.CreateAsync(Mode.Axb, app =>
        {
            (app.Name, app.AppKey, app.AppSecret) = ("taxi", "taxi-key", "taxi-secret");
            (app.StatusUrl, app.FeeUrl) = (new Uri(taxi, "/pushes/status").ToString(), new Uri(taxi, "/pushes/fee").ToString());
        });
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _taxi.DisposeAsync();
        await _platform.DisposeAsync();
        _smsService.Dispose();
    }

    [Test]
    public async Task Who_missed_a_call_gets_a_notice(CancellationToken ct)
    {
        _smsService.Given(Request.Create().WithPath("/v1/messages").UsingPost()).RespondWith(Answer.Create().WithStatusCode(202));
        var order = await _dispatcher.OpenAsync();

        await CallAsync(order, Outcome.Busy);

        var notice = await _firstNotice.Task.WaitAsync(ct);
        Assert.That((string?)notice["to"], Is.EqualTo(Dispatcher.Driver));
        Assert.That((string?)notice["text"], Is.EqualTo($"You missed a call about {order["id"]}. Call back: {order["number"]}"));
    }

    [Test]
    public async Task An_SMS_service_that_fails_is_no_concern_of_the_platform(CancellationToken ct)
    {
        _smsService.Given(Request.Create().WithPath("/v1/messages").UsingPost()).RespondWith(Answer.Create().WithStatusCode(500));
        var order = await _dispatcher.OpenAsync();

        var call = await CallAsync(order, Outcome.Busy);
        await _firstNotice.Task.WaitAsync(ct);

        Assert.That(_platform.Callbacks.For(call).Select(push => push.State), Is.All.EqualTo(PushState.Delivered));
        Assert.That((bool?)(await _dispatcher.CallOfAsync(order))["missed"], Is.True);
    }

    private async Task<PlacedCall> CallAsync(JsonNode order, Outcome outcome)
    {
        var call = await _platform.Calls.PlaceAsync(Dispatcher.Passenger, (string)order["number"]!, outcome: outcome);
        await _platform.Clock.AdvanceUntilCallEndsAsync(call);
        return call;
    }
}
