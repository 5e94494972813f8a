using System.Collections.Concurrent;

namespace PrivateNumber.Emulator.Testing;

/// <summary>
/// The way of pushes in a unit test: routes by host. A host that nobody named fails loudly, unless there is a network to find it in.
/// </summary>
internal sealed class CallbackRoutes(HttpMessageHandler? network, Action<string> log) : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, HttpMessageInvoker> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _unknown = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpMessageInvoker? _network = network is null ? null : new HttpMessageInvoker(network);

    public void Add(string host, HttpMessageHandler handler) => _hosts[host] = new HttpMessageInvoker(handler, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var route = _hosts.GetValueOrDefault(request.RequestUri!.Host) ?? _network ?? throw Unknown(request.RequestUri);
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

    /// <summary>The push fails, and its attempt says why; that nobody may look at it is why the log says so too, once for each host.</summary>
    private HttpRequestException Unknown(Uri url)
    {
        var known = _hosts.IsEmpty ? "none is" : $"known: {string.Join(", ", _hosts.Keys.Order(StringComparer.Ordinal))}";
        var problem = $"No handler is registered for the host {url.Host} ({known}): call RouteCallbacks(\"{url.Host}\", …).";
        if (_unknown.TryAdd(url.Host, true))
        {
            log($"A push to {url} failed. {problem}");
        }

        return new HttpRequestException(problem);
    }
}
