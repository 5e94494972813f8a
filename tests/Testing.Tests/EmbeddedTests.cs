using System.Collections.Concurrent;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Testing.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Testing.Tests;

public sealed class EmbeddedTests
{
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";

    [Test]
    public async Task The_application_under_test_may_stop_a_call_while_it_handles_a_push()
    {
        await using var customerApp = await CustomerApp.StartAsync();
        await using var emulator = await StartAsync();
        emulator.RouteCallbacks("customer.test", customerApp.Server.CreateHandler());
        var orders = new OrderService(emulator.CreateClient());
        var stopped = "";
        customerApp.OnPush = async push =>
        {
            if ((string?)push["eventType"] == "answer")
            {
                stopped = await orders.HangUpAsync((string)push["statusInfo"]!["sessionId"]!);
            }
        };

        var call = await emulator.Calls.PlaceAsync(A, await orders.ConnectAsync(A, B), talksFor: TimeSpan.FromHours(1));
        await emulator.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));

        var ended = await emulator.Calls.GetAsync(call);
        Assert.That(stopped, Is.EqualTo("0"));
        Assert.That((ended.State, ended.StateCode), Is.EqualTo((CallState.Ended, (int?)8017)));
        Assert.That(customerApp.Received, Is.EqualTo(new[] { "callin", "callout", "alerting", "answer", "disconnect", "fee" }));
    }

    [Test]
    public async Task A_push_to_an_unknown_host_fails_and_says_what_to_do()
    {
        var log = new ConcurrentQueue<string>();
        await using var emulator = await PrivateNumberEmulator.StartAsync(options =>
        {
            options.Log = log.Enqueue;
            options.AddApplication("orders", Mode.Axb, app => app.StatusUrl = "http://customer.test/status");
        });
        emulator.RouteCallbacks("custmer.test", new Accepting());
        var x = await new OrderService(emulator.CreateClient()).ConnectAsync(A, B);

        var call = await emulator.Calls.PlaceAsync(A, x);
        await emulator.Clock.AdvanceAsync(TimeSpan.Zero);

        var callback = emulator.Callbacks.For(call)[0];
        Assert.That(callback.State, Is.EqualTo(PushState.Failed));
        Assert.That(
            callback.Attempts[0].Error,
            Is.EqualTo("No handler is registered for the host customer.test (known: custmer.test): call RouteCallbacks(\"customer.test\", …)."));
        Assert.That(log, Is.EqualTo(new[] { $"A push to http://customer.test/status failed. {callback.Attempts[0].Error}" }));
    }

    [Test]
    public async Task A_handler_takes_the_requests_to_any_host()
    {
        await using var emulator = await StartAsync();
        using var http = new HttpClient(emulator.CreateHandler()) { BaseAddress = new Uri("https://rtcpns.cn-north-1.myhuaweicloud.com") };

        var x = await new OrderService(http).ConnectAsync(A, B);

        Assert.That((await emulator.Bindings.ListAsync()).Single()["relationNum"], Is.EqualTo(x));
    }

    [Test]
    public async Task An_emulator_on_a_socket_has_no_handler()
    {
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options.UseKestrel());

        Assert.That(emulator.CreateHandler, Throws.InvalidOperationException.With.Message.Contain(emulator.BaseAddress.ToString()));
    }

    [Test]
    public async Task Without_configuration_there_is_a_ready_application_for_each_mode()
    {
        await using var emulator = await PrivateNumberEmulator.StartAsync();

        var applications = await emulator.Applications.ListAsync();

        Assert.That(applications.Select(app => app.Name), Is.EqualTo(new[] { "ax-demo", "axb-demo", "axe-demo", "axyb-demo", "x-demo" }));
        Assert.That(applications.Select(app => app.Mode), Is.EqualTo(Enum.GetValues<Mode>()));
        Assert.That(applications[1].Numbers[0], Is.EqualTo(new ApplicationNumber("+8617000000001", "0755", Sms: true)));
    }

    [Test]
    public async Task Time_stands_still_unless_configured()
    {
        await using var emulator = await StartAsync();

        var before = await emulator.Clock.GetAsync("orders");
        await emulator.Clock.AdvanceToAsync(before.Now.AddDays(1));
        var after = await emulator.Clock.GetAsync("orders-key");
        await emulator.Clock.SetAsync(ClockMode.Scaled, factor: 10);

        Assert.That(before.Mode, Is.EqualTo(ClockMode.Manual));
        Assert.That(after.Now - before.Now, Is.EqualTo(TimeSpan.FromDays(1)));
        Assert.That((await emulator.Clock.ListAsync()).Single(), Has.Property("Mode").EqualTo(ClockMode.Scaled).And.Property("Factor").EqualTo(10));
    }

    [Test]
    public async Task An_application_is_changed_while_it_runs()
    {
        await using var emulator = await StartAsync();
        var orders = new OrderService(emulator.CreateClient());

        await emulator.Applications.ChangeAsync("orders", app => app.Frozen = true);
        Assert.That(async () => await orders.ConnectAsync(A, B), Throws.InvalidOperationException);
        await emulator.Applications.ChangeAsync("orders", app => (app.Frozen, app.StatusUrl, app.FeeUrl) = (false, null, null));

        var call = await emulator.Calls.PlaceAsync(A, await orders.ConnectAsync(A, B));
        var callin = (await emulator.Callbacks.WaitAsync(call: call)).Single();
        Assert.That((await emulator.Requests.ListAsync()).Select(request => request.ResultCode), Is.EqualTo(new[] { "1010029", "0" }));
        Assert.That((callin.State, callin.Url), Is.EqualTo((PushState.Delivered, "stand-in:callin")));
        Assert.That(
            async () => await emulator.Applications.ChangeAsync("orders", app => app.Numbers = []),
            Throws.TypeOf<EmulatorException>().With.Property("Status").EqualTo(400));
    }

    [Test]
    public async Task A_change_to_null_leaves_an_application_what_it_is_never_without()
    {
        await using var emulator = await StartAsync();

        var changed = await emulator.Applications.ChangeAsync("orders", app => (app.Name, app.AppKey, app.AppSecret, app.StatusUrl, app.FeeUrl) = (null, null, null, null, null));

        Assert.That((changed.Name, changed.AppKey, changed.AppSecret), Is.EqualTo(("orders", "orders-key", "orders-secret")));
        Assert.That(await new OrderService(emulator.CreateClient()).ConnectAsync(A, B), Does.StartWith("+86"));
    }

    [Test]
    public void A_made_up_name_is_taken_as_well() => Assert.That(
        async () => await PrivateNumberEmulator.StartAsync(options => options
            .AddApplication("any", Mode.Axb, app => app.Name = null)
            .AddApplication("axb-1", Mode.Axb)),
        Throws.ArgumentException.With.Message.Contains("name 'axb-1' is taken by applications[0].name"));

    [Test]
    public async Task The_state_is_kept_and_put_in_force_again()
    {
        await using var emulator = await StartAsync();
        await using var another = await StartAsync();
        var x = await new OrderService(emulator.CreateClient()).ConnectAsync(A, B);

        await emulator.State.TakeSnapshotAsync("bound");
        var document = await emulator.State.ExportAsync();
        await emulator.ResetAsync("orders");
        var afterReset = await emulator.Bindings.ListAsync();
        await emulator.State.RestoreAsync("bound");
        await another.State.ImportAsync(document);

        Assert.That(await emulator.State.ListSnapshotsAsync(), Is.EqualTo(new[] { "bound" }));
        Assert.That(afterReset, Is.Empty);
        Assert.That((await emulator.Bindings.ListAsync()).Single()["relationNum"], Is.EqualTo(x));
        Assert.That((await another.Bindings.ListAsync()).Single()["relationNum"], Is.EqualTo(x));
        Assert.That(async () => await emulator.State.RestoreAsync("no such"), Throws.TypeOf<EmulatorException>().With.Property("Status").EqualTo(404));
    }

    [Test]
    public async Task Settings_reach_the_application_as_they_are()
    {
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options.AddApplication("shop", Mode.Axe, app =>
        {
            app.AppSecret = "another";
            app.ExtensionDigits = 2;
            app.Numbers = [new() { Number = "+8617000000009", AreaCode = "010", Sms = false }, new() { AreaCode = "020", Count = 2 }];
        }));

        var shop = await emulator.Applications.GetAsync("shop");
        var added = await emulator.Numbers.AddAsync("shop", new NumberOptions { AreaCode = "021" });
        var frozen = await emulator.Numbers.SetStatusAsync("+8617000000009", NumberStatus.Frozen);

        Assert.That((shop.AppKey, shop.AppSecret), Is.EqualTo(("shop-key", "another")));
        Assert.That(shop.Numbers.Select(number => number.AreaCode), Is.EqualTo(new[] { "010", "020", "020" }));
        Assert.That(shop.Numbers[0], Is.EqualTo(new ApplicationNumber("+8617000000009", "010", Sms: false)));
        Assert.That(frozen.Status, Is.EqualTo(NumberStatus.Frozen));
        Assert.That(await emulator.Numbers.ListAsync("shop"), Has.Count.EqualTo(4).And.Contain(added[0]).And.Contain(frozen));
    }

    [Test]
    public async Task A_disposed_emulator_answers_nothing_any_more()
    {
        var emulator = await StartAsync();
        using var api = emulator.CreateClient();
        await emulator.DisposeAsync();

        Assert.That(async () => await api.GetAsync(new Uri("/_emulator/info", UriKind.Relative)), Throws.Exception);
        Assert.That(async () => await emulator.Calls.ListAsync(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Whoever_cannot_await_disposes_of_an_emulator_as_well()
    {
        using var folder = new TemporaryFolder();
        Task<PrivateNumberEmulator> InFolderAsync() => PrivateNumberEmulator.StartAsync(options => options.DataDir = folder.Path);

        using (EmulatorClient emulator = await InFolderAsync())
        {
            await emulator.Applications.DeleteAsync("x-demo");
        }

        await using var next = await InFolderAsync();
        Assert.That(await next.Applications.ListAsync(), Has.Count.EqualTo(4));
    }

    private static Task<PrivateNumberEmulator> StartAsync() => PrivateNumberEmulator.StartAsync(options =>
        options.AddApplication("orders", Mode.Axb, app => app.StatusUrl = "http://customer.test/status"));

    private sealed class Accepting : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage());
    }
}
