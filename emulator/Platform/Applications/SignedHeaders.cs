using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Applications;

/// <summary>
/// The headers that a customer signs a request with, and the platform a push: with the application's key pair, by the same rules (auth.md §1,
/// call-notifications.md §1). No blanks after commas and this order of attributes: real receivers take the values by position.
/// </summary>
internal static class SignedHeaders
{
    public const string CreatedFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>What every signed body is; also that of a body that is not signed.</summary>
    public static KeyValuePair<string, string> Json { get; } = new("Content-Type", "application/json;charset=UTF-8");

    public static ImmutableArray<KeyValuePair<string, string>> Of(PushAuth auth, string appKey, string appSecret, string nonce, DateTimeOffset now)
    {
        var created = now.UtcDateTime.ToString(CreatedFormat, CultureInfo.InvariantCulture);
        var (scheme, header, digest) = auth == PushAuth.Wsse
            ? ("WSSE", "X-WSSE", Digests.Wsse(appSecret, nonce, created))
            : ("AKSK", "X-AKSK", Digests.Aksk(appSecret, nonce, created));
        return
        [
            Json,
            new("Authorization", $"{scheme} realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\""),
            new(header, $"UsernameToken Username=\"{appKey}\",PasswordDigest=\"{digest}\",Nonce=\"{nonce}\",Created=\"{created}\""),
        ];
    }

    /// <summary>Puts a header in the place of one of that name. One that describes a body makes an empty one where there is none.</summary>
    public static void Set(HttpRequestMessage request, string name, string value)
    {
        // Either collection throws when it is asked for a header of the other.
        HttpHeaders?[] both = [request.Headers, request.Content?.Headers];
        foreach (var headers in both.OfType<HttpHeaders>().Where(headers => headers.NonValidated.Contains(name)))
        {
            headers.Remove(name);
        }

        if (!request.Headers.TryAddWithoutValidation(name, value))
        {
            (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
        }
    }
}
