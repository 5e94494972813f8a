using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Api;

/// <summary>Whatever the platform refuses with, the journal tells the rule, the field, what was expected, what came, and the place in the specification.</summary>
internal sealed class ExplainTests
{
    private const string Claims = "realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"";
    private const string Token = "UsernameToken Username=\"axb-key\",PasswordDigest=\"d\",Nonce=\"n\",Created=\"2026-01-01T00:00:00Z\"";

    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["ax"] = "/rest/provision/caas/privatenumber/v1.0",
        ["axb"] = "/rest/caas/relationnumber/partners/v1.0",
        ["axe"] = "/rest/caas/extendnumber/v1.0",
        ["axyb"] = "/rest/omp/xyrelationnumber/v1.0",
        ["stop"] = "/rest/httpsessions/callStop/v2.0",
    };

    private static readonly (ResultCode Code, string Authorization, string TokenHeader, string Token)[] Headers =
    [
        (ResultCodes.AuthorizationMissing, "", "X-AKSK", Token),
        (ResultCodes.AuthorizationMissing, "Basic dXNlcjpwYXNz", "X-AKSK", Token),
        (ResultCodes.RealmMissing, "AKSK " + Claims.Replace("realm=", "r=", StringComparison.Ordinal), "X-AKSK", Token),
        (ResultCodes.ProfileMissing, "AKSK " + Claims.Replace("profile=", "p=", StringComparison.Ordinal), "X-AKSK", Token),
        (ResultCodes.TypeMissing, "AKSK " + Claims.Replace("type=", "t=", StringComparison.Ordinal), "X-AKSK", Token),
        (ResultCodes.RealmWrong, "AKSK " + Claims.Replace("SDP", "x", StringComparison.Ordinal), "X-AKSK", Token),
        (ResultCodes.ProfileWrong, "AKSK " + Claims.Replace("UsernameToken", "x", StringComparison.Ordinal), "X-AKSK", Token),
        (ResultCodes.TypeWrong, "AKSK " + Claims.Replace("Appkey", "x", StringComparison.Ordinal), "X-AKSK", Token),
        (ResultCodes.WsseSchemeMissing, Claims, "X-WSSE", Token),
        (ResultCodes.XAkskMissing, "AKSK " + Claims, "X-Other", Token),
        (ResultCodes.AkskTokenMissing, "AKSK " + Claims, "X-AKSK", Token.Replace("UsernameToken ", "", StringComparison.Ordinal)),
        (ResultCodes.AkskUsernameMissing, "AKSK " + Claims, "X-AKSK", Token.Replace("Username=", "u=", StringComparison.Ordinal)),
        (ResultCodes.AkskNonceMissing, "AKSK " + Claims, "X-AKSK", Token.Replace("Nonce=", "n=", StringComparison.Ordinal)),
        (ResultCodes.AkskCreatedMissing, "AKSK " + Claims, "X-AKSK", Token.Replace("Created=", "c=", StringComparison.Ordinal)),
        (ResultCodes.AkskDigestMissing, "AKSK " + Claims, "X-AKSK", Token.Replace("PasswordDigest=", "d=", StringComparison.Ordinal)),
        (ResultCodes.XWsseMissing, "WSSE " + Claims, "X-Other", Token),
        (ResultCodes.WsseUsernameMissing, "WSSE " + Claims, "X-WSSE", Token.Replace("Username=", "u=", StringComparison.Ordinal)),
        (ResultCodes.WsseNonceMissing, "WSSE " + Claims, "X-WSSE", Token.Replace("Nonce=", "n=", StringComparison.Ordinal)),
        (ResultCodes.WsseCreatedMissing, "WSSE " + Claims, "X-WSSE", Token.Replace("Created=", "c=", StringComparison.Ordinal)),
        (ResultCodes.WsseDigestMissing, "WSSE " + Claims, "X-WSSE", Token.Replace("PasswordDigest=", "d=", StringComparison.Ordinal)),
        (ResultCodes.WsseCreatedFormat, "WSSE " + Claims, "X-WSSE", Token.Replace("2026-01-01T00:00:00Z", "today", StringComparison.Ordinal)),
        (ResultCodes.TimeOutLimit, "AKSK " + Claims, "X-AKSK", Token.Replace("2026", "2016", StringComparison.Ordinal)),
        (ResultCodes.InvalidAppKey, "AKSK " + Claims, "X-AKSK", Token.Replace("axb-key", "nobody", StringComparison.Ordinal)),
    ];

    private const string BindAx = """ax POST {"origNum":"+8613800000021","privateNum":"+8617000000101"}""";
    private const string BindAxb = """axb POST {"callerNum":"+8613800000021","calleeNum":"+8613800000022","relationNum":"+8617000000001"}""";
    private const string BindAxe = """axe POST {"virtualNum":"+8617000000201","bindNum":"+8613800000022","extendNum":"1234"}""";

    // What is sent, one after another; the last is refused. $id is the subscriptionId of the answer before.
    private static readonly (ResultCode Code, string[] Steps)[] Requests =
    [
        (ResultCodes.InvalidDigest, ["control PATCH applications/axb {\"appSecret\":\"another\"}", BindAxb]),
        (ResultCodes.InvalidRequest, ["axb POST {\"callerNum\":\"1\"}"]),
        (ResultCodes.InvalidRequest, ["axb POST {}"]),
        (ResultCodes.InvalidRequest, ["axb POST {"]),
        (ResultCodes.InvalidRequest, ["""axb POST {"callerNum":"+8613800000021","calleeNum":"+8613800000021","relationNum":"+8617000000001"}"""]),
        (ResultCodes.InvalidRequest, ["""axb POST {"callerNum":"+8613800000021","calleeNum":"+8613800000022","areaCode":"0755","recordHintTone":"no.wav"}"""]),
        (ResultCodes.InvalidRequest, ["axb GET ?relationNum=%2B8617000000001&pageIndex=x"]),
        (ResultCodes.NotAppliedForBinding, ["ax DELETE ?none=1"]),
        (ResultCodes.InvalidRequest, ["""axe POST {"bindNum":"+8613800000022"}"""]),
        (ResultCodes.InvalidRequest, ["""axe POST {"virtualNum":"+8617000000201","bindNum":"+8613800000022","extendNum":"0000"}"""]),
        (ResultCodes.InvalidRequest, ["axe DELETE ?virtualNum=%2B8617000000201"]),
        (ResultCodes.InvalidRequest, ["axyb GET ?app_key=axyb-key"]),
        (ResultCodes.InvalidAppKey, ["axyb GET ?app_key=other&relationNum=%2B8617000000301"]),
        (ResultCodes.InvalidAppKey, ["unsigned GET ?access_token=t"]),
        (ResultCodes.InvalidRestApi, ["axb PATCH {}"]),
        (ResultCodes.AppKeyUnavailable, ["control PATCH applications/axb {\"status\":\"suspended\"}", BindAxb]),
        (ResultCodes.FlowControl, ["control PATCH applications/axb {\"rateLimit\":\"1/s\"}", BindAxb, BindAxb]),
        (ResultCodes.SubscriberFrozen, ["control PATCH applications/axb {\"frozen\":true}", BindAxb]),
        (ResultCodes.AppKeyNotAllowed, [BindAxb.Replace("axb POST", "axe/axb POST", StringComparison.Ordinal)]),
        (ResultCodes.AccountDoesNotExist, [BindAx.Replace("0101", "0999", StringComparison.Ordinal)]),
        (ResultCodes.TheAccountDoesNotExist, ["ax DELETE ?privateNum=%2B8617000000999"]),
        (ResultCodes.AxInsufficientNumbers, ["""ax POST {"origNum":"+8613800000021","privateNumType":"mobile-virtual","areaCode":"021"}"""]),
        (ResultCodes.UpperLimitOfNumbers, [.. Enumerable.Range(0, 11).Select(i => BindAx.Replace("0101", $"01{i:00}", StringComparison.Ordinal))]),
        (ResultCodes.NotAppliedForBinding, ["ax DELETE ?privateNum=%2B8617000000001"]),
        (ResultCodes.ResourceApplied, [BindAx, BindAx.Replace("0021", "0023", StringComparison.Ordinal)]),
        (ResultCodes.RecordDoesNotExist, ["ax DELETE ?privateNum=%2B8617000000101"]),
        (ResultCodes.RecordDoesNotExist, ["axyb DELETE ?app_key=axyb-key&subscriptionId=none"]),
        (ResultCodes.RecordAlreadyExists, [BindAx, BindAx]),
        (ResultCodes.NumberNotApplied, [BindAxb.Replace("0001", "0201", StringComparison.Ordinal)]),
        (ResultCodes.NumberNotApplied, ["axyb GET ?app_key=axyb-key&relationNum=%2B8617000000001"]),
        (ResultCodes.RelationNotFound, ["axb DELETE ?subscriptionId=none"]),
        (ResultCodes.RelationNotFound, ["axb GET /rest/provision/voice/record/v1.0?recordDomain=d&fileName=f.wav"]),
        (ResultCodes.InsufficientNumbers, ["""axb POST {"callerNum":"+8613800000021","calleeNum":"+8613800000022","areaCode":"021"}"""]),
        (ResultCodes.InsufficientNumbers, ["""axe POST {"areaCode":"021","bindNum":"+8613800000022"}"""]),
        (ResultCodes.InsufficientNumbers, ["""axyb POST ?app_key=axyb-key {"origNum":"+8613800000021","areaCode":"021"}"""]),
        (ResultCodes.RelationNumberBound, [BindAxb, BindAxb]),
        (ResultCodes.NumberBound, ["control PATCH applications/axe {\"switches\":{\"axeRebind\":\"refuse\"}}", BindAxe, BindAxe.Replace("1234", "1235", StringComparison.Ordinal)]),
        (ResultCodes.RecordingNotOpen, ["control PATCH applications/axb {\"recording\":false}", BindAxb.Replace("}", ",\"recordFlag\":true}", StringComparison.Ordinal)]),
        (ResultCodes.NumberStatusAbnormal, ["control PATCH numbers/%2B8617000000001 {\"status\":\"suspended\"}", BindAxb]),
        (ResultCodes.IpNotInWhitelist, ["control PATCH applications/axb {\"ipWhitelist\":[\"203.0.113.7\"]}", BindAxb]),
        (ResultCodes.NoIdleExtendNumber, [BindAxe, BindAxe.Replace("0022", "0023", StringComparison.Ordinal)]),
        (ResultCodes.AuthenticationLocked, ["control PATCH applications/axb {\"appSecret\":\"another\"}", .. Enumerable.Repeat(BindAxb, 21)]),
        (ResultCodes.MaxBindTimes, ["control PATCH applications/axb {\"switches\":{\"bindsPerDay\":1}}", BindAxb, BindAxb.Replace("002", "003", StringComparison.Ordinal)]),
        (ResultCodes.StopParameterError, ["axb/stop POST {}"]),
        (ResultCodes.StopInvalidAppKey, ["control PATCH applications/axb {\"status\":\"suspended\"}", "axb/stop POST {}"]),
        (ResultCodes.InvalidSessionId, ["""axb/stop POST {"sessionid":"none","signal":"call_stop"}"""]),

        // The platform's own bad days come by faults alone.
        .. new[] { ResultCodes.InternalSystemError, ResultCodes.InternalError, ResultCodes.ResponseTimeout, ResultCodes.StopInternalError }.Select(code =>
            (code, new[] { $"control POST faults {{\"app\":\"axb\",\"on\":\"api\",\"fault\":{{\"kind\":\"resultCode\",\"code\":\"{code.Code}\"}}}}", BindAxb })),
    ];

    private static IEnumerable<TestCaseData> HeaderCases() => Headers.Select(row => new TestCaseData(row.Code, row.Authorization, row.TokenHeader, row.Token).SetArgDisplayNames(row.Code.Text, row.Authorization, row.TokenHeader));

    private static IEnumerable<TestCaseData> RequestCases() => Requests.Select(row => new TestCaseData(row.Code, row.Steps).SetArgDisplayNames(row.Code.Code, row.Steps[^1]));

    [TestCaseSource(nameof(HeaderCases))]
    public async Task A_faulty_header_is_explained(ResultCode code, string authorization, string tokenHeader, string token)
    {
        await using var emulator = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Paths["axb"]);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.TryAddWithoutValidation(tokenHeader, token);
        using var response = await emulator.CreateClient().SendAsync(request);

        await ExplainedAsync(emulator, code);
    }

    [TestCaseSource(nameof(RequestCases))]
    public async Task A_refused_request_is_explained(ResultCode code, string[] steps)
    {
        await using var emulator = await StartAsync();
        foreach (var step in steps)
        {
            await SendAsync(emulator, step);
        }

        await ExplainedAsync(emulator, code);
    }

    [Test]
    public async Task A_full_X_is_explained()
    {
        await using var emulator = await StartAsync();
        var body = JsonNode.Parse(BindAxb[BindAxb.IndexOf('{', StringComparison.Ordinal)..])!.AsObject();
        for (var i = 0; i <= AxbMode.PairsPerNumber; i++)
        {
            body["callerNum"] = $"+861390000{i:0000}";
            body["calleeNum"] = $"+861370000{i:0000}";
            await emulator.ApiFor(emulator.Worlds.FindByName("axb")!).PostAsync(Paths["axb"], body);
        }

        await ExplainedAsync(emulator, ResultCodes.MaximumExceeded);
    }

    [Test]
    public void No_code_is_left_out() => Assert.That(
        ResultCodes.All.Except([ResultCodes.Success, ResultCodes.MaximumExceeded, .. Headers.Select(row => row.Code), .. Requests.Select(row => row.Code)]),
        Is.Empty);

    private static async Task ExplainedAsync(TestEmulator emulator, ResultCode code)
    {
        var entry = (await emulator.Control.GetAsync("requests")).Items[^1];
        var explain = entry["explain"];

        Assert.That(((string?)entry["resultcode"], (int?)entry["status"]), Is.EqualTo((code.Code, code.Status)), entry.ToJsonString());
        Assert.That(explain, Is.Not.Null);
        foreach (var part in (string[])["rule", "spec", "field", "expected", "got"])
        {
            Assert.That((string?)explain![part], Is.Not.Null.And.Not.Empty, $"{part} of {explain.ToJsonString()}");
        }

        Assert.That((string?)explain!["spec"], Does.Match(@"\.md|^decision D\d+$"));
    }

    /// <summary>Who sends, to whose path, by which verb: <c>axe/axb POST {…}</c>.</summary>
    private static async Task SendAsync(TestEmulator emulator, string step)
    {
        var words = step.Split(' ', 3);
        var (who, method, rest) = (words[0].Split('/'), words[1], words[2]);
        var brace = rest.IndexOf('{', StringComparison.Ordinal);
        var (target, body) = brace < 0 ? (rest, null) : (rest[..brace].TrimEnd(), rest[brace..]);
        if (who[0] == "control")
        {
            Assert.That((await emulator.Control.SendAsync(method, target, body)).Status, Is.LessThan(300), step);
        }
        else if (who[0] == "unsigned")
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Paths["axb"] + target);
            using var response = await emulator.CreateClient().SendAsync(request);
        }
        else
        {
            // The secret stays what the application was made with, whatever a step has made of it.
            var api = emulator.ApiFor($"{who[0]}-key", $"{who[0]}-secret");
            var path = target.StartsWith('/') ? target : Paths[who[^1]] + target;
            await (body is null ? api.SendAsync(method, path, (byte[]?)null) : api.SendAsync(method, path, body));
        }
    }

    private static Task<TestEmulator> StartAsync() => TestEmulator.StartAsync(
    [
        Application("ax", Mode.Ax, 100, 20), Application("axb", Mode.Axb, 0, 2), Application("axe", Mode.Axe, 200, 2), Application("axyb", Mode.Axyb, 300, 2),
    ]);

    private static ApplicationOptions Application(string name, Mode mode, int first, int count) => new()
    {
        Name = name,
        Mode = mode,
        AppKey = $"{name}-key",
        AppSecret = $"{name}-secret",
        Recording = true,
        Numbers = [.. Enumerable.Range(first, count).Select(i => new NumberOptions { Number = $"+861700000{i + (first == 100 ? 0 : 1):0000}", AreaCode = "0755" })],
    };
}
