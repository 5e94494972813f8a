using System.Collections.Frozen;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Api;

/// <summary>
/// The platform's REST API: path and verb, authentication, the operation, the answer, the journal. The web framework answers nothing by
/// itself here, so every answer is one that the platform could give.
/// </summary>
internal sealed partial class PlatformApi(Worlds worlds, EmulatorOptions options, EmulatorAddress emulator, UnknownRequests unknown, EventFeed events, StateStore store, ILogger<PlatformApi> log)
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, ApiOperation>> Paths = PlatformOperations.All
        .GroupBy(operation => operation.Path, StringComparer.Ordinal)
        .ToFrozenDictionary(
            group => group.Key,
            group => group.ToFrozenDictionary(operation => operation.Method, StringComparer.Ordinal),
            StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, JsonElement> NoMembers = FrozenDictionary<string, JsonElement>.Empty;

    private const int LongestInJournal = 16 * 1024;

    private long _requests;

    private readonly Authenticator _authenticator = new(worlds, options.Auth);

    public async Task HandleAsync(HttpContext http)
    {
        var gate = AnswerGate.For(http.Response);
        var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (body is null || options.ShortConnections)
        {
            http.Response.Headers.Connection = "close";
        }

        ApiOperation? operation = null;
        World? world = null;
        FaultRule? struck = null;
        ApiAnswer answer;
        try
        {
            if (!Paths.TryGetValue(http.Request.Path.Value ?? "", out var verbs))
            {
                answer = NoSuchPath(http.Request);
            }
            else if (!verbs.TryGetValue(http.Request.Method, out operation))
            {
                answer = WrongVerb(http.Request, verbs.Keys);
            }
            else
            {
                var headers = new SignatureHeaders(http.Request.Headers);
                (world, struck) = ApiFaults.Strike(worlds, headers, operation.Name);
                if (ApiFaults.InPlaceOfOperation(struck, operation.Name, body) is { } inPlace)
                {
                    answer = inPlace;
                }
                else
                {
                    (world, answer) = Answer(http, headers, operation, body, gate);
                    answer = await SavedAsync(http.Request.Method, answer);
                }
            }
        }
        catch (Exception e)
        {
            // A bug of ours: the platform has a code for its own bugs, and the connection stays whole.
            Log.Failed(log, operation?.Name ?? http.Request.Path.Value ?? "", e);
            answer = Broken(e);
        }

        // The journal holds the request before its sender can see the answer.
        answer = ApiFaults.Spoil(operation is null ? answer : answer with { ContentType = operation.ContentType }, struck);
        Record(http, world, operation, body, answer, struck);
        await ApiFaults.WriteAsync(http, answer, struck);
    }

    private (World?, ApiAnswer) Answer(HttpContext http, SignatureHeaders headers, ApiOperation operation, ReadOnlyMemory<byte>? body, AnswerGate gate)
    {
        var address = Address(http.Connection);
        var (world, refusal) = _authenticator.Authenticate(http.Request, headers, address, operation.Mode);
        if (world is null || refusal is not null)
        {
            return (world, operation.Translate?.Invoke(refusal!) ?? refusal!);
        }

        var members = !operation.HasBody ? NoMembers : body is { } bytes ? RequestBody.Json(bytes) : null;
        if (members is null)
        {
            var malformed = new Refusal(
                ResultCodes.InvalidRequest, Explain.Refused("The body is one JSON object in UTF-8, of at most 1 MiB.", operation.Spec, "body", "a JSON object", Preview(body)));
            return (world, operation.Translate?.Invoke(malformed) ?? malformed);
        }

        var call = new ApiCall(operation, worlds, world, members, RequestBody.Query(http.Request.QueryString))
        {
            BaseAddress = emulator.SeenBy(http.Request),
            RemoteAddress = address,
            Answered = gate,
        };
        lock (world.Gate)
        {
            var answer = operation.Handle(call);
            return (world, answer.Explain is null ? answer with { Explain = call.ExplainIgnored() } : answer);
        }
    }

    /// <summary>A success is on disk before it is answered; what reads or refuses has nothing to wait for.</summary>
    private async Task<ApiAnswer> SavedAsync(string method, ApiAnswer answer)
    {
        if (method == HttpMethods.Get || answer.ResultCode != ResultCodes.Success.Code)
        {
            return answer;
        }

        try
        {
            await store.SavedAsync();
            return answer;
        }
        catch (IOException e)
        {
            return Broken(e);
        }
    }

    private static ApiAnswer Broken(Exception bug) => new Refusal(
        ResultCodes.InternalSystemError, Explain.Refused("The emulator failed.", "result-codes.md §3", "emulator", "no failure", bug.Message));

    private static ApiAnswer NoSuchPath(HttpRequest request)
    {
        var hint = UnknownPath.Hint(request.Method, request.Path.Value ?? "", PlatformOperations.All);
        return new ApiAnswer(404, "", "", Encoding.UTF8.GetBytes(hint))
        {
            ContentType = "text/plain;charset=utf-8",
            Explain = Explain.Refused("The path is not known.", "decision D4", "path", hint.TrimEnd(), request.Path.Value),
        };
    }

    private static ApiAnswer WrongVerb(HttpRequest request, IEnumerable<string> allowed) => new Refusal(
        ResultCodes.InvalidRestApi,
        Explain.Refused("The path is known, the verb is not.", "decision D3", "method", string.Join(", ", allowed), request.Method));

    private static IPAddress Address(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => IPAddress.Loopback,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4(),
        var address => address,
    };

    /// <summary>Far more than any documented body; the journal keeps ten thousand of them.</summary>
    private static string JournalText(ReadOnlyMemory<byte> text) => text.Length <= LongestInJournal
        ? Encoding.UTF8.GetString(text.Span)
        : $"{Encoding.UTF8.GetString(text.Span[..LongestInJournal])}… ({text.Length} bytes)";

    private static string Preview(ReadOnlyMemory<byte>? body) =>
        body is not { } bytes ? "a longer or broken body" : Encoding.UTF8.GetString(bytes.Span[..Math.Min(bytes.Length, 200)]);

    private void Record(HttpContext http, World? world, ApiOperation? operation, ReadOnlyMemory<byte>? body, ApiAnswer answer, FaultRule? fault)
    {
        var entry = new RequestEntry
        {
            Sequence = Interlocked.Increment(ref _requests),
            At = (world?.Clock ?? worlds.Clock).Now,
            App = world?.Application.Name,
            Operation = operation?.Name,
            Method = http.Request.Method,
            Path = http.Request.Path.Value ?? "",
            Query = http.Request.QueryString.Value ?? "",
            Headers = [.. http.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))],
            Body = body is { } bytes ? JournalText(bytes) : "",
            Status = answer.Status,
            ResultCode = answer.ResultCode,
            ResultDesc = answer.ResultDesc,
            Answer = JournalText(answer.Body),
            Explain = answer.Explain,
            Fault = fault,
        };
        (world?.Requests ?? unknown.Journal).Add(entry);
        events.Requested(entry);
        Log.Answered(log, entry.Method, entry.Path, entry.Status, entry.ResultCode);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1001, Level = LogLevel.Debug, Message = "{Method} {Path} -> {Status} {ResultCode}")]
        public static partial void Answered(ILogger logger, string method, string path, int status, string resultCode);

        [LoggerMessage(EventId = 1002, Level = LogLevel.Error, Message = "{Operation} failed")]
        public static partial void Failed(ILogger logger, string operation, Exception exception);
    }
}
