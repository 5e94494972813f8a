using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>An HTTP answer; <paramref name="Body"/> is null where it is no JSON.</summary>
internal sealed record Reply(int Status, string Text, JsonNode? Body)
{
    /// <summary>Where a redirect leads.</summary>
    public Uri? Location { get; init; }

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async Task<Reply> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken ct)
    {
        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return new Reply((int)response.StatusCode, text, Parse(text)) { Location = response.Headers.Location };
    }

    public static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
