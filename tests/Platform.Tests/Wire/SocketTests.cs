using System.Text;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Applications;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Wire;

/// <summary>What real clients send, byte for byte, on a real socket (wire-facts.md).</summary>
[Category("Sockets")]
[CancelAfter(60_000)]
internal sealed class SocketTests
{
    private const string Bind = """{"callerNum":"+8613800000021","calleeNum":"+8613800000022","relationNum":"+8617000000001"}""";
    private const string QueryX = AxbSample.Path + "?relationNum=%2B8617000000001";
    private const string NoAuthorization = "400 1023006 Authorization not contained in the HTTP header.";

    private static readonly EmulatorOptions Options = new() { Applications = [Application] };

    [Test]
    [Rule("decision D13", "The server closes the connection after each answer.", Switch = "shortConnections")]
    [Rule("axb.md §1", "An answer has the header Content-Type: application/json;charset=utf-8, in this spelling.")]
    public async Task An_answer_on_the_wire(CancellationToken ct)
    {
        await using var host = await EmulatorHost.OnKestrelAsync(Options);
        using var connection = await RawConnection.OpenAsync(host.Port, ct);

        var reply = await connection.SendAsync(Request("POST", AxbSample.Path, Bind));

        Assert.That(reply.StatusLine, Is.EqualTo("HTTP/1.1 200 OK"));
        Assert.That(reply.Headers, Does.Contain("Content-Type: application/json;charset=utf-8").And.Contain("Connection: close"));
        Assert.That(reply.Headers, Has.None.StartsWith("Transfer-Encoding"));
        Assert.That(reply.Body, Does.StartWith("""{"resultcode":"0","resultdesc":"Success","subscriptionId":"""));
        Assert.That(await connection.IsClosedByServerAsync(), Is.True);
    }

    [Test]
    [Rule("decision D13", "A setting keeps connections alive for several requests.", Switch = "shortConnections")]
    public async Task A_connection_can_be_kept_alive(CancellationToken ct)
    {
        await using var host = await EmulatorHost.OnKestrelAsync(Options with { ShortConnections = false });
        using var connection = await RawConnection.OpenAsync(host.Port, ct);

        var first = await connection.SendAsync(Request("POST", AxbSample.Path, Bind));
        var second = await connection.SendAsync(Request("GET", QueryX));
        var closing = await connection.SendAsync(Request("GET", QueryX, headers: "Connection: close\r\n"));

        Assert.That((string[])[first.Summary, second.Summary, closing.Summary], Is.EqualTo((string[])[Success, Success, Success]));
        Assert.That(first.Headers, Has.None.EqualTo("Connection: close"));
        Assert.That(await connection.IsClosedByServerAsync(), Is.True);
    }

    private static IEnumerable<TestCaseData> Requests()
    {
        TestCaseData Row(string name, string request, string expected) => new TestCaseData(request, expected).SetArgDisplayNames(name);

        yield return Row("HTTP/1.0", Request("GET", QueryX).Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal), Success);
        yield return Row("HTTP/1.0 POST", Request("POST", AxbSample.Path, Other).Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal), Success);
        yield return Row("chunked", Chunked(Other), Success);
        yield return Row("chunked in pieces", Chunked(Other[..20], Other[20..]), Success);
        yield return Row("GET with form text", Request("GET", QueryX, "subscriptionId=nope"), Success);
        yield return Row("GET with JSON", Request("GET", QueryX, """{"subscriptionId":"nope"}"""), Success);
        yield return Row("GET with a broken body", Request("GET", QueryX, "{"), Success);
        yield return Row("GET with a chunked body", Chunked("x").Replace("POST " + AxbSample.Path, "GET " + QueryX, StringComparison.Ordinal), Success);
        yield return Row("DELETE with a copy of the query", Request("DELETE", QueryX, """{"relationNum":"+8617000000001"}"""), Success);
        yield return Row("DELETE with a body alone", Request("DELETE", AxbSample.Path, """{"relationNum":"+8617000000001"}"""), Foreign);
        yield return Row("DELETE without a body", Request("DELETE", QueryX), Success);
        yield return Row("X-Aksk", Request("GET", QueryX).Replace("X-AKSK", "X-Aksk", StringComparison.Ordinal), Success);
        yield return Row("lower-case names", Request("GET", QueryX).Replace("X-AKSK", "x-aksk", StringComparison.Ordinal).Replace("Authorization:", "authorization:", StringComparison.Ordinal), Success);
        yield return Row("numeric names", Request("GET", QueryX).Replace("Authorization:", "2: Authorization:", StringComparison.Ordinal).Replace("X-AKSK:", "3: X-AKSK:", StringComparison.Ordinal), NoAuthorization);
        yield return Row("no headers", "GET / HTTP/1.1\r\nHost: x\r\n\r\n".Replace(" / ", $" {QueryX} ", StringComparison.Ordinal), NoAuthorization);
        yield return Row("Host with a port", Request("GET", QueryX).Replace("Host: 127.0.0.1", "Host: rtcpns.cn-north-1.myhuaweicloud.com:443", StringComparison.Ordinal), Success);
        yield return Row("Content-Type of Guzzle", Request("POST", AxbSample.Path, Other, contentType: "application/json"), Success);
        yield return Row("Content-Type of .NET", Request("POST", AxbSample.Path, Other, contentType: "application/json; charset=UTF-8"), Success);
        yield return Row("no Content-Type", Request("POST", AxbSample.Path, Other, contentType: null), Success);
        yield return Row("Content-Type without a body", Request("GET", QueryX, headers: "Content-Type: application/json;charset=UTF-8\r\n"), Success);
        yield return Row("Accept and gzip", Request("GET", QueryX, headers: "Accept: */*\r\nAccept-Encoding: gzip\r\n"), Success);
        yield return Row("raw plus", Request("GET", AxbSample.Path + "?relationNum=+8617000000001"), Foreign);
        yield return Row("broken escapes", Request("GET", AxbSample.Path + "?relationNum=%2&subscriptionId=%ZZ%FF"), NotFound);
        yield return Row("BOM", Request("POST", AxbSample.Path, "\u00EF\u00BB\u00BF" + Other), Success);
        yield return Row("PHP escapes", Request("POST", AxbSample.Path, Other.Replace("{", """{"userData":"a\/b",""", StringComparison.Ordinal)), Success);
        yield return Row("blanks after colons", Request("POST", AxbSample.Path, Other.Replace(":", " : ", StringComparison.Ordinal)), Success);
        yield return Row("nulls", Request("POST", AxbSample.Path, Other.Replace("{", """{"lastMinVoice":null,"preVoice":null,"duration":null,""", StringComparison.Ordinal)), Success);
        yield return Row("invalid UTF-8", Request("POST", AxbSample.Path, Other.Replace("{", "{\"userData\":\"\u00A2\u0055\",", StringComparison.Ordinal)), Invalid("userData"));
        yield return Row("Chinese cut by Java in a name", Request("POST", AxbSample.Path, Other.Replace("{", "{\"\u00A2\u0055\":1,", StringComparison.Ordinal)), Success);
        yield return Row("escaped Chinese", Request("POST", AxbSample.Path, Other.Replace("{", """{"userData":"\u8ba2",""", StringComparison.Ordinal)), Invalid("userData"));
        yield return Row("lone surrogate", Request("POST", AxbSample.Path, Other.Replace("{", """{"userData":"\uD800",""", StringComparison.Ordinal)), Invalid("userData"));
        yield return Row("lone surrogate in a name", Request("POST", AxbSample.Path, Other.Replace("{", """{"\uD800":1,""", StringComparison.Ordinal)), Invalid(""));
        yield return Row("the last of equal names", Request("POST", AxbSample.Path, Other.Replace("{", """{"callerNum":"nope",""", StringComparison.Ordinal)), Success);
        foreach (var broken in (string[])["", "{", "[]", "null", "7", "\"text\"", "{\"a\":1}{\"b\":2}", "{'callerNum':'x'}", "callerNum=%2B8613800000021", new string('[', 100)])
        {
            yield return Row($"broken {broken[..Math.Min(broken.Length, 20)]}", Request("POST", AxbSample.Path, broken), Invalid(""));
        }

        yield return Row("a README's JSON numbers", Request("POST", AxbSample.Path, """{"relationNum":1888888888,"callerNum":13800000021}"""), Invalid("callerNum"));
        yield return Row("broken chunk", Chunked(Other).Replace("\r\n0\r\n\r\n", "\r\nzz\r\n\r\n", StringComparison.Ordinal), Invalid(""));
        yield return Row("too large", Request("POST", AxbSample.Path, new string(' ', 2_000_000) + Other), Invalid(""));
        yield return Row("too large in chunks", Chunked(new string(' ', 2_000_000), Other), Invalid(""));
        yield return Row("just not too large", Request("POST", AxbSample.Path, new string(' ', 1024 * 1024 - Other.Length) + Other), Success);
        yield return Row("wrong verb", Request("PATCH", AxbSample.Path, Other), "403 1010006 Invalid Rest API.");
    }

    private static string Other => """{"callerNum":"+8613800000023","calleeNum":"+8613800000024","relationNum":"+8617000000001"}""";

    [TestCaseSource(nameof(Requests))]
    [Rule("wire-facts.md §2", "Whatever a client sends, the answer is a JSON result code with Content-Length, and the connection ends cleanly.")]
    public async Task A_request_on_the_wire(string request, string expected, CancellationToken ct)
    {
        await using var host = await EmulatorHost.OnKestrelAsync(Options);
        using (var bind = await RawConnection.OpenAsync(host.Port, ct))
        {
            Assert.That((await bind.SendAsync(Request("POST", AxbSample.Path, Bind))).Summary, Is.EqualTo(Success));
        }

        using var connection = await RawConnection.OpenAsync(host.Port, ct);
        var reply = await connection.SendAsync(request);

        Assert.That(reply.Summary, Is.EqualTo(expected));
        Assert.That(reply.Headers, Does.Contain("Content-Type: application/json;charset=utf-8"));
        Assert.That(await connection.IsClosedByServerAsync(), Is.True);
    }

    [TestCase("/rest/caas/relationnumber/partners/v1", "POST /rest/caas/relationnumber/partners/v1.0")]
    [TestCase("/", "POST /")]
    [TestCase("//", "POST /")]
    [TestCase("/rest/caas/relationnumber/partners/v1.0/", "POST /rest/caas/relationnumber/partners/v1.0")]
    [TestCase("/REST/caas/relationnumber/partners/v1.0", "POST /rest/caas/relationnumber/partners/v1.0")]
    [Rule("decision D4", "An unknown path is 404 with a plain text that names the nearest path and verb.")]
    public async Task An_unknown_path(string path, string nearest, CancellationToken ct)
    {
        await using var host = await EmulatorHost.OnKestrelAsync(Options);
        using var connection = await RawConnection.OpenAsync(host.Port, ct);

        var reply = await connection.SendAsync(Request("POST", path, Bind));

        Assert.That(reply.StatusLine, Is.EqualTo("HTTP/1.1 404 Not Found"));
        Assert.That(reply.Headers, Has.Some.StartsWith("Content-Type: text/plain"));
        Assert.That(reply.Body, Does.StartWith($"No such path: POST {path}. Nearest: {nearest}"));
    }

    [Test]
    [Rule("axb.md §6.2", "On the wire counts and pages are JSON numbers, codes and flags are strings, and + is written plainly.")]
    public async Task The_bytes_of_a_query(CancellationToken ct)
    {
        await using var host = await EmulatorHost.OnKestrelAsync(Options);
        using var bind = await RawConnection.OpenAsync(host.Port, ct);
        var id = (string)(await bind.SendAsync(Request("POST", AxbSample.Path, Bind))).Json["subscriptionId"]!;
        using var query = await RawConnection.OpenAsync(host.Port, ct);

        var body = (await query.SendAsync(Request("GET", QueryX))).Body;

        Assert.That(body, Does.StartWith(
            $$"""{"resultcode":"0","resultdesc":"Success","app_key":"axb-key","relationNumList":[{"subscriptionId":"{{id}}","relationNum":"+8617000000001","""
            + "\"callerNum\":\"+8613800000021\",\"calleeNum\":\"+8613800000022\",\"recordFlag\":\"false\",\"subscribeTime\":\"20"));
        Assert.That(body, Does.EndWith(""","callDirection":0,"duration":0,"maxDuration":0}],"totalCount":1,"pageIndex":1,"pageSize":50}"""));
    }

    private static string Request(string method, string target, string? body = null, string headers = "", string? contentType = "application/json;charset=UTF-8")
    {
        var content = body is null ? "" : $"{(contentType is null ? "" : $"Content-Type: {contentType}\r\n")}Content-Length: {body.Length}\r\n";
        return $"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n{Signature()}{headers}{content}\r\n{body}";
    }

    private static string Chunked(params string[] pieces) =>
        $"POST {AxbSample.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{Signature()}Transfer-Encoding: chunked\r\n\r\n"
        + string.Concat(pieces.Select(piece => $"{Encoding.Latin1.GetByteCount(piece):x}\r\n{piece}\r\n")) + "0\r\n\r\n";

    private static string Signature()
    {
        var created = AuthSample.Time(WallClock.Provider.GetUtcNow());
        return "Authorization: AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"\r\n"
            + $"X-AKSK: UsernameToken Username=\"axb-key\",PasswordDigest=\"{Digests.Aksk("axb-secret", "n1", created)}\",Nonce=\"n1\",Created=\"{created}\"\r\n";
    }
}
