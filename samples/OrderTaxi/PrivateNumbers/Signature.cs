using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace OrderTaxi.PrivateNumbers;

/// <summary>The platform's signature, the same for requests to it and for pushes from it. It covers nothing of a body.</summary>
internal sealed partial class Signature(IOptions<PrivateNumberOptions> options, TimeProvider time)
{
    public const string Header = "X-AKSK";

    private string AppKey => options.Value.AppKey;

    public string Create()
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var created = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"UsernameToken Username=\"{AppKey}\",PasswordDigest=\"{Digest(nonce, created)}\",Nonce=\"{nonce}\",Created=\"{created}\"";
    }

    public bool IsGenuine(string? header)
    {
        var token = Attribute().Matches(header ?? "").ToLookup(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        var expected = Digest(First("Nonce"), First("Created"));
        return First("Username") == AppKey
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(First("PasswordDigest")), Encoding.UTF8.GetBytes(expected));

        string First(string name) => token[name].FirstOrDefault("");
    }

    /// <summary>The raw bytes of the HMAC in Base64, not its hex text.</summary>
    private string Digest(string nonce, string created) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.AppSecret), Encoding.UTF8.GetBytes(nonce + created)));

    [GeneratedRegex("(?<name>\\w+)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attribute();
}
