using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace OrderTaxi.Tests;

/// <summary>An SMS service that takes everything: what a unit test needs of it.</summary>
internal sealed class SentNotices : HttpMessageHandler
{
    private readonly Channel<JsonNode> _sent = Channel.CreateUnbounded<JsonNode>();

    /// <summary>The next one, once it is sent.</summary>
    public ValueTask<JsonNode> NextAsync(CancellationToken ct) => _sent.Reader.ReadAsync(ct);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _sent.Writer.TryWrite(JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!);
        return new HttpResponseMessage(HttpStatusCode.Accepted);
    }
}
