using System.Net;
using System.Net.Http.Json;
using PrivateNumber.Emulator;
using PrivateNumber.Emulator.Testing;

namespace OrderTaxi.Tests;

/// <summary>
/// Unit tests: the application and the emulator talk in memory, without a socket, and time stands still until the test moves it.
/// </summary>
[CancelAfter(60_000)]
public sealed class OrderTests
{
    private readonly SentNotices _notices = new();
    private PrivateNumberEmulator _platform = null!;
    private TaxiApplication _taxi = null!;
    private Dispatcher _dispatcher = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _platform = await PrivateNumberEmulator.StartAsync(options => options.AddApplication("taxi", Mode.Axb, app =>
        {
            app.StatusUrl = "http://taxi.test/pushes/status";
            app.FeeUrl = "http://taxi.test/pushes/fee";
            app.Numbers = [new() { Number = "+8617000000001", AreaCode = "0755" }];
        }));
        _taxi = new TaxiApplication { Platform = _platform.CreateHandler, NoticeService = _notices };
        _platform.RouteCallbacks("taxi.test", _taxi.Server.CreateHandler());
        _dispatcher = new Dispatcher(_taxi.CreateClient());
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _taxi.DisposeAsync();
        await _platform.DisposeAsync();
        _notices.Dispose();
    }

    [Test]
    public async Task An_order_lends_a_number_to_passenger_and_driver()
    {
        var order = await _dispatcher.OpenAsync();

        var binding = (await _platform.Bindings.ListAsync()).Single();
        Assert.That((string?)order["number"], Is.EqualTo("+8617000000001").And.EqualTo(binding["relationNum"]));
        Assert.That(binding["callerNum"], Is.EqualTo(Dispatcher.Passenger));
        Assert.That(binding["calleeNum"], Is.EqualTo(Dispatcher.Driver));
    }

    [Test]
    public async Task A_call_is_on_the_order_while_it_rings_while_they_talk_and_afterwards()
    {
        var order = await _dispatcher.OpenAsync();

        await _platform.Calls.PlaceAsync(Dispatcher.Driver, X(order), ringsFor: TimeSpan.FromSeconds(10), talksFor: TimeSpan.FromSeconds(65));
        await _platform.Clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        var ringing = await _dispatcher.CallOfAsync(order);
        await _platform.Clock.AdvanceAsync(TimeSpan.FromSeconds(10));
        var talking = await _dispatcher.CallOfAsync(order);
        await _platform.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        var ended = await _dispatcher.CallOfAsync(order);

        Assert.That(new[] { ringing, talking, ended }.Select(call => (string?)call["stage"]), Is.EqualTo(new[] { "Ringing", "Talking", "Ended" }));
        Assert.That((string?)ended["by"], Is.EqualTo("driver"));
        Assert.That((int?)ended["seconds"], Is.EqualTo(65));
    }

    [Test]
    public async Task After_the_ride_nobody_reaches_the_other_any_more()
    {
        var order = await _dispatcher.OpenAsync();
        using var finished = await _dispatcher.FinishAsync(order);

        var call = await _platform.Calls.PlaceAsync(Dispatcher.Passenger, X(order));
        await _platform.Clock.AdvanceUntilCallEndsAsync(call);

        Assert.That((await _platform.Calls.GetAsync(call)).StateCode, Is.EqualTo(8014));
        Assert.That(await _dispatcher.CallsOfAsync(order), Is.Empty);
    }

    [Test]
    public async Task A_long_ride_keeps_its_number()
    {
        var order = await _dispatcher.OpenAsync();

        await _platform.Clock.AdvanceAsync(TimeSpan.FromMinutes(25));
        using var extended = await _dispatcher.ExtendAsync(order, minutes: 30);
        await _platform.Clock.AdvanceAsync(TimeSpan.FromMinutes(25));

        var call = await _platform.Calls.PlaceAsync(Dispatcher.Passenger, X(order));
        await _platform.Clock.AdvanceUntilCallEndsAsync(call);
        Assert.That((await _platform.Calls.GetAsync(call)).StateCode, Is.Zero);
    }

    [Test]
    public async Task A_ride_that_nobody_finishes_gives_its_number_back_by_itself()
    {
        var order = await _dispatcher.OpenAsync();

        await _platform.Clock.AdvanceAsync(TimeSpan.FromMinutes(31));

        using var extended = await _dispatcher.ExtendAsync(order, minutes: 30);
        using var finished = await _dispatcher.FinishAsync(order);
        Assert.That(extended.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(finished.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Without_a_free_number_there_is_no_order()
    {
        // A person is on one number once only, and here there is one number.
        await _dispatcher.OpenAsync();

        using var second = await _dispatcher.TryOpenAsync(Dispatcher.Passenger, driver: "+8613800000023");

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await second.Content.ReadAsStringAsync(), Does.Contain("1012008 Insufficient number of resources"));
    }

    [Test]
    public async Task A_record_that_comes_twice_counts_once(CancellationToken ct)
    {
        var order = await _dispatcher.OpenAsync();
        var missed = await MissACallAsync(order);

        await _platform.Callbacks.RedeliverAsync(_platform.Callbacks.For(missed).Single(push => push.EventType == "fee"), ct);
        await _platform.Clock.AdvanceAsync(TimeSpan.Zero, cancellationToken: ct);

        // The notice after that of the first call is that of another one.
        var other = await _dispatcher.OpenAsync("+8613800000031", "+8613800000032");
        await MissACallAsync(other);
        Assert.That((string?)(await _notices.NextAsync(ct))["text"], Does.Contain((string?)order["id"]));
        Assert.That((string?)(await _notices.NextAsync(ct))["text"], Does.Contain((string?)other["id"]));
        Assert.That((bool?)(await _dispatcher.CallOfAsync(order))["missed"], Is.True);
    }

    [Test]
    public async Task A_notice_that_the_SMS_service_does_not_answer_in_time_does_not_hold_up_the_next(CancellationToken ct)
    {
        _notices.TimeOutOnce();

        await MissACallAsync(await _dispatcher.OpenAsync());
        var next = await _dispatcher.OpenAsync("+8613800000031", "+8613800000032");
        await MissACallAsync(next);

        Assert.That((string?)(await _notices.NextAsync(ct))["text"], Does.Contain((string?)next["id"]));
    }

    [TestCase(null)]
    [TestCase("UsernameToken Username=\"taxi-key\",PasswordDigest=\"O+3upjecpBvqaGmMbQC2namFREQwz0KJYxWDmzFYnfQ=\",Nonce=\"a\",Created=\"2018-02-12T15:30:20Z\"")]
    public async Task A_push_that_the_platform_did_not_sign_is_refused(string? signature)
    {
        var order = await _dispatcher.OpenAsync();
        using var forger = _taxi.CreateClient();
        forger.DefaultRequestHeaders.Add("X-AKSK", signature);

        using var answer = await forger.PostAsJsonAsync("/pushes/status", new
        {
            eventType = "callin",
            statusInfo = new { sessionId = "forged", timestamp = "2026-03-01 04:00:00", caller = Dispatcher.Driver, userData = (string?)order["id"] },
        });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await _dispatcher.CallsOfAsync(order), Is.Empty);
    }

    private async Task<PlacedCall> MissACallAsync(System.Text.Json.Nodes.JsonNode order)
    {
        var call = await _platform.Calls.PlaceAsync((string)order["passenger"]!, X(order), outcome: Outcome.NoAnswer);
        await _platform.Clock.AdvanceUntilCallEndsAsync(call);
        return call;
    }

    private static string X(System.Text.Json.Nodes.JsonNode order) => (string)order["number"]!;
}
