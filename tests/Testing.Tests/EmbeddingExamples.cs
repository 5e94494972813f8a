using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Testing.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Testing.Tests;

/// <summary>The examples of docs/embedding.md, in its order: what stands between the markers is run here and shown there.</summary>
public sealed class EmbeddingExamples
{
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";

    [Test]
    public async Task First()
    {
        // example: begin
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options.AddApplication("orders", Mode.Axb));

        var x = await new OrderService(emulator.CreateClient(), "orders-key", "orders-secret").ConnectAsync(A, B);

        var binding = (await emulator.Bindings.ListAsync()).Single();
        Assert.That((x, binding["callerNum"], binding["calleeNum"]), Is.EqualTo((binding["relationNum"], A, B)));
        // example: end
    }

    [Test]
    public async Task Pushes()
    {
        await using var customerApp = await CustomerApp.StartAsync();

        // example: begin
        await using var emulator = await PrivateNumberEmulator.StartAsync(options =>
            options.AddApplication("orders", Mode.Axb, app => app.StatusUrl = "http://customer.test/status"));
        emulator.RouteCallbacks("customer.test", customerApp.Server.CreateHandler());
        // example: end

        await emulator.Calls.PlaceAsync(A, (await emulator.Applications.GetAsync("orders")).Numbers[0].Number);
        await emulator.Callbacks.WaitAsync(app: "orders");
        Assert.That(customerApp.Received, Is.Not.Empty);
    }

    [Test]
    public async Task Time()
    {
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options.AddApplication("orders", Mode.Axb));
        var x = await new OrderService(emulator.CreateClient()).ConnectAsync(A, B);

        // example: begin
        var call = await emulator.Calls.PlaceAsync(A, x, ringsFor: TimeSpan.FromSeconds(5), talksFor: TimeSpan.FromMinutes(1));
        await emulator.Clock.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.That((await emulator.Calls.GetAsync(call)).State, Is.EqualTo(CallState.Ringing));

        var passed = await emulator.Clock.AdvanceUntilCallEndsAsync(call);
        Assert.That(passed.Fired.Select(happened => happened.What), Does.Contain("answer").And.Contain("disconnect"));
        // example: end
    }

    [Test]
    public async Task Phones()
    {
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options.AddApplication("orders", Mode.Axb));
        var x = await new OrderService(emulator.CreateClient()).ConnectAsync(A, B);

        // example: begin
        var missed = await emulator.Calls.PlaceAsync(A, x, outcome: Outcome.Busy);
        await emulator.Clock.AdvanceUntilCallEndsAsync(missed);
        Assert.That((await emulator.Calls.GetAsync(missed)).StateCode, Is.EqualTo(8102));

        var byHand = await emulator.Calls.PlaceAsync(A, x, interactive: true);
        await emulator.Calls.AnswerAsync(byHand);
        await emulator.Calls.HangUpAsync(byHand, Party.Callee);
        // example: end
    }

    [Test]
    public async Task Waiting()
    {
        await using var customerApp = await CustomerApp.StartAsync();
        await using var emulator = await PrivateNumberEmulator.StartAsync(options =>
        {
            options.Clock = options.Clock with { Mode = ClockMode.Real };
            options.AddApplication("orders", Mode.Axb, app => app.StatusUrl = "http://customer.test/status");
        });
        emulator.RouteCallbacks("customer.test", customerApp.Server.CreateHandler());
        var x = await new OrderService(emulator.CreateClient()).ConnectAsync(A, B);

        // example: begin
        var call = await emulator.Calls.PlaceAsync(A, x);
        var pushes = await emulator.Callbacks.WaitAsync(call: call, eventType: "callin");
        Assert.That(pushes.Single().State, Is.EqualTo(PushState.Delivered));
        // example: end
    }

    [Test]
    public async Task Faults()
    {
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options.AddApplication("orders", Mode.Axb));

        // example: begin
        await emulator.Faults.AddAsync("axb.bind", Fault.ResultCode("1010001"), times: 1);
        var orders = new OrderService(emulator.CreateClient());

        Assert.That(() => orders.ConnectAsync(A, B), Throws.InvalidOperationException.With.Message.EqualTo("Internal system error."));
        Assert.That(await orders.ConnectAsync(A, B), Does.StartWith("+86"));
        // example: end
    }

    [Test]
    public async Task Refusals()
    {
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options.AddApplication("orders", Mode.Axb));
        var orders = new OrderService(emulator.CreateClient());

        // example: begin
        Assert.That(() => orders.ConnectAsync("13800000021", B), Throws.InvalidOperationException);

        var refused = (await emulator.Requests.ListAsync()).Single();
        Assert.That(refused.Explain!.Field, Is.EqualTo("callerNum"));
        TestContext.Out.WriteLine($"{refused.Explain.Rule} expected {refused.Explain.Expected}, got {refused.Explain.Got}");
        // example: end
    }

    [Test]
    public async Task Several()
    {
        // example: begin
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options
            .AddApplication("rides", Mode.Axb)
            .AddApplication("food", Mode.Axe));

        var later = await emulator.Applications.CreateAsync(Mode.Ax, app => app.Name = "houses");
        await emulator.Clock.AdvanceAsync(TimeSpan.FromDays(1), app: "rides");
        Assert.That(await emulator.Clock.GetAsync("rides"), Has.Property("Now").EqualTo((await emulator.Clock.GetAsync(later.Name)).Now.AddDays(1)));
        // example: end
    }

    [Test]
    public async Task Sockets()
    {
        // example: begin
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options.UseKestrel());
        using var other = EmulatorClient.Connect(emulator.BaseAddress);

        Assert.That(await other.Applications.ListAsync(), Has.Count.EqualTo(5));
        // example: end
    }

    [Test]
    public async Task Helpers()
    {
        // example: begin
        static async Task<int?> EndOfCallAsync(EmulatorClient emulator, string from, string to)
        {
            var call = await emulator.Calls.PlaceAsync(from, to);
            await emulator.Clock.AdvanceUntilCallEndsAsync(call);
            return (await emulator.Calls.GetAsync(call)).StateCode;
        }

        await using var embedded = await PrivateNumberEmulator.StartAsync(options => options.UseKestrel());
        using var remote = EmulatorClient.Connect(embedded.BaseAddress);

        Assert.That(await EndOfCallAsync(embedded, A, "+8617000000001"), Is.EqualTo(8014));
        Assert.That(await EndOfCallAsync(remote, A, "+8617000000001"), Is.EqualTo(8014));
        // example: end
    }

    [Test]
    public async Task Afresh()
    {
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options.AddApplication("orders", Mode.Axb));
        await new OrderService(emulator.CreateClient()).ConnectAsync(A, B);

        // example: begin
        await emulator.State.TakeSnapshotAsync("bound");
        await emulator.Clock.AdvanceAsync(TimeSpan.FromDays(365));
        await emulator.State.RestoreAsync("bound");
        Assert.That(await emulator.Bindings.ListAsync(), Has.Count.EqualTo(1));

        await emulator.ResetAsync();
        Assert.That(await emulator.Bindings.ListAsync(), Is.Empty);
        // example: end
    }
}
