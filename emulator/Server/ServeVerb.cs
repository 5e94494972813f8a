using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Scenarios.Serving;
using PrivateNumber.Emulator.Storage;
using PrivateNumber.Emulator.Tls;

namespace PrivateNumber.Emulator.Server;

/// <summary><c>privatenumber serve</c>: the emulator on sockets.</summary>
internal static class ServeVerb
{
    /// <summary>A container is stopped within a second (docs/container.md).</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter errors)
    {
        if (await Settings.LoadAsync(line, errors) is not { } options)
        {
            return Verbs.Usage;
        }

        var certificate = new ServerCertificate(options);
        if (certificate.Problem is { } problem)
        {
            await errors.WriteLineAsync($"privatenumber serve: {problem}");
            return Verbs.Usage;
        }

        WebApplication application;
        try
        {
            application = await StartAsync(options, certificate);
        }
        catch (Exception e) when (e is DataDirectoryException or ScenarioFolderException)
        {
            await errors.WriteLineAsync($"privatenumber serve: {e.Message}");
            return Verbs.Usage;
        }
        catch (Exception e) when (e is IOException or SocketException or FormatException)
        {
            await errors.WriteLineAsync($"privatenumber serve: {e.Message.TrimEnd('.')}; choose other addresses with --urls");
            return Verbs.Usage;
        }

        await using (application)
        {
            try
            {
                await AnnounceAsync(Addresses(application), options.PortFile, output);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await errors.WriteLineAsync($"privatenumber serve: the port file {options.PortFile} cannot be written: {e.Message.TrimEnd('.')}; choose another with --port-file");
                return Verbs.Usage;
            }

            await application.WaitForShutdownAsync();
        }

        return Verbs.Done;
    }

    /// <summary>A started server; port 0 has taken a free port.</summary>
    public static async Task<WebApplication> StartAsync(EmulatorOptions options, ServerCertificate certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, options.Urls, certificate));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // What fails at the start is said in one line below.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(certificate).AddEmulator(options);
        return await builder.StartEmulatorAsync();
    }

    public static IReadOnlyList<string> Addresses(WebApplication application) =>
        [.. application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    private static async Task AnnounceAsync(IReadOnlyList<string> addresses, string? portFile, TextWriter output)
    {
        if (portFile is not null)
        {
            await PortFile.WriteAsync(portFile, addresses.Select(address => BindingAddress.Parse(address).Port));
        }

        foreach (var address in addresses)
        {
            await output.WriteLineAsync($"listening {address}");
        }

        await output.FlushAsync();
    }

    private static void Listen(KestrelServerOptions kestrel, IEnumerable<string> urls, ServerCertificate certificate)
    {
        kestrel.AddServerHeader = false;
        var tls = new TlsHandshakeCallbackOptions
        {
            // curl of old offers http/1.0 alone, and a server that names its protocols would end the handshake (wire-facts.md 12).
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Context, ApplicationProtocols = [] }),
        };
        foreach (var url in urls)
        {
            var address = BindingAddress.Parse(url);
            void Configure(ListenOptions listen)
            {
                // The platform speaks HTTP/1: it closes the connection after each answer (platform.md §6).
                listen.Protocols = HttpProtocols.Http1;
                if (address.Scheme == "https")
                {
                    listen.UseHttps(tls);
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
