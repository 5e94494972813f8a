using System.Collections.Concurrent;

namespace PrivateNumber.Emulator.Testing;

/// <summary>
/// The way of pushes in a unit test: routes by host. A host that nobody named fails loudly, unless there is a network to find it in.
/// </summary>
internal sealed class CallbackRoutes(HttpMessageHandler? network) : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, HttpMessageInvoker> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpMessageInvoker? _network = network is null ? null : new HttpMessageInvoker(network);

    public void Add(string host, HttpMessageHandler handler) => _hosts[host] = new HttpMessageInvoker(handler, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Host;
        var route = _hosts.GetValueOrDefault(host) ?? _network ?? throw new HttpRequestException(
            $"No handler is registered for the host {host}: call RouteCallbacks(\"{host}\", …).");
        return route.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _network?.Dispose();
        }

        base.Dispose(disposing);
    }
}
