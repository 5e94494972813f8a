using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>
/// Sends one push over HTTP: one request per connection, no redirects, any certificate, no headers beyond the documented ones.
/// The time-out is that of the network, hence of the wall clock.
/// </summary>
internal sealed class CallbackSender : IDisposable
{
    private const int MaxReplyBytes = 64 * 1024;
    private readonly HttpClient _http;
    private readonly CallbackOptions _options;

    public CallbackSender(CallbackOptions options, HttpMessageHandler? handler = null)
    {
        _options = options;
        UsesNetwork = handler is null;
        _http = new HttpClient(handler ?? CreateHandler(), disposeHandler: handler is null)
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
        };
    }

    public TimeSpan Timeout => _options.Timeout;

    /// <summary>False in tests without sockets.</summary>
    public bool UsesNetwork { get; }

    public async Task<PushReply> SendAsync(string url, byte[] body, ImmutableArray<KeyValuePair<string, string>> headers, CancellationToken ct)
    {
        var started = WallClock.Provider.GetTimestamp();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Rewrite(url)) { Content = new ByteArrayContent(body) };
            request.Headers.ConnectionClose = true;
            foreach (var (name, value) in headers)
            {
                HttpHeaders target = name == PushHeaders.ContentType ? request.Content.Headers : request.Headers;
                target.TryAddWithoutValidation(name, value);
            }

            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            var text = await ReadAsync(response.Content, timeout.Token);
            return new PushReply((int)response.StatusCode, text, null, WallClock.Provider.GetElapsedTime(started));
        }
        catch (Exception e)
        {
            // Every exception: an embedded customer's server throws its own bugs right here, and a push that failed must never stop the clock.
            var elapsed = WallClock.Provider.GetElapsedTime(started);
            return timeout.IsCancellationRequested
                ? PushReply.TimeOut(_options.Timeout, elapsed)
                : new PushReply(null, "", PushFailure.Describe(url, e), elapsed);
        }
    }

    /// <summary>Where a push to this URL is sent.</summary>
    public Uri Rewrite(string url)
    {
        var uri = new Uri(url);
        return _options.RewriteHosts.TryGetValue(uri.Host, out var host) ? new UriBuilder(uri) { Host = host }.Uri : uri;
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        var buffer = new byte[MaxReplyBytes];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }

    // Customers' test servers have certificates of their own making; what the emulator pushes is test data.
#pragma warning disable CA5359
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.Zero,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
    };
#pragma warning restore CA5359
}
