using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Testing;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>An emulator on TestServer with a manual clock, and short ways to what tests do with it.</summary>
internal sealed class TestEmulator : IAsyncDisposable
{
    /// <summary>So long a test waits for what happens at once: a failure must not look like a machine that hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);

    private readonly PrivateNumberEmulator _emulator;

    private TestEmulator(PrivateNumberEmulator emulator) => _emulator = emulator;

    public Worlds Worlds => _emulator.Services.GetRequiredService<Worlds>();

    /// <summary>The only application, or the first.</summary>
    public World World => Worlds.All[0];

    public ApiClient Api => ApiFor(World);

    public ControlClient Control => new(_emulator.CreateClient());

    public static Task<TestEmulator> StartAsync(params ApplicationOptions[] applications) =>
        StartAsync(new EmulatorOptions { Applications = applications });

    public static async Task<TestEmulator> StartAsync(EmulatorOptions options) => new(await PrivateNumberEmulator.StartAsync(options with
    {
        Clock = options.Clock.Mode == ClockMode.Real ? new ClockOptions { Mode = ClockMode.Manual, Start = Start } : options.Clock,
    }));

    public T Service<T>()
        where T : notnull => _emulator.Services.GetRequiredService<T>();

    public HttpClient CreateClient() => _emulator.CreateClient();

    public HttpMessageHandler CreateHandler() => _emulator.CreateHandler();

    public ApiClient ApiFor(World world) => new(_emulator.CreateClient(), world.Application.AppKey!, world.Application.AppSecret!);

    public ApiClient ApiFor(string appKey, string appSecret) => new(_emulator.CreateClient(), appKey, appSecret);

    public void RouteCallbacks(string host, HttpMessageHandler handler) => _emulator.RouteCallbacks(host, handler);

    public Call Place(string from, string to, CallPlan? plan = null, World? world = null) =>
        (world ?? World).Calls.Place(PhoneNumber.Parse(from), PhoneNumber.Parse(to), plan ?? CallPlan.Default, AnswerGate.Opened);

    /// <summary>Places a call and moves time until its CDR is pushed.</summary>
    public async Task<Call> PlayAsync(string from, string to, CallPlan? plan = null, World? world = null)
    {
        var call = Place(from, to, plan, world);
        await FinishAsync(call, world);
        return (world ?? World).Calls.Find(call.SessionId)!;
    }

    public async Task FinishAsync(Call call, World? world = null)
    {
        world ??= World;
        bool Goes() => world.Calls.Find(call.SessionId)!.State != CallState.Ended;
        await world.Clock.RunDueAsync(CancellationToken.None);
        await world.Clock.AdvanceWhileAsync(Goes, world.Clock.Now.AddDays(3), CancellationToken.None);
        await world.Clock.AdvanceByAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
    }

    public Task AdvanceAsync(TimeSpan by, World? world = null) => (world ?? World).Clock.AdvanceByAsync(by, CancellationToken.None);

    /// <summary>Looks again after each attempt of any push.</summary>
    public async Task UntilAttemptedAsync(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string? what = null)
    {
        using var attempts = new NextAttempt(Service<EventFeed>());
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var next = attempts.Task;
            if (isSo())
            {
                return;
            }

            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new AssertionException($"No attempt within {Patience} made this so: {what}", e);
            }
        }
    }

    /// <summary>The bodies pushed so far for a call, in order, the CDR too.</summary>
    public IReadOnlyList<JsonObject> Pushed(string sessionId, World? world = null)
    {
        world ??= World;
        lock (world.Gate)
        {
            return [.. world.Outbox.Journal.Items.Where(push => push.SessionIds.Contains(sessionId)).Select(push => JsonNode.Parse(push.Body)!.AsObject())];
        }
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
