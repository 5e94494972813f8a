using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace OrderTaxi.Tests;

/// <summary>An SMS service that takes everything: what a unit test needs of it.</summary>
internal sealed class SentNotices : HttpMessageHandler
{
    private readonly Channel<JsonNode> _sent = Channel.CreateUnbounded<JsonNode>();
    private int _timeOuts;

    /// <summary>The next one, once it is sent.</summary>
    public ValueTask<JsonNode> NextAsync(CancellationToken ct) => _sent.Reader.ReadAsync(ct);

    /// <summary>The next one runs into the time-out of the client: what that throws, without waiting for it.</summary>
    public void TimeOutOnce() => _timeOuts = 1;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _timeOuts, 0) > 0)
        {
            throw new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout.", new TimeoutException());
        }

        _sent.Writer.TryWrite(JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!);
        return new HttpResponseMessage(HttpStatusCode.Accepted);
    }
}
