using System.Collections.Immutable;
using System.Globalization;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>
/// The headers of a push, signed with the receiving application's own key pair. No blanks after commas and this order of attributes:
/// real receivers take the values by position (call-notifications.md §1).
/// </summary>
internal static class PushHeaders
{
    public const string ContentType = "Content-Type";
    public const string Authorization = "Authorization";

    public static ImmutableArray<KeyValuePair<string, string>> Sign(PushAuth auth, string appKey, string appSecret, string nonce, DateTimeOffset now)
    {
        var created = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var (scheme, header, digest) = auth == PushAuth.Wsse
            ? ("WSSE", "X-WSSE", Digests.Wsse(appSecret, nonce, created))
            : ("AKSK", "X-AKSK", Digests.Aksk(appSecret, nonce, created));
        return
        [
            new(ContentType, "application/json;charset=UTF-8"),
            new(Authorization, $"{scheme} realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\""),
            new(header, $"UsernameToken Username=\"{appKey}\",PasswordDigest=\"{digest}\",Nonce=\"{nonce}\",Created=\"{created}\""),
        ];
    }
}
