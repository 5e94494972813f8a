using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Platform.Tests.Wire;

/// <summary>One TCP connection on which a test writes requests byte for byte.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly CancellationToken _ct;

    private RawConnection(CancellationToken ct) => _ct = ct;

    public static async Task<RawConnection> OpenAsync(int port, CancellationToken ct)
    {
        var connection = new RawConnection(ct);
        await connection._client.ConnectAsync(IPAddress.Loopback, port, ct);
        return connection;
    }

    public Task<RawReply> SendAsync(string request) => SendAsync(Encoding.Latin1.GetBytes(request));

    public async Task<RawReply> SendAsync(byte[] request)
    {
        await _client.GetStream().WriteAsync(request, _ct);
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await ReadAsync(1))[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var length = lines.Single(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal));
        return new RawReply(lines[0], lines[1..], Encoding.UTF8.GetString(await ReadAsync(int.Parse(length["Content-Length: ".Length..], null))));
    }

    /// <summary>True once the server has closed its side.</summary>
    public async Task<bool> IsClosedByServerAsync() => await _client.GetStream().ReadAsync(new byte[1], _ct) == 0;

    public void Dispose() => _client.Dispose();

    private async Task<byte[]> ReadAsync(int count)
    {
        var buffer = new byte[count];
        await _client.GetStream().ReadExactlyAsync(buffer, _ct);
        return buffer;
    }
}

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawReply(string StatusLine, IReadOnlyList<string> Headers, string Body)
{
    public string Summary => $"{StatusLine.Split(' ')[1]} {Json["resultcode"]} {Json["resultdesc"]}";

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}
