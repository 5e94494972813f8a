using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Testing;

/// <summary>An emulator inside a unit test: on a test server, without sockets.</summary>
/// <example><code>
/// await using var emulator = await PrivateNumberEmulator.StartAsync(new EmulatorOptions { Applications = [...] });
/// HttpClient api = emulator.CreateClient();
/// </code></example>
public sealed class PrivateNumberEmulator : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CallbackRoutes _callbacks;

    private PrivateNumberEmulator(WebApplication application, CallbackRoutes callbacks)
    {
        _application = application;
        _callbacks = callbacks;
    }

    internal IServiceProvider Services => _application.Services;

    /// <summary>Starts an emulator of its own, with nothing shared between two of them.</summary>
    /// <param name="options">What is configured.</param>
    /// <returns>The running emulator; dispose it at the end of the test.</returns>
    public static async Task<PrivateNumberEmulator> StartAsync(EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        var callbacks = new CallbackRoutes();
        builder.Services.AddPrivateNumberEmulator(options, callbacks);
        var application = builder.Build();
        application.UseRouting();
        application.MapPrivateNumberEmulator();
        await application.StartAsync();
        return new PrivateNumberEmulator(application, callbacks);
    }

    /// <summary>A client of the platform's API and of the control API, in memory.</summary>
    /// <returns>A client whose base address is the emulator.</returns>
    public HttpClient CreateClient() => _application.GetTestClient();

    /// <summary>Sends the pushes to a host into a handler: usually that of the test server under test.</summary>
    /// <param name="host">The host in the application's URLs, such as <c>customer.test</c>.</param>
    /// <param name="handler">Receives the pushes.</param>
    public void RouteCallbacks(string host, HttpMessageHandler handler) => _callbacks.Add(host, handler);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _callbacks.Dispose();
    }
}
