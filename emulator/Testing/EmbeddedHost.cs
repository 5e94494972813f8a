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

/// <summary>The web application that an embedded emulator is: on a test server, or on a socket.</summary>
internal sealed class EmbeddedHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly bool _onKestrel;

    private EmbeddedHost(WebApplication application, CallbackRoutes callbacks, bool onKestrel)
    {
        _application = application;
        _onKestrel = onKestrel;
        Callbacks = callbacks;
        BaseAddress = onKestrel ? new Uri(application.Urls.Single()) : application.GetTestServer().BaseAddress;
    }

    public Uri BaseAddress { get; }

    public CallbackRoutes Callbacks { get; }

    public IServiceProvider Services => _application.Services;

    /// <summary>With options that have been checked.</summary>
    public static async Task<EmbeddedHost> StartAsync(EmulatorOptions options, bool onKestrel, Action<string> log)
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
        try
        {
            builder.Services.AddEmulator(options, callbacks);
            return new EmbeddedHost(await builder.StartEmulatorAsync(), callbacks, onKestrel);
        }
        catch
        {
            callbacks.Dispose();
            throw;
        }
    }

    public HttpClient CreateClient() => _onKestrel
        ? ScenarioTarget.Connect(BaseAddress)
        : new HttpClient(CreateHandler()) { BaseAddress = BaseAddress, Timeout = Timeout.InfiniteTimeSpan };

    public HttpMessageHandler CreateHandler() => _onKestrel
        ? throw new InvalidOperationException($"This emulator listens on {BaseAddress}: send requests there.")
        : new EmbeddedConnection(_application.GetTestServer().CreateHandler());

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Callbacks.Dispose();
    }
}
