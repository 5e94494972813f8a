using System.Globalization;
using PrivateNumber.Emulator.Api;

namespace PrivateNumber.Emulator.Applications;

/// <summary>What the headers claim: read and checked for form only (auth.md §4, steps 3 and 4).</summary>
internal sealed record Credentials(bool IsWsse, string AppKey, string PasswordDigest, string Nonce, string Created)
{
    private const string Spec = "auth.md §3";
    private const int MaxNonce = 128;
    private const string TokenForm = "UsernameToken Username=\"…\",PasswordDigest=\"…\",Nonce=\"…\",Created=\"…\"";

    private static readonly (string Name, string Value, ResultCode Missing, ResultCode Wrong)[] Claims =
    [
        ("realm", "SDP", ResultCodes.RealmMissing, ResultCodes.RealmWrong),
        ("profile", "UsernameToken", ResultCodes.ProfileMissing, ResultCodes.ProfileWrong),
        ("type", "Appkey", ResultCodes.TypeMissing, ResultCodes.TypeWrong),
    ];

    private static readonly TokenCodes Aksk = new(
        "X-AKSK", ResultCodes.XAkskMissing, ResultCodes.AkskTokenMissing, ResultCodes.AkskUsernameMissing, ResultCodes.AkskNonceMissing,
        ResultCodes.AkskCreatedMissing, ResultCodes.AkskDigestMissing, CreatedFormat: null, "Base64(HMAC-SHA256(APP_Secret, Nonce + Created))");

    private static readonly TokenCodes Wsse = new(
        "X-WSSE", ResultCodes.XWsseMissing, null, ResultCodes.WsseUsernameMissing, ResultCodes.WsseNonceMissing,
        ResultCodes.WsseCreatedMissing, ResultCodes.WsseDigestMissing, ResultCodes.WsseCreatedFormat, "Base64(SHA256(Nonce + Created + APP_Secret))");

    /// <summary>UTC, seconds, a literal Z; anything else is no time (auth.md §1).</summary>
    public DateTimeOffset? CreatedTime => ParseCreated(Created);

    /// <summary>As documented; real clients also send others (auth.md §5).</summary>
    public bool HasPlainNonce => Nonce.Length <= MaxNonce && Nonce.All(char.IsAsciiLetterOrDigit);

    /// <summary>How PasswordDigest is computed.</summary>
    public string DigestFormula => (IsWsse ? Wsse : Aksk).DigestFormula;

    public string Digest(string appSecret) => IsWsse ? Digests.Wsse(appSecret, Nonce, Created) : Digests.Aksk(appSecret, Nonce, Created);

    /// <summary>The key that the headers name, however faulty they are otherwise.</summary>
    public static string? ClaimedAppKey(SignatureHeaders headers) => (headers.Token(Aksk.Header) ?? headers.Token(Wsse.Header))?["Username"];

    public static (Credentials? Credentials, Refusal? Refusal) Read(SignatureHeaders headers, bool acceptWsse)
    {
        if (headers.Authorization is not { Length: > 0 } authorization)
        {
            return Refused(ResultCodes.AuthorizationMissing, "The header Authorization is mandatory.", "Authorization", Form("AKSK"), got: null);
        }

        var claims = HeaderAttributes.Parse(authorization);
        if (claims.Word is not ("AKSK" or "WSSE"))
        {
            // No code for a foreign scheme is documented (auth.md §4, step 3).
            return Refused(
                headers.Has(Wsse.Header) ? ResultCodes.WsseSchemeMissing : ResultCodes.AuthorizationMissing,
                "The scheme is AKSK, or WSSE of old.", "Authorization", Form("AKSK"), claims.Word);
        }

        return CheckClaims(claims) is { } refusal ? (null, refusal) : ReadToken(headers, acceptWsse && claims.Word == "WSSE" ? Wsse : Aksk);
    }

    private static string Form(string scheme) => $"{scheme} {string.Join(',', Claims.Select(claim => $"{claim.Name}=\"{claim.Value}\""))}";

    private static Refusal? CheckClaims(HeaderAttributes claims)
    {
        foreach (var (name, value, missing, _) in Claims)
        {
            if (claims[name] is null)
            {
                return Refused(missing, $"{name} is mandatory in Authorization.", name, $"{name}=\"{value}\"", got: null).Refusal;
            }
        }

        foreach (var (name, value, _, wrong) in Claims)
        {
            if (claims[name] != value)
            {
                return Refused(wrong, $"{name} in Authorization has one value.", name, value, claims[name]).Refusal;
            }
        }

        return null;
    }

    private static (Credentials? Credentials, Refusal? Refusal) ReadToken(SignatureHeaders headers, TokenCodes codes)
    {
        if (headers.Token(codes.Header) is not { } token)
        {
            return Refused(codes.HeaderMissing, $"The header {codes.Header} is mandatory.", codes.Header, TokenForm, got: null);
        }

        if (token.Word != "UsernameToken" && codes.WordMissing is { } wordMissing)
        {
            return Refused(wordMissing, $"{codes.Header} starts with UsernameToken.", codes.Header, TokenForm, token.Word);
        }

        if (token["Username"] is not { } username)
        {
            return Refused(codes.UsernameMissing, $"Username is mandatory in {codes.Header}.", "Username", "Username=\"<APP_Key>\"", got: null);
        }

        if (token["Nonce"] is not { } nonce)
        {
            return Refused(codes.NonceMissing, $"Nonce is mandatory in {codes.Header}.", "Nonce", "Nonce=\"<a new random text>\"", got: null);
        }

        if (token["Created"] is not { } created)
        {
            return Refused(codes.CreatedMissing, $"Created is mandatory in {codes.Header}.", "Created", "Created=\"yyyy-MM-ddTHH:mm:ssZ\"", got: null);
        }

        if (token["PasswordDigest"] is not { } digest)
        {
            return Refused(codes.DigestMissing, $"PasswordDigest is mandatory in {codes.Header}.", "PasswordDigest", $"PasswordDigest=\"<{codes.DigestFormula}>\"", got: null);
        }

        return codes.CreatedFormat is { } malformed && ParseCreated(created) is null
            ? Refused(malformed, "Created is a UTC time with seconds.", "Created", "yyyy-MM-ddTHH:mm:ssZ", created)
            : (new Credentials(codes == Wsse, username, digest, nonce, created), null);
    }

    private static DateTimeOffset? ParseCreated(string created) =>
        DateTimeOffset.TryParseExact(
            created, SignedHeaders.CreatedFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    private static (Credentials? Credentials, Refusal? Refusal) Refused(
        ResultCode code, string rule, string field, string expected, string? got) =>
        (null, new Refusal(code, Explain.Refused(rule, Spec, field, expected, got)));

    private sealed record TokenCodes(
        string Header,
        ResultCode HeaderMissing,
        ResultCode? WordMissing,
        ResultCode UsernameMissing,
        ResultCode NonceMissing,
        ResultCode CreatedMissing,
        ResultCode DigestMissing,
        ResultCode? CreatedFormat,
        string DigestFormula);
}
