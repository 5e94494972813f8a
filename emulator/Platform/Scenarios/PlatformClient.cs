using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The platform's API as a customer's application calls it: every request signed by itself (auth.md §1).</summary>
internal sealed class PlatformClient(HttpClient http, string appKey, string appSecret)
{
    private const int NonceLength = 32;

    public async Task<Reply> SendAsync(PlatformRequest platformRequest, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(new HttpMethod(platformRequest.Method), platformRequest.Target);
        if (platformRequest.Body is { } body)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        // A header of the scenario's own takes the place of the one that would be sent.
        foreach (var (name, value) in (platformRequest.Sign ? Signature() : [SignedHeaders.Json]).AddRange(platformRequest.Headers))
        {
            SignedHeaders.Set(request, name, value);
        }

        return await Reply.SendAsync(http, request, ct);
    }

    /// <summary>The platform compares Created with the wall clock, whatever time the application lives in (decision D7).</summary>
    private ImmutableArray<KeyValuePair<string, string>> Signature() => SignedHeaders.Of(
        PushAuth.Aksk, appKey, appSecret, RandomNumberGenerator.GetHexString(NonceLength, lowercase: true), WallClock.Provider.GetUtcNow());
}

/// <summary>A request of a scenario, with every name replaced.</summary>
internal sealed record PlatformRequest(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    public string? Body { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public bool Sign { get; init; } = true;

    /// <summary>Values are escaped, so that the + of a number arrives as one (axb.md §1.1).</summary>
    public string Target
    {
        get
        {
            var query = string.Join('&', Query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
            return query.Length == 0 ? Path : $"{Path}{(Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
        }
    }
}
