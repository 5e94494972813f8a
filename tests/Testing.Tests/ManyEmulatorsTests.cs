using System.Runtime.CompilerServices;
using PrivateNumber.Emulator.Testing.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Testing.Tests;

/// <summary>An emulator for each test of a big parallel suite.</summary>
public sealed class ManyEmulatorsTests
{
    private const int Count = 200;
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";

    [Test]
    public async Task Two_hundred_emulators_in_parallel_share_nothing()
    {
        var calls = await Task.WhenAll(Enumerable.Range(0, Count).Select(index => Task.Run(async () =>
        {
            await using var emulator = await StartAsync(new Customer());
            var x = await new OrderService(emulator.CreateClient()).ConnectAsync(A, B);
            var call = await emulator.Calls.PlaceAsync(A, x, talksFor: TimeSpan.FromSeconds(index));
            await emulator.Clock.AdvanceUntilCallEndsAsync(call);
            return (Call: await emulator.Calls.GetAsync(call), All: await emulator.Calls.ListAsync(), Pushes: await emulator.Callbacks.AllAsync());
        })));

        // The same seed, so the same ids and numbers in each: whatever one had seen of another would show.
        Assert.That(calls.Select(call => call.Call.SessionId).Distinct(), Has.Exactly(1).Items);
        Assert.That(calls.Select(call => call.All.Count), Is.All.EqualTo(1));
        Assert.That(calls.Select(call => call.Pushes.Count), Is.All.EqualTo(6));
        Assert.That(calls.Select(call => (call.Call.Events[^1].At - call.Call.Events[^2].At).TotalSeconds), Is.EqualTo(Enumerable.Range(0, Count)));
    }

    [TestCase(ClockMode.Manual)]
    [TestCase(ClockMode.Real, Description = "Its timers go on unless they are stopped.")]
    public async Task Of_disposed_emulators_nothing_is_left(ClockMode clock)
    {
        var left = (await Task.WhenAll(Enumerable.Range(0, Count).Select(index => Task.Run(() => LiveAndDieAsync(clock))))).SelectMany(refs => refs).ToList();

        // Some rounds: a thread of the pool may still have the last one in its hands.
        Assert.That(() => Collect(left), Is.Zero.After(20_000, 50));
    }

    /// <summary>Disposed in the middle of a call and of a push, when timers, streams and tasks could hold on to it.</summary>
    private static async Task<IReadOnlyList<WeakReference>> LiveAndDieAsync(ClockMode clock)
    {
        var customer = new Customer();
        await using var emulator = await StartAsync(customer, clock);
        var x = await new OrderService(emulator.CreateClient()).ConnectAsync(A, B);
        await emulator.Faults.AddAsync("push.callout", Fault.Delay(TimeSpan.FromHours(1)));
        await emulator.Calls.PlaceAsync(A, x);
        await emulator.Callbacks.WaitAsync();
        return [new(emulator), new(customer)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Collect(IReadOnlyList<WeakReference> left)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return left.Count(reference => reference.IsAlive);
    }

    private static async Task<PrivateNumberEmulator> StartAsync(Customer customer, ClockMode clock = ClockMode.Manual)
    {
        var emulator = await PrivateNumberEmulator.StartAsync(options =>
        {
            options.Clock = options.Clock with { Mode = clock };
            options.AddApplication("orders", Mode.Axb, app => app.StatusUrl = "http://customer.test/status");
        });
        emulator.RouteCallbacks("customer.test", customer);
        return emulator;
    }

    /// <summary>Everything of an emulator holds on to it: its outbox has to send there.</summary>
    private sealed class Customer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage());
    }
}
