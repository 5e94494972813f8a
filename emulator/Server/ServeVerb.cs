using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Server;

/// <summary><c>privatenumber serve</c>: the emulator on sockets.</summary>
internal static class ServeVerb
{
    /// <summary>A container is stopped within a second (contract §7).</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter errors)
    {
        if (await Settings.LoadAsync(line, errors) is not { } options)
        {
            return Verbs.Usage;
        }

        if (NotBuilt(options) is { } notBuilt)
        {
            await errors.WriteLineAsync($"privatenumber serve: {notBuilt}");
            return Verbs.Usage;
        }

        WebApplication application;
        try
        {
            application = await StartAsync(options);
        }
        catch (DataDirectoryException e)
        {
            await errors.WriteLineAsync($"privatenumber serve: {e.Message}");
            return Verbs.Usage;
        }
        catch (Exception e) when (e is IOException or SocketException or FormatException)
        {
            await errors.WriteLineAsync($"privatenumber serve: {e.Message}; choose other addresses with --urls");
            return Verbs.Usage;
        }

        await using (application)
        {
            await AnnounceAsync(Addresses(application), options.PortFile, output);
            await application.WaitForShutdownAsync();
        }

        return Verbs.Done;
    }

    /// <summary>A started server; port 0 has taken a free port.</summary>
    public static async Task<WebApplication> StartAsync(EmulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, options.Urls));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // What fails at the start is said in one line below.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddPrivateNumberEmulator(options);
        var application = builder.Build();
        application.UseRouting();
        application.MapPrivateNumberEmulator();
        await application.StartAsync();
        return application;
    }

    public static IReadOnlyList<string> Addresses(WebApplication application) =>
        [.. application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    private static string? NotBuilt(EmulatorOptions options) => options switch
    {
        { Scenarios: not null } => "--scenarios: reactive scenarios are not built yet",
        _ => null,
    };

    private static async Task AnnounceAsync(IReadOnlyList<string> addresses, string? portFile, TextWriter output)
    {
        if (portFile is not null)
        {
            await File.WriteAllLinesAsync(portFile, addresses.Select(address => BindingAddress.Parse(address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        foreach (var address in addresses)
        {
            await output.WriteLineAsync($"listening {address}");
        }

        await output.FlushAsync();
    }

    private static void Listen(KestrelServerOptions kestrel, IEnumerable<string> urls)
    {
        kestrel.AddServerHeader = false;
        var certificate = new Lazy<X509Certificate2>(SelfSignedCertificate.Create);
        foreach (var url in urls)
        {
            var address = BindingAddress.Parse(url);
            void Configure(ListenOptions listen)
            {
                // The platform speaks HTTP/1: it closes the connection after each answer (platform.md §6).
                listen.Protocols = HttpProtocols.Http1;
                if (address.Scheme == "https")
                {
                    listen.UseHttps(https =>
                    {
                        https.ServerCertificateSelector = (_, _) => certificate.Value;

                        // curl of old offers http/1.0 alone, and a server that names its protocols would end the handshake (wire-facts.md 12).
                        https.OnAuthenticate = (_, tls) => tls.ApplicationProtocols = null;
                    });
                }
            }

            if (address.Host == "localhost" && address.Port != 0)
            {
                kestrel.ListenLocalhost(address.Port, Configure);
            }
            else if (IPAddress.TryParse(address.Host, out var ip) || address.Host == "localhost")
            {
                kestrel.Listen(ip ?? IPAddress.Loopback, address.Port, Configure);
            }
            else
            {
                kestrel.ListenAnyIP(address.Port, Configure);
            }
        }
    }
}
