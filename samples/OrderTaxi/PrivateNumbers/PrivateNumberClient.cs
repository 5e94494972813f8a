namespace OrderTaxi.PrivateNumbers;

/// <summary>What this application needs of the platform's AXB interface.</summary>
internal sealed class PrivateNumberClient(HttpClient http)
{
    private const string Path = "/rest/caas/relationnumber/partners/v1.0";

    /// <summary>Lends a number to two people, who reach each other by it until the lifetime is over.</summary>
    /// <param name="a">With +86.</param>
    /// <param name="b">With +86.</param>
    /// <param name="areaCode">The city that the number should be of, such as 0755.</param>
    /// <param name="lifetime">Up to 90 days.</param>
    /// <param name="userData">Comes back in every push about the binding. No braces, no Chinese.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Binding> BindAsync(string a, string b, string areaCode, TimeSpan lifetime, string userData, CancellationToken ct)
    {
        // Any number will do when the city has none left: areaMatchMode 1.
        var body = new { callerNum = a, calleeNum = b, areaCode, areaMatchMode = "1", duration = Seconds(lifetime), userData };
        var answer = await SendAsync(HttpMethod.Post, Path, body, ct);
        return new Binding(answer.SubscriptionId!, answer.RelationNum!);
    }

    /// <summary>The lifetime starts anew.</summary>
    public Task ExtendAsync(string subscriptionId, TimeSpan lifetime, CancellationToken ct) =>
        SendAsync(HttpMethod.Put, Path, new { subscriptionId, duration = Seconds(lifetime) }, ct);

    public Task UnbindAsync(string subscriptionId, CancellationToken ct) =>
        SendAsync(HttpMethod.Delete, $"{Path}?subscriptionId={Uri.EscapeDataString(subscriptionId)}", null, ct);

    private static int Seconds(TimeSpan lifetime) => (int)lifetime.TotalSeconds;

    private async Task<Answer> SendAsync(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await http.SendAsync(request, ct);

        // The resultcode decides, not the HTTP status: a refusal is JSON too, whatever its status is.
        var answer = (await response.Content.ReadFromJsonAsync<Answer>(ct))!;
        return answer.ResultCode == "0" ? answer : throw new PrivateNumberException(answer.ResultCode, answer.ResultDesc);
    }

    private sealed record Answer(string ResultCode, string ResultDesc, string? SubscriptionId, string? RelationNum);
}

internal sealed record Binding(string SubscriptionId, string Number);
