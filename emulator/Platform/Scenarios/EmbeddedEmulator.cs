using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>An emulator for one scenario: on a free port of this machine, quiet, its clock moved by hand.</summary>
internal sealed class EmbeddedEmulator : IAsyncDisposable
{
    /// <summary>Noon in Beijing: the same times in every run.</summary>
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _application;

    private EmbeddedEmulator(WebApplication application) => _application = application;

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<EmbeddedEmulator> StartAsync(EmulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));

        // A scenario sees answers, not connections, so these may be kept; it is thrown away, so it begins and leaves with nothing. All else is as configured.
        builder.Services.AddEmulator(options with
        {
            Clock = new ClockOptions { Mode = ClockMode.Manual, Start = options.Clock.Start ?? Start },
            ShortConnections = false,
            DataDir = null,
            Scenarios = null,
        });
        return new EmbeddedEmulator(await builder.StartEmulatorAsync());
    }

    public HttpClient CreateClient() => ScenarioTarget.Connect(Address);

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
