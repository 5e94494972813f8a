using System.Text.Json.Serialization;

namespace PrivateNumber.Emulator.Testing;

/// <summary>The requests of the application under test, and why each was answered as it was.</summary>
public sealed class RequestsClient
{
    private readonly ControlChannel _channel;

    internal RequestsClient(ControlChannel channel) => _channel = channel;

    /// <summary>Lists the requests so far.</summary>
    /// <param name="app">The name or key of one application; null for all, also those that named no known application.</param>
    /// <param name="resultCode">Only those answered with this code, such as <c>1010002</c>.</param>
    /// <param name="path">Only those whose path begins with this.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>In the order of their answers.</returns>
    /// <example><code>
    /// var refused = (await emulator.Requests.ListAsync(resultCode: "1010002")).Single();
    /// Console.WriteLine($"{refused.Explain!.Field}: expected {refused.Explain.Expected}, got {refused.Explain.Got}");
    /// </code></example>
    public async Task<IReadOnlyList<ApiRequest>> ListAsync(
        string? app = null, string? resultCode = null, string? path = null, CancellationToken cancellationToken = default)
    {
        var query = ControlChannel.Query("requests", ("app", app), ("resultcode", resultCode), ("path", path));
        return (await _channel.GetAsync(query, TestingJson.Api.ItemsApiRequest, cancellationToken)).List;
    }
}

/// <summary>A request of the platform's API with its answer.</summary>
/// <param name="At">When it arrived, on the application's clock.</param>
/// <param name="App">The name of the application that it belongs to; null if it named no known one.</param>
/// <param name="Operation">The operation, such as <c>axb.bind</c>; null if the path belongs to none.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, without the query.</param>
/// <param name="Query">Its query with <c>?</c>, or nothing.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="ResultCode">The platform's code in the answer: 0 is success.</param>
/// <param name="ResultDesc">What the platform says to it.</param>
/// <param name="Answer">The body of the answer.</param>
/// <param name="Explain">The rule that decided; null for a success.</param>
/// <param name="Fault">The fault that struck it, or null.</param>
public sealed record ApiRequest(
    DateTimeOffset At,
    string? App,
    string? Operation,
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    int Status,
    [property: JsonPropertyName("resultcode")] string ResultCode,
    [property: JsonPropertyName("resultdesc")] string ResultDesc,
    string Answer,
    Explanation? Explain,
    FaultStrike? Fault = null);

/// <summary>Why a request was refused.</summary>
/// <param name="Rule">The rule that decided, in one sentence.</param>
/// <param name="Spec">The place in the specification.</param>
/// <param name="Field">The parameter that the rule looked at.</param>
/// <param name="Expected">What the rule asks for.</param>
/// <param name="Got">What the request had.</param>
public sealed record Explanation(string Rule, string Spec, string? Field, string? Expected, string? Got);
