using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Faults;

/// <summary>
/// What faults do to answers of the API. <c>resultCode</c> and <c>status</c> stand in the operation's place, which then has not happened; all
/// others spoil the answer of an operation that has: a customer must survive both.
/// </summary>
internal static class ApiFaults
{
    /// <summary>Before authentication, so the application is the one that the headers name, whatever else is wrong with them.</summary>
    public static (World? World, FaultRule? Struck) Strike(Worlds worlds, SignatureHeaders headers, string operation)
    {
        if (Credentials.ClaimedAppKey(headers) is not { } appKey || worlds.FindByKey(appKey) is not { } world)
        {
            return default;
        }

        lock (world.Gate)
        {
            return (world, world.Faults.Strike(operation));
        }
    }

    /// <summary>The answer in the operation's place, if the fault is of such a kind.</summary>
    public static ApiAnswer? InPlaceOfOperation(FaultRule? struck, string operation, ReadOnlyMemory<byte>? body) => struck?.Fault switch
    {
        { Kind: FaultKind.ResultCode, Code: { } code } => Refuse(ResultCodes.PrintedBy(operation, code), struck, body),
        { Kind: FaultKind.Status, Status: { } status } => new ApiAnswer(status, "", "", ReadOnlyMemory<byte>.Empty) { Explain = ExplainOf(struck) },
        _ => null,
    };

    private static ApiAnswer Refuse(ResultCode code, FaultRule struck, ReadOnlyMemory<byte>? body) => new Refusal(code, ExplainOf(struck), NumberIn(code, body));

    private static Explain ExplainOf(FaultRule struck) =>
        Explain.Refused("A fault answers in the operation's place.", "docs/faults.md", "fault", "no fault", struck.Id);

    /// <summary>The number that the text names: A of an AXE bind, B of an AXYB bind.</summary>
    private static string NumberIn(ResultCode code, ReadOnlyMemory<byte>? body)
    {
        if (code.Text != ResultCodes.NumberBound.Text || body is not { } bytes || RequestBody.Json(bytes) is not { } members)
        {
            return "";
        }

        return Text("bindNum") ?? Text("origNum") ?? "";

        string? Text(string name) => members.TryGetValue(name, out var value) ? RequestBody.Text(value) : null;
    }

    /// <summary>JSON without its end, in an answer that is whole as HTTP.</summary>
    public static ApiAnswer Spoil(ApiAnswer answer, FaultRule? struck) =>
        struck?.Fault.Kind == FaultKind.MalformedJson && !answer.Body.IsEmpty ? answer with { Body = answer.Body[..^1] } : answer;

    public static async Task WriteAsync(HttpContext http, ApiAnswer answer, FaultRule? struck)
    {
        switch (struck?.Fault.Kind)
        {
            case FaultKind.Reset:
                http.Abort();
                return;
            case FaultKind.EmptyReply:
                End(http);
                return;
            case FaultKind.Truncate:
                await answer.WriteAsync(http.Response, answer.Body.Length / 2);
                await http.Response.Body.FlushAsync();
                if (Socket(http) is null)
                {
                    http.Abort();
                }

                // Kestrel closes a connection that it still owes bytes, and only after it has sent what it has; an abort would lose that.
                return;
            case FaultKind.Delay:
                // Real time on every clock: it is the client that waits, and a manual clock stands still until the client moves it.
                await Task.Delay(struck.Fault.Delay!.Value, WallClock.Provider, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (http.RequestAborted.IsCancellationRequested)
                {
                    return;
                }

                break;
        }

        await answer.WriteAsync(http.Response, answer.Body.Length);
    }

    /// <summary>Ends the connection in good order and without a byte; an abort alone would look like a reset.</summary>
    private static void End(HttpContext http)
    {
        try
        {
            Socket(http)?.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }

        http.Abort();
    }

    private static Socket? Socket(HttpContext http) => http.Features.Get<IConnectionSocketFeature>()?.Socket;
}
