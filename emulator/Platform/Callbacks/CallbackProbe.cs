using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Callbacks;

internal enum ProbeState
{
    Ok,
    Failed,

    /// <summary>An earlier step failed, or there is nothing to try: TLS for http, the network in a test without sockets.</summary>
    Skipped,
}

internal static class ProbeStates
{
    public static Choices<ProbeState> Names { get; } = new(("ok", ProbeState.Ok), ("failed", ProbeState.Failed), ("skipped", ProbeState.Skipped));
}

internal sealed record ProbeStep(ProbeState State, string? Detail = null, TimeSpan Elapsed = default)
{
    public static readonly ProbeStep Skipped = new(ProbeState.Skipped);
}

internal sealed record ProbeResult(string Url, ProbeStep Dns, ProbeStep Tcp, ProbeStep Tls, ProbeStep Http, int? Status);

/// <summary>Tries a customer's URL step by step, so that a push which does not arrive is explained: name, connection, TLS, HTTP.</summary>
internal sealed class CallbackProbe(CallbackSender sender)
{
    private static readonly byte[] Body = "{\"eventType\":\"ping\"}"u8.ToArray();

    public async Task<ProbeResult> RunAsync(string url, CancellationToken ct)
    {
        var route = await sender.RouteAsync(url);
        var (dns, tcp, tls) = (ProbeStep.Skipped, ProbeStep.Skipped, ProbeStep.Skipped);
        if (sender.UsesNetwork)
        {
            IPAddress[] addresses = [];
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            dns = await StepAsync(
                route,
                async stop =>
                {
                    addresses = await Dns.GetHostAddressesAsync(route.Target.DnsSafeHost, stop);
                    return string.Join(", ", addresses.Select(address => address.ToString()));
                },
                ct);
            tcp = await AfterAsync(dns, route, async stop =>
            {
                await socket.ConnectAsync(addresses, route.Target.Port, stop);
                return $"{socket.RemoteEndPoint}";
            }, ct);
            tls = route.Url.Scheme == "https"
                ? await AfterAsync(tcp, route, stop => HandshakeAsync(socket, route.Url.DnsSafeHost, stop), ct)
                : ProbeStep.Skipped;
            if (new[] { dns, tcp, tls }.Any(step => step.State == ProbeState.Failed))
            {
                return new ProbeResult(url, dns, tcp, tls, ProbeStep.Skipped, null);
            }
        }

        // A push is a POST, and some servers know no other verb on the path. Any answer will do: the signature is missing.
        var reply = await sender.SendAsync(url, Body, [SignedHeaders.Json], isQuestion: false, ct);
        var http = new ProbeStep(reply.Status is null ? ProbeState.Failed : ProbeState.Ok, reply.Error, reply.Elapsed);
        return new ProbeResult(url, dns, tcp, tls, http, reply.Status);
    }

    private async Task<string> HandshakeAsync(Socket socket, string host, CancellationToken ct)
    {
        await using var stream = new SslStream(new NetworkStream(socket));
        var options = sender.Tls();
        options.TargetHost = host;
        await stream.AuthenticateAsClientAsync(options, ct);
        return $"{stream.SslProtocol}, {stream.RemoteCertificate?.Subject}";
    }

    private Task<ProbeStep> AfterAsync(ProbeStep earlier, PushRoute route, Func<CancellationToken, Task<string>> act, CancellationToken ct) =>
        earlier.State == ProbeState.Ok ? StepAsync(route, act, ct) : Task.FromResult(ProbeStep.Skipped);

    private async Task<ProbeStep> StepAsync(PushRoute route, Func<CancellationToken, Task<string>> act, CancellationToken ct)
    {
        var started = WallClock.Provider.GetTimestamp();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(sender.Timeout);
        try
        {
            return new ProbeStep(ProbeState.Ok, await act(timeout.Token), WallClock.Provider.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new ProbeStep(ProbeState.Failed, PushFailure.TimeOut(sender.Timeout, route), sender.Timeout);
        }
        catch (Exception e) when (e is SocketException or IOException or System.Security.Authentication.AuthenticationException or ArgumentException)
        {
            return new ProbeStep(ProbeState.Failed, PushFailure.Describe(route, e), WallClock.Provider.GetElapsedTime(started));
        }
    }
}
