using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>A customer's server in memory: keeps every push and answers as the test says, 200 unless told.</summary>
internal sealed class Customer : HttpMessageHandler
{
    public const string Host = "customer.test";

    private readonly ConcurrentQueue<Received> _received = new();

    public Func<Received, CancellationToken, Task<HttpResponseMessage>> Answers { get; set; } = (_, _) => Task.FromResult(Status(200));

    public IReadOnlyList<Received> Received => [.. _received];

    public static HttpResponseMessage Status(int status, string body = "") =>
        new((HttpStatusCode)status) { Content = new StringContent(body) };

    /// <summary>These statuses in order, the last one repeating.</summary>
    public void Answer(params int[] statuses)
    {
        var next = -1;
        Answers = (_, _) => Task.FromResult(Status(statuses[Math.Min(Interlocked.Increment(ref next), statuses.Length - 1)]));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var received = new Received(
            request.Method.Method,
            request.RequestUri!,
            [.. request.Headers.NonValidated.Concat(request.Content!.Headers.NonValidated).Select(h => KeyValuePair.Create(h.Key, h.Value.ToString()))],
            await request.Content.ReadAsStringAsync(cancellationToken));
        _received.Enqueue(received);
        return await Answers(received, cancellationToken);
    }
}

/// <summary>A push as it arrived.</summary>
internal sealed record Received(string Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string EventType => (string)Json["eventType"]!;

    public string? SessionId => (string?)Json["statusInfo"]?["sessionId"];

    public string this[string header] => Headers.Single(h => h.Key == header).Value;
}
