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

    /// <summary>An answer without an end, such as a stream of events, ends the step.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(2);

    /// <exception cref="ControlFailure">The path leads away from the emulator, or the answer has no end.</exception>
    public async Task<Reply> SendAsync(PlatformRequest platformRequest, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(new HttpMethod(platformRequest.Method), Within(platformRequest.Target));
        if (platformRequest.Body is { } body)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        // A header of the scenario's own takes the place of the one that would be sent; without a body none is sent that describes one.
        var own = platformRequest.Sign ? Signature() : [SignedHeaders.Json];
        foreach (var (name, value) in (request.Content is null ? own.Remove(SignedHeaders.Json) : own).AddRange(platformRequest.Headers))
        {
            SignedHeaders.Set(request, name, value);
        }

        using var limit = new CancellationTokenSource(LongestAnswer, WallClock.Provider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await Reply.SendAsync(http, request, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new ControlFailure($"{platformRequest.Method} {platformRequest.Path} was not answered in full within {LongestAnswer.TotalMinutes:0} minutes");
        }
    }

    /// <summary>Files are not trusted with other servers: what they send is signed.</summary>
    private Uri Within(string target)
    {
        var home = http.BaseAddress!;
        return Uri.TryCreate(home, target, out var uri) && uri.Authority == home.Authority && uri.Scheme == home.Scheme
            ? uri
            : throw new ControlFailure($"'{target}' is no path of the emulator at {home}");
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
