using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Applications;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests;

/// <summary>Whatever arrives, the answer is one that the platform has: a known result code with its status, or the text of a 404.</summary>
internal sealed class FuzzTests
{
    private static readonly EmulatorOptions Options = new()
    {
        // A locked address would answer everything alike.
        Auth = new AuthOptions { Lockout = new LockoutOptions { Failures = 0 } },
        Applications = [AxbSample.Application],
    };

    private static readonly string[] Names =
    [
        "callerNum", "calleeNum", "relationNum", "areaCode", "areaMatchMode", "callDirection", "duration", "recordFlag", "recordHintTone",
        "maxDuration", "lastMinVoice", "privateSms", "preVoice", "userData", "subscriptionId", "pageIndex", "pageSize", "\\uD800", "",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "\"true\"", "0", "1", "-1", "1.5", "1e400", "99999999999", "\"\"", "\"0\"", "{}", "[]", "[[[]]]", "\"\\uD800\"", "\"\\u0000\"", "\"订单\"",
        "\"+8613800000021\"", "\"+8613800000022\"", "\"+8617000000001\"", "\"+8675528000001\"", "\"+86\"", "\"0755\"", "\"nope.wav\"",
        """{"callerHintTone":"x"}""", """{"callerHintTone":"callerHintTone.wav","callerHintTone":7}""", """{"\uDC00":1}""",
    ];

    private static readonly Gen<string> Methods = Pick("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "x");

    private static readonly Gen<string> Objects = Gen.Select(Pick(Names), Pick(Values)).Array[0, 8]
        .Select(members => "{" + string.Join(',', members.Select(member => $"\"{member.Item1}\":{member.Item2}")) + "}");

    private static readonly Gen<byte[]> Bodies = Gen.OneOf(
        Gen.Byte.Array[0, 64],
        Objects.Select(Encoding.UTF8.GetBytes),
        Gen.Select(Objects, Gen.Int[0, 300]).Select((text, cut) => Encoding.UTF8.GetBytes(text)[..Math.Min(cut, Encoding.UTF8.GetByteCount(text))]),
        Gen.Select(Objects, Gen.Int[0, 300], Gen.Byte).Select((text, at, junk) => Spoil(Encoding.UTF8.GetBytes(text), at, junk)));

    private static readonly Gen<string> Queries = Gen.OneOf(
        Gen.String.Select(text => "?" + text),
        Gen.Select(Pick(Names), Pick("", "x", "+8617000000001", "%2B8617000000001", "%2B8613800000021", "%", "%FF%00", "%ED%A0%80", "-1", "99", "1&1"))
            .Array[0, 5].Select(pairs => "?" + string.Join('&', pairs.Select(pair => $"{pair.Item1}={pair.Item2}"))));

    [Test]
    [Rule("wire-facts.md 31", "A signed request with any verb, query and body is answered with a documented code.")]
    public async Task Any_signed_request_is_answered()
    {
        await using var host = await EmulatorHost.OnTestServerAsync(Options);
        Gen.Select(Methods, Queries, Bodies).Sample(
            (method, query, body) => AssertDocumented(host, context =>
            {
                context.Request.Method = method;
                context.Request.Path = AxbSample.Path;
                context.Request.QueryString = new QueryString(query);
                context.Request.Body = new MemoryStream(body);
                context.Request.ContentLength = body.Length;
                Sign(context.Request.Headers);
            }),
            iter: 3_000);
    }

    private static readonly Gen<string> HeaderTexts = Gen.OneOf(
        Gen.String,
        Pick("AKSK", "WSSE", "UsernameToken", "", "=", "\"", ",", "AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\""),
        Gen.Select(
            Pick("AKSK ", "WSSE ", "UsernameToken ", "", " "),
            Gen.Select(Pick("realm", "profile", "type", "Username", "Nonce", "Created", "PasswordDigest", "", "="), Pick("\"SDP\"", "\"", "\"\"", "", "axb-key", "\"UsernameToken\"", "\"Appkey\""))
                .Array[0, 6],
            (word, pairs) => word + string.Join(',', pairs.Select(pair => $"{pair.Item1}={pair.Item2}"))));

    [Test]
    [Rule("wire-facts.md 10", "Whatever the headers hold, the answer is a documented code.")]
    public async Task Any_headers_are_answered()
    {
        await using var host = await EmulatorHost.OnTestServerAsync(Options);
        Gen.Select(HeaderTexts, HeaderTexts, HeaderTexts).Sample(
            (authorization, aksk, wsse) => AssertDocumented(host, context =>
            {
                context.Request.Method = "GET";
                context.Request.Path = AxbSample.Path;
                context.Request.Headers.Authorization = authorization;
                context.Request.Headers["X-AKSK"] = aksk;
                context.Request.Headers["X-WSSE"] = wsse;
            }),
            iter: 3_000);
    }

    [Test]
    [Rule("decision D4", "Any path is answered: with a code where it is known, with the text of the 404 where not.")]
    public async Task Any_path_is_answered()
    {
        await using var host = await EmulatorHost.OnTestServerAsync(Options);
        Gen.Select(Methods, Gen.OneOf(Gen.String, Gen.String.Select(text => AxbSample.Path[1..] + text), Pick("", "/", "//", "/../", "rest//caas", "%2F"))).Sample(
            (method, path) =>
            {
                if (!path.StartsWith("_emulator", StringComparison.OrdinalIgnoreCase))
                {
                    AssertDocumented(host, context =>
                    {
                        context.Request.Method = method;

                        // A string alone would be decoded here, where %00 throws; a server refuses that itself.
                        context.Request.Path = new PathString("/" + path);
                        Sign(context.Request.Headers);
                    });
                }
            },
            iter: 2_000);
    }

    private static Gen<string> Pick(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static byte[] Spoil(byte[] bytes, int at, byte junk)
    {
        bytes[at % bytes.Length] = junk;
        return bytes;
    }

    private static void Sign(IHeaderDictionary headers)
    {
        var created = AuthSample.Time(WallClock.Provider.GetUtcNow());
        headers.Authorization = "AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"";
        headers["X-AKSK"] = $"UsernameToken Username=\"axb-key\",PasswordDigest=\"{Digests.Aksk("axb-secret", "n", created)}\",Nonce=\"n\",Created=\"{created}\"";
    }

    private static void AssertDocumented(EmulatorHost host, Action<HttpContext> configure)
    {
        var context = host.Server.SendAsync(configure).GetAwaiter().GetResult();
        using var reader = new StreamReader(context.Response.Body);
        var text = reader.ReadToEnd();
        if (context.Response.StatusCode == 404)
        {
            Assert.That(text, Does.StartWith("No such path: "));
            return;
        }

        var json = JsonNode.Parse(text)!;
        var (code, desc) = ((string)json["resultcode"]!, (string)json["resultdesc"]!);
        Assert.That(context.Response.StatusCode, Is.LessThan(500), text);
        Assert.That(
            ResultCodes.All,
            Has.Some.Matches<ResultCode>(known =>
                known.Code == code && known.Status == context.Response.StatusCode && desc.StartsWith(known.Text, StringComparison.Ordinal)),
            text);
    }
}
