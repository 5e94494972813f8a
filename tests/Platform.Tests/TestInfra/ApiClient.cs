using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>A customer's application as the official samples write it: signs every request.</summary>
internal sealed class ApiClient(HttpClient http, string appKey, string appSecret)
{
    private int _nonce;

    /// <summary>The time of day that the headers claim; requests are compared with the wall clock (decision D7).</summary>
    public DateTimeOffset Created { get; set; } = WallClock.Provider.GetUtcNow();

    public Task<ApiReply> PostAsync(string path, JsonObject body) => SendAsync("POST", path, body.ToJsonString());

    public Task<ApiReply> PutAsync(string path, JsonObject body) => SendAsync("PUT", path, body.ToJsonString());

    public Task<ApiReply> GetAsync(string path, params (string Name, string Value)[] query) => SendAsync("GET", path + Query(query), (byte[]?)null);

    public Task<ApiReply> DeleteAsync(string path, params (string Name, string Value)[] query) => SendAsync("DELETE", path + Query(query), (byte[]?)null);

    public Task<ApiReply> SendAsync(string method, string pathAndQuery, string body) =>
        SendAsync(method, pathAndQuery, Encoding.UTF8.GetBytes(body));

    public async Task<ApiReply> SendAsync(string method, string pathAndQuery, byte[]? body)
    {
        using var request = Request(method, pathAndQuery, body);
        using var response = await http.SendAsync(request);
        return await ApiReply.ReadAsync(response);
    }

    public HttpRequestMessage Request(string method, string pathAndQuery, byte[]? body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), pathAndQuery);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json;charset=UTF-8");
        }

        var nonce = Interlocked.Increment(ref _nonce).ToString("x32", CultureInfo.InvariantCulture);
        var created = Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("Authorization", "AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"");
        request.Headers.TryAddWithoutValidation(
            "X-AKSK",
            $"UsernameToken Username=\"{appKey}\",PasswordDigest=\"{Digests.Aksk(appSecret, nonce, created)}\",Nonce=\"{nonce}\",Created=\"{created}\"");
        return request;
    }

    private static string Query((string Name, string Value)[] query) =>
        query.Length == 0 ? "" : "?" + string.Join('&', query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
}

/// <summary>An answer of the platform's API.</summary>
internal sealed record ApiReply(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public string ResultCode => Json["resultcode"]!.GetValue<string>();

    public string ResultDesc => Json["resultdesc"]!.GetValue<string>();

    /// <summary>Status, code and text on one line, as tables of tests write them.</summary>
    public string Summary => $"{Status} {ResultCode} {ResultDesc}";

    public string this[string member] => Json[member]!.ToString();

    public static async Task<ApiReply> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
}
