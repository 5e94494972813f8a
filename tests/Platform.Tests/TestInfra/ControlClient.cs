using System.Text;
using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>Calls the control API as a script would: texts in, JSON out.</summary>
internal sealed class ControlClient(HttpClient http)
{
    public Task<ControlReply> GetAsync(string path) => SendAsync("GET", path, null);

    public Task<ControlReply> PostAsync(string path, string body = "{}") => SendAsync("POST", path, body);

    public Task<ControlReply> PutAsync(string path, string body) => SendAsync("PUT", path, body);

    public Task<ControlReply> PatchAsync(string path, string body) => SendAsync("PATCH", path, body);

    public Task<ControlReply> DeleteAsync(string path) => SendAsync("DELETE", path, null);

    public async Task<ControlReply> SendAsync(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/_emulator/" + path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request);
        return new ControlReply(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>An answer of the control API.</summary>
internal sealed record ControlReply(int Status, string Text, string? MediaType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public IReadOnlyList<JsonObject> Items => [.. Json["items"]!.AsArray().Select(item => item!.AsObject())];

    public IReadOnlyList<string> Errors => [.. Json["errors"]!.AsArray().Select(error => (string)error!)];

    public string this[string member] => Json[member]!.ToString();
}
