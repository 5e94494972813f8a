using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Testing;

/// <summary>
/// An emulator inside a unit test: on a test server without sockets, and with a clock that stands still, unless configured otherwise.
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
public sealed class PrivateNumberEmulator : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CallbackRoutes _callbacks;
    private readonly bool _onKestrel;
    private readonly EmulatorClient _client;

    private PrivateNumberEmulator(WebApplication application, CallbackRoutes callbacks, bool onKestrel)
    {
        _application = application;
        _callbacks = callbacks;
        _onKestrel = onKestrel;
        BaseAddress = onKestrel ? new Uri(application.Urls.Single()) : application.GetTestServer().BaseAddress;
        _client = new EmulatorClient(CreateClient());
    }

    /// <summary>
    /// Where it is reached: on a socket after <see cref="EmulatorBuilder.UseKestrel"/>, otherwise by <see cref="CreateClient"/> only.
    /// </summary>
    public Uri BaseAddress { get; }

    /// <inheritdoc cref="EmulatorClient.Applications"/>
    public ApplicationsClient Applications => _client.Applications;

    /// <inheritdoc cref="EmulatorClient.Numbers"/>
    public NumbersClient Numbers => _client.Numbers;

    /// <inheritdoc cref="EmulatorClient.Bindings"/>
    public BindingsClient Bindings => _client.Bindings;

    /// <inheritdoc cref="EmulatorClient.Calls"/>
    public CallsClient Calls => _client.Calls;

    /// <inheritdoc cref="EmulatorClient.Messages"/>
    public MessagesClient Messages => _client.Messages;

    /// <inheritdoc cref="EmulatorClient.Callbacks"/>
    public CallbacksClient Callbacks => _client.Callbacks;

    /// <inheritdoc cref="EmulatorClient.Requests"/>
    public RequestsClient Requests => _client.Requests;

    /// <inheritdoc cref="EmulatorClient.Clock"/>
    public ClockClient Clock => _client.Clock;

    /// <inheritdoc cref="EmulatorClient.Faults"/>
    public FaultsClient Faults => _client.Faults;

    /// <inheritdoc cref="EmulatorClient.Scenarios"/>
    public ScenariosClient Scenarios => _client.Scenarios;

    /// <inheritdoc cref="EmulatorClient.State"/>
    public StateClient State => _client.State;

    internal IServiceProvider Services => _application.Services;

    /// <summary>Starts an emulator of its own: two of them share nothing, so tests may run in parallel.</summary>
    /// <param name="configure">Changes the defaults; without an application there is a ready one for each mode, such as <c>axb-demo</c>.</param>
    /// <returns>The running emulator; dispose it at the end of the test.</returns>
    /// <exception cref="ArgumentException">An application that is not allowed.</exception>
    /// <exception cref="IOException">A data directory that cannot be used; the message says why and what to do.</exception>
    public static Task<PrivateNumberEmulator> StartAsync(Action<EmulatorBuilder>? configure = null)
    {
        var builder = new EmulatorBuilder();
        configure?.Invoke(builder);
        return StartAsync(builder.Build(), builder.UsesKestrel, builder.Log);
    }

    /// <summary>Starts an emulator from options as they are: its clock runs, and it has no application, unless they say otherwise.</summary>
    /// <param name="options">What is configured.</param>
    /// <returns>The running emulator; dispose it at the end of the test.</returns>
    public static Task<PrivateNumberEmulator> StartAsync(EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return StartAsync(options, onKestrel: false, EmulatorBuilder.StandardError);
    }

    /// <summary>A client of the platform's API and of the control API: what the code under test talks to.</summary>
    /// <returns>A client whose base address is the emulator.</returns>
    public HttpClient CreateClient()
    {
        if (_onKestrel)
        {
            return ScenarioTarget.Connect(BaseAddress);
        }

        var client = _application.GetTestClient();
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }

    /// <summary>What an application under test that makes its clients with <c>IHttpClientFactory</c> sends its requests into.</summary>
    /// <returns>A handler that reaches this emulator whatever the host of a request is.</returns>
    /// <exception cref="InvalidOperationException">After <see cref="EmulatorBuilder.UseKestrel"/>: <see cref="BaseAddress"/> is reached by a socket.</exception>
    /// <example><code>
    /// services.AddHttpClient&lt;PrivateNumberClient&gt;().ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler);
    /// </code></example>
    public HttpMessageHandler CreateHandler() => _onKestrel
        ? throw new InvalidOperationException($"This emulator listens on {BaseAddress}: send requests there.")
        : _application.GetTestServer().CreateHandler();

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
        _callbacks.Add(host, handler);
    }

    /// <inheritdoc cref="EmulatorClient.ResetAsync"/>
    public Task ResetAsync(string? app = null, CancellationToken cancellationToken = default) => _client.ResetAsync(app, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
        _callbacks.Dispose();
    }

    private static async Task<PrivateNumberEmulator> StartAsync(EmulatorOptions options, bool onKestrel, Action<string> log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        if (onKestrel)
        {
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new TestLog(log)));
        var callbacks = new CallbackRoutes(onKestrel ? CallbackSender.CreateHandler(options.Callbacks) : null, log);
        builder.Services.AddPrivateNumberEmulator(options, callbacks);
        var application = builder.Build();
        application.UseRouting();
        application.MapPrivateNumberEmulator();
        await application.StartAsync();
        return new PrivateNumberEmulator(application, callbacks, onKestrel);
    }
}
