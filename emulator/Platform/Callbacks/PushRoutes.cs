using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>Finds the way to a customer's URL: a host that is rewritten, the container's host for a loopback URL, or the URL itself.</summary>
internal sealed class PushRoutes(CallbackOptions options, ContainerHost host)
{
    public async Task<PushRoute> ToAsync(string url)
    {
        var uri = new Uri(url);
        var other = options.RewriteHosts.TryGetValue(uri.Host, out var configured) ? configured
            : uri.IsLoopback && options.RewriteLoopback ? await host.NameAsync()
            : null;
        return new PushRoute(uri, other is null ? uri : new UriBuilder(uri) { Host = other }.Uri, host.InContainer);
    }
}
