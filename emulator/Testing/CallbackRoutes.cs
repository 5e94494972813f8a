using System.Collections.Concurrent;

namespace PrivateNumber.Emulator.Testing;

/// <summary>The network of pushes in a unit test: routes by host, and fails loudly for a host that nobody named.</summary>
internal sealed class CallbackRoutes : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, HttpMessageInvoker> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string host, HttpMessageHandler handler) => _hosts[host] = new HttpMessageInvoker(handler, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _hosts.TryGetValue(request.RequestUri!.Host, out var handler)
            ? handler.SendAsync(request, cancellationToken)
            : throw new HttpRequestException(
                $"No handler is registered for the host {request.RequestUri.Host}: call RouteCallbacks(\"{request.RequestUri.Host}\", …).");
}
