using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>
/// Sends one push over HTTP: one request per connection, no redirects, no headers beyond the documented ones.
/// The time-out is that of the network, hence of the wall clock.
/// </summary>
internal sealed class CallbackSender : IDisposable
{
    private const int MaxReplyBytes = 64 * 1024;

    /// <summary>How long the body of an answer is waited for where it says nothing; the next push of the call waits behind it.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly CallbackOptions _options;
    private readonly PushRoutes _routes;

    /// <param name="options">How pushes are delivered.</param>
    /// <param name="host">The host of this container; without a network there is none.</param>
    /// <param name="handler">Sends the pushes instead of the network.</param>
    public CallbackSender(CallbackOptions options, ContainerHost host, HttpMessageHandler? handler = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Timeout, Rules.LongestInReality, nameof(options));
        _options = options;
        _routes = new PushRoutes(handler is null ? options : options with { RewriteLoopback = false }, host);
        UsesNetwork = handler is null;
        _http = new HttpClient(handler ?? CreateHandler(options), disposeHandler: handler is null)
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
        };
    }

    public TimeSpan Timeout => _options.Timeout;

    /// <summary>False in tests without sockets.</summary>
    public bool UsesNetwork { get; }

    /// <param name="url">Where to.</param>
    /// <param name="body">The push.</param>
    /// <param name="headers">What is sent with it.</param>
    /// <param name="isQuestion">Whether the body of the answer says something; elsewhere only the status counts (call-notifications.md §1).</param>
    /// <param name="ct">Cancels the push.</param>
    public async Task<PushReply> SendAsync(string url, byte[] body, ImmutableArray<KeyValuePair<string, string>> headers, bool isQuestion, CancellationToken ct)
    {
        var started = WallClock.Provider.GetTimestamp();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(_options.Timeout);
        PushRoute? route = null;
        try
        {
            route = await RouteAsync(url);
            using var request = new HttpRequestMessage(HttpMethod.Post, route.Target) { Content = new ByteArrayContent(body) };
            request.Headers.ConnectionClose = true;
            if (route.IsRewritten)
            {
                // The application answers to its own name, and so does its certificate.
                request.Headers.Host = route.Url.Authority;
            }

            foreach (var (name, value) in headers)
            {
                SignedHeaders.Set(request, name, value);
            }

            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            var text = await ReadAsync(response.Content, isQuestion, timeout.Token);
            return new PushReply((int)response.StatusCode, text, PushFailure.Describe(route, response.StatusCode), WallClock.Provider.GetElapsedTime(started));
        }
        catch (Exception e)
        {
            // Every exception: an embedded customer's server throws its own bugs right here, and a push that failed must never stop the clock.
            var elapsed = WallClock.Provider.GetElapsedTime(started);
            return route switch
            {
                null => new PushReply(null, "", $"{url} is no URL that can be called: {e.Message}", elapsed),
                _ when timeout.IsCancellationRequested => PushReply.TimeOut(_options.Timeout, elapsed) with { Error = PushFailure.TimeOut(_options.Timeout, route) },
                _ => new PushReply(null, "", PushFailure.Describe(route, e), elapsed),
            };
        }
    }

    /// <summary>Where a push to this URL is sent.</summary>
    public Task<PushRoute> RouteAsync(string url) => _routes.ToAsync(url);

    /// <summary>For a connection of the sender's own making.</summary>
    public SslClientAuthenticationOptions Tls() => PushTls.Options(_options);

    public void Dispose() => _http.Dispose();

    private static async Task<string> ReadAsync(HttpContent content, bool isQuestion, CancellationToken ct)
    {
        using var courtesy = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (!isQuestion)
        {
            courtesy.CancelAfter(Courtesy);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(MaxReplyBytes);
        var (read, last) = (0, 1);
        try
        {
            await using var stream = await content.ReadAsStreamAsync(courtesy.Token);
            while (last > 0 && read < MaxReplyBytes)
            {
                last = await stream.ReadAsync(buffer.AsMemory(read, MaxReplyBytes - read), courtesy.Token);
                read += last;
            }
        }
        catch (Exception) when (!isQuestion)
        {
            // Cut short, without an end, or broken: the status has come, and that is all there is to know.
            return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
        }

        var text = System.Text.Encoding.UTF8.GetString(buffer, 0, read);

        // Not after a failure: a server in memory may still be writing into it.
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }

    public static SocketsHttpHandler CreateHandler(CallbackOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.Zero,
        SslOptions = PushTls.Options(options),
    };
}
