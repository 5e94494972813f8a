using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The control API refused something that a scenario needs.</summary>
internal sealed class ControlFailure(string message) : Exception(message);

/// <summary>The control API (docs/control-api.md), as far as scenarios use it.</summary>
internal sealed class ControlClient(HttpClient http)
{
    public Task<Reply> InfoAsync(CancellationToken ct) => SendAsync(HttpMethod.Get, "info", null, ct);

    public async Task<IReadOnlyList<JsonObject>> ApplicationsAsync(CancellationToken ct) => Items(await SendAsync(HttpMethod.Get, "applications", null, ct));

    public Task<Reply> ApplicationAsync(string app, CancellationToken ct) => SendAsync(HttpMethod.Get, $"applications/{Escape(app)}", null, ct);

    public Task<Reply> CreateApplicationAsync(JsonNode? application, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, "applications", application, ct);

    /// <summary>One that is gone already is no problem.</summary>
    public Task DeleteApplicationAsync(string app, CancellationToken ct) => SendAsync(HttpMethod.Delete, $"applications/{Escape(app)}", null, ct, accepted: 404);

    public Task<Reply> ClockAsync(string app, CancellationToken ct) => SendAsync(HttpMethod.Get, $"clock?app={Escape(app)}", null, ct);

    public Task<Reply> AdvanceAsync(string app, TimeSpan by, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, "clock/advance", new JsonObject { ["app"] = app, ["by"] = Durations.Format(by) }, ct);

    public Task<Reply> AdvanceToAsync(string app, DateTimeOffset to, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, "clock/advance", new JsonObject { ["app"] = app, ["to"] = to.ToString("O", CultureInfo.InvariantCulture) }, ct);

    /// <summary>What the application's clock shows, and when something is due next.</summary>
    public async Task<(DateTimeOffset Now, DateTimeOffset? Next)> TimeAsync(string app, CancellationToken ct) => (await ClockAsync(app, ct)).Body is JsonObject clock
        ? ((DateTimeOffset)clock["now"]!, (DateTimeOffset?)clock["next"])
        : throw new ControlFailure("the control API does not tell the time");

    /// <summary>Steps until the call has ended and its CDR has been pushed.</summary>
    public Task<Reply> AdvanceUntilCallEndsAsync(string app, string sessionId, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, "clock/advance", new JsonObject { ["app"] = app, ["untilCallEnds"] = sessionId }, ct);

    public Task<Reply> ScriptCustomerAsync(string app, JsonObject answers, CancellationToken ct) =>
        SendAsync(HttpMethod.Put, "customer", new JsonObject { ["app"] = app, ["answers"] = answers }, ct);

    /// <summary>The answers that are left.</summary>
    public Task<Reply> CustomerAsync(string app, CancellationToken ct) => SendAsync(HttpMethod.Get, $"customer?app={Escape(app)}", null, ct);

    public Task<Reply> PlaceCallAsync(JsonNode? plan, CancellationToken ct) => SendAsync(HttpMethod.Post, "calls", plan, ct);

    public Task<Reply> CallAsync(string sessionId, CancellationToken ct) => SendAsync(HttpMethod.Get, $"calls/{Escape(sessionId)}", null, ct);

    /// <summary>Does something in a call that goes on: answer, reject, hangup, keys.</summary>
    public Task<Reply> DriveCallAsync(string sessionId, string action, JsonNode? fields, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, $"calls/{Escape(sessionId)}/{action}", fields, ct);

    /// <summary>Answers once the fate of the SMS is known.</summary>
    public Task<Reply> SendSmsAsync(JsonNode? message, CancellationToken ct) => SendAsync(HttpMethod.Post, "messages", message, ct);

    public async Task<IReadOnlyList<JsonObject>> MessagesAsync(string app, CancellationToken ct) =>
        Items(await SendAsync(HttpMethod.Get, $"messages?app={Escape(app)}", null, ct));

    public Task<Reply> ChangeNumberAsync(string number, JsonNode? change, CancellationToken ct) =>
        SendAsync(HttpMethod.Patch, $"numbers/{Escape(number)}", change, ct);

    public Task<Reply> AddFaultAsync(JsonNode rule, CancellationToken ct) => SendAsync(HttpMethod.Post, "faults", rule, ct);

    /// <summary>One that is gone already is no problem.</summary>
    public Task<Reply> RemoveFaultAsync(string id, CancellationToken ct) => SendAsync(HttpMethod.Delete, $"faults/{Escape(id)}", null, ct, accepted: 404);

    /// <summary>The requests of the platform's API that were answered so, those of unknown applications where <paramref name="app"/> has none.</summary>
    public async Task<IReadOnlyList<JsonObject>> RequestsAsync(string app, string resultCode, CancellationToken ct)
    {
        var own = Items(await SendAsync(HttpMethod.Get, $"requests?app={Escape(app)}&resultcode={Escape(resultCode)}", null, ct));
        return own.Count > 0 ? own : Items(await SendAsync(HttpMethod.Get, $"requests?resultcode={Escape(resultCode)}", null, ct));
    }

    public Task<Reply> ResetAsync(string app, CancellationToken ct) => SendAsync(HttpMethod.Post, "reset", new JsonObject { ["app"] = app }, ct);

    /// <summary>The pushes of one call.</summary>
    public async Task<IReadOnlyList<JsonObject>> CallbacksAsync(string app, string sessionId, CancellationToken ct) =>
        Items(await SendAsync(HttpMethod.Get, $"callbacks?app={Escape(app)}&sessionId={Escape(sessionId)}", null, ct));

    /// <summary>The pushes that have changed after the change of this number, and the number of the last one.</summary>
    public async Task<(IReadOnlyList<JsonObject> Items, long Last)> ChangedCallbacksAsync(string app, long after, CancellationToken ct)
    {
        var reply = await SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"callbacks?app={Escape(app)}&after={after}"), null, ct);
        return (Items(reply), (long?)reply.Body?["last"] ?? 0);
    }

    /// <summary>Returns once one has been attempted after the change of this number, or when the time is up.</summary>
    public async Task WaitForCallbackAsync(string app, string? sessionId, string? eventType, long after, TimeSpan timeout, CancellationToken ct)
    {
        var wanted = new JsonObject
        {
            ["app"] = app,
            ["after"] = after,
            ["timeoutMs"] = (long)Math.Min(timeout.TotalMilliseconds, CallbacksApi.LongestWait),
        };
        if (sessionId is not null)
        {
            wanted["sessionId"] = sessionId;
        }

        if (eventType is not null)
        {
            wanted["eventType"] = eventType;
        }

        await SendAsync(HttpMethod.Post, "callbacks/wait", wanted, ct, accepted: 408);
    }

    private async Task<Reply> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken ct, int accepted = 200)
    {
        using var request = new HttpRequestMessage(method, $"{ControlApi.Base}/{path}");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Scalars.Show(body)));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        var reply = await Reply.SendAsync(http, request, ct);
        return reply.Status is >= 200 and < 300 || reply.Status == accepted
            ? reply
            : throw new ControlFailure($"the control API answers {method} /{path} with {reply.Status}: {Reason(reply)}");
    }

    private static string Reason(Reply reply) =>
        reply.Body is JsonObject problem && (problem["detail"] ?? problem["title"]) is { } text ? Scalars.ToText(text) : reply.Text;

    private static IReadOnlyList<JsonObject> Items(Reply reply) => [.. ((reply.Body as JsonObject)?["items"] as JsonArray ?? []).OfType<JsonObject>()];

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
