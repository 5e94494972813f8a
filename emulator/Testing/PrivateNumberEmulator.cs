using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Testing;

/// <summary>
/// An emulator inside a unit test: on a test server without sockets, and with a clock that stands still, unless configured otherwise. It is
/// driven by the members that it has from <see cref="EmulatorClient"/>, so a helper that takes an <see cref="EmulatorClient"/> takes it too.
/// </summary>
/// <example><code>
/// await using var emulator = await PrivateNumberEmulator.StartAsync(options =>
///     options.AddApplication("orders", Mode.Axb, app => app.StatusUrl = "http://customer.test/status"));
///
/// emulator.RouteCallbacks("customer.test", customerApp.Server.CreateHandler());
/// HttpClient api = emulator.CreateClient();
///
/// var call = await emulator.Calls.PlaceAsync(from: a, to: x, talksFor: TimeSpan.FromMinutes(1));
/// await emulator.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
/// </code></example>
public sealed class PrivateNumberEmulator : EmulatorClient, IAsyncDisposable
{
    private readonly EmbeddedHost _host;

    private PrivateNumberEmulator(EmbeddedHost host)
        : base(host.CreateClient()) => _host = host;

    /// <summary>
    /// Where it is reached: on a socket after <see cref="EmulatorBuilder.UseKestrel"/>, otherwise by <see cref="CreateClient"/> only.
    /// </summary>
    public Uri BaseAddress => _host.BaseAddress;

    internal IServiceProvider Services => _host.Services;

    /// <summary>Starts an emulator of its own: two of them share nothing, so tests may run in parallel.</summary>
    /// <param name="configure">Changes the defaults; without an application there is a ready one for each mode, such as <c>axb-demo</c>.</param>
    /// <returns>The running emulator; dispose it at the end of the test.</returns>
    /// <exception cref="ArgumentException">A value that is not allowed; the message names each by its key in docs/configuration.md.</exception>
    /// <exception cref="IOException">A data directory or a folder of scenarios that cannot be used; the message says why and what to do.</exception>
    public static async Task<PrivateNumberEmulator> StartAsync(Action<EmulatorBuilder>? configure = null)
    {
        var builder = new EmulatorBuilder();
        configure?.Invoke(builder);
        var options = builder.Build();
        OptionsCheck.Require(options, nameof(configure));
        return new PrivateNumberEmulator(await EmbeddedHost.StartAsync(options, builder.UsesKestrel, builder.Log));
    }

    /// <summary>Starts an emulator from options as they are: its clock runs, and it has no application, unless they say otherwise.</summary>
    /// <param name="options">What is configured.</param>
    /// <returns>The running emulator; dispose it at the end of the test.</returns>
    /// <exception cref="ArgumentException">A value that is not allowed; the message names each by its key in docs/configuration.md.</exception>
    /// <exception cref="IOException">A data directory or a folder of scenarios that cannot be used; the message says why and what to do.</exception>
    public static async Task<PrivateNumberEmulator> StartAsync(EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsCheck.Require(options, nameof(options));
        return new PrivateNumberEmulator(await EmbeddedHost.StartAsync(options, onKestrel: false, EmulatorBuilder.StandardError));
    }

    /// <summary>A client of the platform's API and of the control API: what the code under test talks to.</summary>
    /// <returns>A client whose base address is the emulator.</returns>
    public HttpClient CreateClient() => _host.CreateClient();

    /// <summary>What an application under test that makes its clients with <c>IHttpClientFactory</c> sends its requests into.</summary>
    /// <returns>A handler that reaches this emulator whatever the host of a request is.</returns>
    /// <exception cref="InvalidOperationException">After <see cref="EmulatorBuilder.UseKestrel"/>: <see cref="BaseAddress"/> is reached by a socket.</exception>
    /// <example><code>
    /// services.AddHttpClient&lt;PrivateNumberClient&gt;().ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler);
    /// </code></example>
    public HttpMessageHandler CreateHandler() => _host.CreateHandler();

    /// <summary>Sends the pushes to a host into a handler: usually that of the test server under test.</summary>
    /// <remarks>
    /// A push to a host without a route fails: the <see cref="CallbackAttempt.Error"/> of its attempt and <see cref="EmulatorBuilder.Log"/> say so.
    /// After <see cref="EmulatorBuilder.UseKestrel"/> it goes out to the network.
    /// </remarks>
    /// <param name="host">The host in the application's URLs, such as <c>customer.test</c>.</param>
    /// <param name="handler">Receives the pushes; it is not disposed.</param>
    /// <example><code>
    /// emulator.RouteCallbacks("customer.test", customerApp.Server.CreateHandler());
    /// </code></example>
    public void RouteCallbacks(string host, HttpMessageHandler handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentNullException.ThrowIfNull(handler);
        _host.Callbacks.Add(host, handler);
    }

    /// <summary>Ends the emulator: its calls, its timers, and the pushes under way.</summary>
    /// <returns>Completes when all of it has ended.</returns>
    public ValueTask DisposeAsync()
    {
        base.Dispose();
        return _host.DisposeAsync();
    }

    /// <summary>As <see cref="DisposeAsync"/>; blocks the thread until all of it has ended.</summary>
    public override void Dispose()
    {
        base.Dispose();
        Blocking.Run(() => _host.DisposeAsync().AsTask());
    }
}
