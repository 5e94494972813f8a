using System.Net.Sockets;
using System.Text;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Faults;

/// <summary>How answers are lost on a real socket.</summary>
[Category("Sockets")]
[CancelAfter(60_000)]
internal sealed class LostAnswerTests
{
    [TestCase(true)]
    [TestCase(false)]
    [Rule("contract.md §5", "emptyReply closes the connection in good order without a byte of an answer.", Inferred = true)]
    public async Task An_empty_reply_is_no_byte_at_all(bool shortConnections, CancellationToken ct) =>
        Assert.That(await BindAsync(FaultKind.EmptyReply, shortConnections, ct), Is.Empty);

    [TestCase(true)]
    [TestCase(false)]
    [Rule("contract.md §5", "truncate announces the whole body, sends half of it, and closes the connection.", Inferred = true)]
    public async Task A_truncated_answer_is_half_of_what_it_announces(bool shortConnections, CancellationToken ct)
    {
        var received = await BindAsync(FaultKind.Truncate, shortConnections, ct);

        var (head, body) = (received.Split("\r\n\r\n")[0], received.Split("\r\n\r\n")[1]);
        var announced = int.Parse(head.Split("Content-Length: ")[1].Split("\r\n")[0], null);
        Assert.That(head, Does.StartWith("HTTP/1.1 200 OK"));
        Assert.That(body, Does.StartWith("""{"resultcode":"0",""").And.Length.EqualTo(announced / 2));
    }

    [Test]
    [Rule("contract.md §5", "reset cuts the connection as a broken network does.")]
    public void A_reset_connection_is_an_error_of_the_network(CancellationToken ct) => Assert.That(
        async () => await BindAsync(FaultKind.Reset, true, ct),
        Throws.InstanceOf<IOException>().With.InnerException.Property("SocketErrorCode").EqualTo(SocketError.ConnectionReset));

    /// <summary>All that arrives until the server closes the connection; the binding is there in any case.</summary>
    private static async Task<string> BindAsync(FaultKind kind, bool shortConnections, CancellationToken ct)
    {
        await using var host = await EmulatorHost.OnKestrelAsync(new EmulatorOptions { Applications = [Application], ShortConnections = shortConnections });
        host.World.Faults.Add(new FaultRule { On = "api", Times = 1, Fault = new Fault(kind) });
        using var client = new TcpClient();
        await client.ConnectAsync(System.Net.IPAddress.Loopback, host.Port, ct);
        using var http = new HttpClient();
        using var request = host.Api(http).Request("POST", AxbSample.Path, Encoding.UTF8.GetBytes(Bind().ToJsonString()));
        await client.GetStream().WriteAsync(await BytesAsync(request, ct), ct);
        try
        {
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadToEndAsync(ct);
        }
        finally
        {
            Assert.That(() => host.World.Requests.Read().Items.Single().ResultCode, Is.EqualTo("0"));
        }
    }

    private static async Task<byte[]> BytesAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(ct);
        var headers = string.Concat(request.Headers.NonValidated.Select(header => $"{header.Key}: {header.Value}\r\n"));
        return [.. Encoding.ASCII.GetBytes($"{request.Method} {request.RequestUri} HTTP/1.1\r\nHost: a\r\n{headers}Content-Length: {body.Length}\r\n\r\n"), .. body];
    }
}
