using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using PrivateNumber.Emulator.Control;

namespace PrivateNumber.Emulator.Testing;

/// <summary>JSON to and from the control API; what it refuses becomes an <see cref="EmulatorException"/>.</summary>
internal sealed class ControlChannel(HttpClient http)
{
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken ct) => SendAsync(HttpMethod.Get, path, null, answer, ct);

    public async Task<T> SendAsync<T>(HttpMethod method, string path, JsonObject? body, JsonTypeInfo<T> answer, CancellationToken ct)
    {
        var (status, text) = await ExchangeAsync(method, path, body, ct);
        return status is >= 200 and < 300 ? Read(text, answer) : throw Refused(status, text);
    }

    /// <summary>The answer beside its status, for a status that is no failure to every caller.</summary>
    public async Task<(int Status, T Answer)> TryAsync<T>(
        HttpMethod method, string path, JsonObject? body, int accepted, JsonTypeInfo<T> answer, CancellationToken ct)
    {
        var (status, text) = await ExchangeAsync(method, path, body, ct);
        return status is >= 200 and < 300 || status == accepted ? (status, Read(text, answer)) : throw Refused(status, text);
    }

    /// <summary>Posts a text that is no JSON.</summary>
    public async Task<T> SendTextAsync<T>(string path, byte[] utf8, JsonTypeInfo<T> answer, CancellationToken ct)
    {
        var (status, text) = await ExchangeAsync(HttpMethod.Post, path, new ByteArrayContent(utf8), ct);
        return status is >= 200 and < 300 ? Read(text, answer) : throw Refused(status, text);
    }

    public async Task SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken ct)
    {
        var (status, text) = await ExchangeAsync(method, path, body, ct);
        if (status is < 200 or >= 300)
        {
            throw Refused(status, text);
        }
    }

    /// <summary>A path with those parameters that have a value.</summary>
    public static string Query(string path, params (string Name, string? Value)[] parameters)
    {
        var given = parameters.Where(parameter => parameter.Value is not null).ToList();
        return given.Count == 0 ? path : path + "?" + string.Join('&', given.Select(parameter => $"{parameter.Name}={Escape(parameter.Value!)}"));
    }

    /// <summary>A body with those members that have a value.</summary>
    public static JsonObject Body(params (string Name, JsonNode? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));

    public static string Escape(string text) => Uri.EscapeDataString(text);

    private Task<(int Status, string Text)> ExchangeAsync(HttpMethod method, string path, JsonObject? body, CancellationToken ct) => ExchangeAsync(
        method,
        path,
        body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        ct);

    private async Task<(int Status, string Text)> ExchangeAsync(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, $"{ControlApi.Base}/{path}") { Content = content };
        using var response = await http.SendAsync(request, ct);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(ct));
    }

    private static T Read<T>(string text, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(text, type) ?? throw new JsonException("The control API answered null.");

    private static EmulatorException Refused(int status, string text)
    {
        try
        {
            if (JsonSerializer.Deserialize(text, ControlJson.Api.Problem) is { Title: not null } problem)
            {
                return new EmulatorException(status, problem.Title, problem.Detail, problem.Errors ?? []);
            }
        }
        catch (JsonException)
        {
            // Not the emulator's answer: that of a proxy, or of another server at that address.
        }

        return new EmulatorException(status, "Not an emulator's answer", text, []);
    }
}
