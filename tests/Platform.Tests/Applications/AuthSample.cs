using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Applications;

/// <summary>A request that authenticates, and whose headers a test can spoil one by one.</summary>
internal sealed class AuthSample
{
    public const string Key = "a1-key";
    public const string Secret = "cfc8TestSecret00000000000000";
    public const string Granted = "granted";

    public static ApplicationOptions Application => new() { Mode = Mode.Axb, Name = "a1", AppKey = Key, AppSecret = Secret };

    public bool Wsse { get; init; }

    public string Username { get; init; } = Key;

    public string Nonce { get; init; } = "66C92B11FF8A425FB8D4CCFE0ED9ED1F";

    public string Created { get; init; } = Time(WallClock.Provider.GetUtcNow());

    /// <summary>Null: the right one.</summary>
    public string? Digest { get; init; }

    public string Query { get; init; } = "";

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public string? Authorization { get; init; } = "unset";

    public string? Token { get; init; } = "unset";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What the checks of auth.md answer: <see cref="Granted"/> or status, code and text.</summary>
    public string Answer(TestEmulator emulator, Mode mode = Mode.Axb) => Answer(emulator.Worlds, new AuthOptions(), mode);

    public string Answer(Worlds worlds, AuthOptions options, Mode mode = Mode.Axb)
    {
        var request = Request();
        var (_, refusal) = new Authenticator(worlds, options).Authenticate(request, new SignatureHeaders(request.Headers), Address, mode);
        return refusal is null ? Granted : $"{refusal.Code.Status} {refusal.Code.Code} {refusal.ResultDesc}";
    }

    public HttpRequest Request()
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(Query);
        var scheme = Wsse ? "WSSE" : "AKSK";
        var digest = Digest ?? (Wsse ? Digests.Wsse(Secret, Nonce, Created) : Digests.Aksk(Secret, Nonce, Created));
        Set("Authorization", Authorization, $"{scheme} realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"");
        Set($"X-{scheme}", Token, $"UsernameToken Username=\"{Username}\",PasswordDigest=\"{digest}\",Nonce=\"{Nonce}\",Created=\"{Created}\"");
        return request;

        void Set(string name, string? value, string right)
        {
            if (value is not null)
            {
                request.Headers[name] = value == "unset" ? right : value;
            }
        }
    }
}
