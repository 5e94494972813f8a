using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>The emulator in a web application of its own: on a socket of 127.0.0.1, or on TestServer.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private EmulatorHost(WebApplication application) => _application = application;

    public Worlds Worlds => _application.Services.GetRequiredService<Worlds>();

    public World World => Worlds.All[0];

    public TestServer Server => _application.GetTestServer();

    public int Port => new Uri(_application.Urls.Single()).Port;

    public static Task<EmulatorHost> OnKestrelAsync(EmulatorOptions options) =>
        StartAsync(options, web => web.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0)));

    public static Task<EmulatorHost> OnTestServerAsync(EmulatorOptions options) => StartAsync(options, web => web.UseTestServer());

    public ApiClient Api(HttpClient http) => new(http, World.Application.AppKey!, World.Application.AppSecret!);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task<EmulatorHost> StartAsync(EmulatorOptions options, Action<IWebHostBuilder> server)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        server(builder.WebHost);
        builder.Services.AddLogging();
        builder.Services.AddPrivateNumberEmulator(options);
        return new EmulatorHost(await builder.StartEmulatorAsync());
    }
}
