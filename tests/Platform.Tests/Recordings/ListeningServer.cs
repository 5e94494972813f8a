using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace PrivateNumber.Emulator.Platform.Tests.Recordings;

/// <summary>A server that says where it listens, and does not.</summary>
internal sealed class ListeningServer : IServer, IServerAddressesFeature
{
    public ListeningServer(params string[] addresses)
    {
        Addresses = [.. addresses];
        Features.Set<IServerAddressesFeature>(this);
    }

    public ICollection<string> Addresses { get; }

    public bool PreferHostingUrls { get; set; }

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
