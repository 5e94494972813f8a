using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.OpenApi;
using PrivateNumber.Emulator.Platform.Tests.Applications;
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
        Applications =
        [
            .. Enum.GetValues<Mode>().Select(mode => new ApplicationOptions
            {
                Mode = mode,
                Name = $"{mode}",
                AppKey = $"{mode}-key",
                AppSecret = $"{mode}-secret",
                Numbers = [new() { Number = XOf(mode), AreaCode = "0755" }, new() { AreaCode = "010", Count = 3 }],
            }),
        ],
    };

    private static readonly string[] Paths = [.. PlatformOperations.All.Select(operation => operation.Path).Distinct()];

    /// <summary>Every parameter of the API, and what none is.</summary>
    private static readonly string[] Names =
        [.. PlatformOperations.All.SelectMany(Parameters).Select(member => member.Name).Distinct(), "\\uD800", ""];

    /// <summary>What nothing takes; the first is JSON and no text.</summary>
    private static readonly string[] NoValues = ["\"\\uD800\"", "\"\\u0000\"", "\"\"", "null", "1e400", "{}", "[[[]]]"];

    private static readonly string[] Values =
    [
        "true", "\"true\"", "0", "1", "-1", "1.5", "99999999999", "\"0\"", "[]", "\"订单\"",
        "\"+8613800000021\"", "\"+8613800000022\"", "\"+8675528000001\"", "\"+86\"", "\"0755\"", "\"nope.wav\"", "\"0001\"", "\"call_stop\"",
        .. Enum.GetValues<Mode>().SelectMany(mode => new[] { $"\"{XOf(mode)}\"", $"\"{mode}-key\"" }),
        """{"callerHintTone":"x"}""", """{"callerHintTone":"callerHintTone.wav","callerHintTone":7}""", """{"\uDC00":1}""",
    ];

    private static readonly Gen<string> Methods = Pick("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "x");

    private static readonly Gen<Mode> Modes = Pick(Enum.GetValues<Mode>());

    private static readonly Gen<byte[]> Noise = Gen.Byte.Array[0, 64];

    [TestCase(false)]
    [TestCase(true)]
    [Rule("wire-facts.md 31", "A signed request of any operation with any query and body is answered with a documented code, with faults as without.")]
    public async Task Any_signed_request_is_answered(bool withFaults)
    {
        await using var host = await EmulatorHost.OnTestServerAsync(Options);
        var known = await KnownAsync(host);
        if (withFaults)
        {
            AddFaults(host);
        }

        Requests(known).Sample(
            request => AssertDocumented(host, context =>
            {
                context.Request.Method = request.Operation.Method;
                context.Request.Path = request.Operation.Path;
                context.Request.QueryString = new QueryString(request.Query);
                context.Request.Body = new MemoryStream(request.Body);
                context.Request.ContentLength = request.Body.Length;
                Sign(context.Request.Headers, request.Mode);
            }),
            iter: 5_000);
    }

    [Test]
    [Rule("wire-facts.md 31", "A signed request with any verb is answered with a documented code.")]
    public async Task Any_verb_is_answered()
    {
        await using var host = await EmulatorHost.OnTestServerAsync(Options);
        Gen.Select(Methods, Pick(Paths), Noise, Modes).Sample(
            (method, path, body, mode) => AssertDocumented(host, context =>
            {
                context.Request.Method = method;
                context.Request.Path = path;
                context.Request.Body = new MemoryStream(body);
                context.Request.ContentLength = body.Length;
                Sign(context.Request.Headers, mode);
            }),
            iter: 2_000);
    }

    private static readonly Gen<string> HeaderTexts = Gen.OneOf(
        Gen.String,
        Pick("AKSK", "WSSE", "UsernameToken", "", "=", "\"", ",", "AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\""),
        Gen.Select(
            Pick("AKSK ", "WSSE ", "UsernameToken ", "", " "),
            Gen.Select(Pick("realm", "profile", "type", "Username", "Nonce", "Created", "PasswordDigest", "", "="), Pick("\"SDP\"", "\"", "\"\"", "", "Axb-key", "\"UsernameToken\"", "\"Appkey\""))
                .Array[0, 6],
            (word, pairs) => word + string.Join(',', pairs.Select(pair => $"{pair.Item1}={pair.Item2}"))));

    [Test]
    [Rule("wire-facts.md 10", "Whatever the headers hold, the answer is a documented code.")]
    public async Task Any_headers_are_answered()
    {
        await using var host = await EmulatorHost.OnTestServerAsync(Options);
        Gen.Select(HeaderTexts, HeaderTexts, HeaderTexts, Pick([.. PlatformOperations.All])).Sample(
            (authorization, aksk, wsse, operation) => AssertDocumented(host, context =>
            {
                context.Request.Method = operation.Method;
                context.Request.Path = operation.Path;
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
        Gen.Select(Methods, Gen.OneOf(Gen.String, Gen.Select(Pick(Paths), Gen.String).Select((path, text) => path[1..] + text), Pick("", "/", "//", "/../", "rest//caas", "%2F"))).Sample(
            (method, path) =>
            {
                if (!path.StartsWith("_emulator", StringComparison.OrdinalIgnoreCase))
                {
                    AssertDocumented(host, context =>
                    {
                        context.Request.Method = method;

                        // A string alone would be decoded here, where %00 throws; a server refuses that itself.
                        context.Request.Path = new PathString("/" + path);
                        Sign(context.Request.Headers, Mode.Axb);
                    });
                }
            },
            iter: 2_000);
    }

    private static Gen<T> Pick<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(index => items[index]);

    private static string XOf(Mode mode) => $"+861700000000{(int)mode + 1}";

    private static IEnumerable<Member> Parameters(ApiOperation operation) => PlatformPages.Of(operation.Name) is var page ? page.Members.Concat(page.Query) : [];

    /// <summary>Requests of every operation: its own parameters more often than others, and half of them with all that is mandatory.</summary>
    private static Gen<Request> Requests(string[] known) => Gen.OneOf(
    [
        .. PlatformOperations.All.Select(operation =>
        {
            var own = Parameters(operation).ToList();
            var values = Gen.OneOf(Pick([.. Values, .. known]), Pick(NoValues));
            var names = Gen.OneOf(Pick([.. own.Select(member => member.Name)]), Pick([.. own.Select(member => member.Name)]), Pick(Names));
            var mandatory = Gen.Bool.Select(with => with ? own.Where(member => member.IsRequired).Select(member => (member.Name, Valid(operation, member))) : []);
            var members = Gen.Select(mandatory, Gen.Select(names, values).Array[0, 8]).Select((needed, others) => needed.Concat(others).ToList());
            var objects = members.Select(all => Encoding.UTF8.GetBytes("{" + string.Join(',', all.Select(member => $"\"{member.Item1}\":{member.Item2}")) + "}"));
            var bodies = Gen.OneOf(
                objects,
                objects,
                Noise,
                Gen.Select(objects, Gen.Int[0, 300]).Select((bytes, cut) => bytes[..Math.Min(cut, bytes.Length)]),
                Gen.Select(objects, Gen.Int[0, 300], Gen.Byte).Select((bytes, at, junk) => Spoil(bytes, at, junk)));
            var queries = Gen.OneOf(
                members.Select(all => "?" + string.Join('&', all.Select(member => $"{member.Item1}={Uri.EscapeDataString(member.Item2.Trim('"'))}"))),
                Gen.String.Select(text => "?" + text),
                Gen.Select(names, Pick("", "x", "+8617000000001", "%", "%FF%00", "%ED%A0%80", "-1", "99", "1&1")).Array[0, 5]
                    .Select(pairs => "?" + string.Join('&', pairs.Select(pair => $"{pair.Item1}={pair.Item2}"))));
            return Gen.Select(queries, bodies, Modes).Select((query, body, mode) => new Request(operation, operation.Mode ?? mode, query, body));
        }),
    ]);

    private static string Valid(ApiOperation operation, Member member) => member.Schema switch
    {
        _ when member.Name == "app_key" => $"\"{operation.Mode}-key\"",
        { } schema when schema["enum"] is JsonArray words => $"\"{words[0]}\"",
        { } schema when schema["pattern"] is not null => "\"+8613800000021\"",
        _ => "\"x\"",
    };

    /// <summary>What is there to be asked for: a binding of every mode, a call, and the recording of another.</summary>
    private static async Task<string[]> KnownAsync(EmulatorHost host)
    {
        using var http = host.Server.CreateClient();
        List<string> known = [];
        foreach (var operation in PlatformOperations.All.Where(operation => operation.Name.EndsWith(".bind", StringComparison.Ordinal)))
        {
            var mode = operation.Mode!.Value;
            var body = new JsonObject { ["calleeNum"] = "+8613800000022", ["areaCode"] = mode == Mode.Axyb ? "0755" : null };
            foreach (var (a, x) in new[] { ("origNum", "privateNum"), ("callerNum", "relationNum"), ("bindNum", "virtualNum") })
            {
                (body[a], body[x]) = ("+8613800000021", XOf(mode));
            }

            var reply = await new ApiClient(http, $"{mode}-key", $"{mode}-secret").PostAsync($"{operation.Path}?app_key={mode}-key", body);
            Assert.That(reply.ResultCode, Is.EqualTo("0"), $"{operation.Name}: {reply.Text}");
            known.Add($"\"{reply["subscriptionId"]}\"");
        }

        var call = host.World.Calls.Place(PhoneNumber.Parse("+8613800000021"), PhoneNumber.Parse(XOf(host.World.Application.Mode)), CallPlan.Default, AnswerGate.Opened);
        lock (host.World.Gate)
        {
            var recording = host.World.Recordings.Add(host.World.Clock.Now, TimeSpan.FromMinutes(1));
            known.AddRange([$"\"{call.SessionId}\"", $"\"{recording.ObjectName}\"", $"\"{recording.Domain}\""]);
        }

        return [.. known];
    }

    /// <summary>Every code but the one that looks like a bug; most often the one whose text takes a number from the request.</summary>
    private static void AddFaults(EmulatorHost host)
    {
        var codes = ResultCodes.All.Where(code => code != ResultCodes.Success && code != ResultCodes.InternalSystemError).ToList();
        foreach (var world in host.Worlds.All)
        {
            foreach (var code in codes.Prepend(ResultCodes.NumberBound))
            {
                world.Faults.Add(new FaultRule
                {
                    On = FaultTargets.Api,
                    Probability = code == ResultCodes.NumberBound ? 0.4 : 0.5 / codes.Count,
                    Fault = new Fault(FaultKind.ResultCode) { Code = code },
                });
            }
        }
    }

    private static byte[] Spoil(byte[] bytes, int at, byte junk)
    {
        byte[] spoiled = [.. bytes];
        spoiled[at % spoiled.Length] = junk;
        return spoiled;
    }

    private static void Sign(IHeaderDictionary headers, Mode mode)
    {
        var created = AuthSample.Time(WallClock.Provider.GetUtcNow());
        headers.Authorization = "AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"";
        headers["X-AKSK"] = $"UsernameToken Username=\"{mode}-key\",PasswordDigest=\"{Digests.Aksk($"{mode}-secret", "n", created)}\",Nonce=\"n\",Created=\"{created}\"";
    }

    private static void AssertDocumented(EmulatorHost host, Action<HttpContext> configure)
    {
        var context = host.Server.SendAsync(configure).GetAwaiter().GetResult();
        using var reader = new StreamReader(context.Response.Body);
        var text = reader.ReadToEnd();
        switch (context.Response.StatusCode)
        {
            case 404:
                Assert.That(text, Does.StartWith("No such path: "));
                return;
            case 301:
                Assert.That(text, Is.Empty);
                Assert.That(context.Response.Headers.Location.ToString(), Does.StartWith("http"));
                return;
        }

        var json = JsonNode.Parse(text)!;
        var (code, desc) = ((string)json["resultcode"]!, (string)json["resultdesc"]!);
        Assert.That(code, Is.Not.EqualTo(ResultCodes.InternalSystemError.Code), text);
        Assert.That(
            ResultCodes.All,
            Has.Some.Matches<ResultCode>(known =>
                known.Code == code && known.Status == context.Response.StatusCode && desc.StartsWith(known.Text.Split('$')[0], StringComparison.Ordinal)),
            text);
    }

    private sealed record Request(ApiOperation Operation, Mode Mode, string Query, byte[] Body);
}
