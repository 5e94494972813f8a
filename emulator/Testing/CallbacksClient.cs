using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Testing;

/// <summary>What was pushed to the application under test: call events, CDRs, SMS and number notifications.</summary>
public sealed class CallbacksClient
{
    private const int TimedOut = 408;

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly ControlChannel _channel;

    internal CallbacksClient(ControlChannel channel) => _channel = channel;

    /// <summary>The pushes of a call so far, its CDR included, and those that failed too.</summary>
    /// <param name="call">The call.</param>
    /// <returns>In the order in which the platform sent them.</returns>
    /// <example><code>
    /// Assert.That(emulator.Callbacks.For(call).Select(c => c.EventType), Does.Contain("answer"));
    /// </code></example>
    public IReadOnlyList<Callback> For(CallId call) => Blocking.Run(() => ForAsync(call));

    /// <summary>All pushes so far.</summary>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <returns>In the order in which the platform sent them, one application after the other.</returns>
    public IReadOnlyList<Callback> All(string? app = null) => Blocking.Run(() => AllAsync(app));

    /// <summary>Like <see cref="For"/>, without blocking the thread.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>In the order in which the platform sent them.</returns>
    public Task<IReadOnlyList<Callback>> ForAsync(CallId call, CancellationToken cancellationToken = default) =>
        AllAsync(call: call, cancellationToken: cancellationToken);

    /// <summary>The pushes so far that match.</summary>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="call">Only those of this call.</param>
    /// <param name="eventType">Only those of this kind: <c>callin</c> or another event, <c>fee</c>, <c>numStatus</c>, <c>smsNotify</c>, <c>smsBlock</c>.</param>
    /// <param name="state">Only those in this state.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>In the order in which the platform sent them, one application after the other.</returns>
    /// <exception cref="EmulatorException">400: no such kind. 404: no such application.</exception>
    public async Task<IReadOnlyList<Callback>> AllAsync(
        string? app = null,
        CallId? call = null,
        string? eventType = null,
        PushState? state = null,
        CancellationToken cancellationToken = default)
    {
        var path = ControlChannel.Query(
            "callbacks",
            ("app", app),
            ("sessionId", call?.Value),
            ("eventType", eventType),
            ("state", state is { } given ? PushStates.Names.NameOf(given) : null));
        return (await _channel.GetAsync(path, TestingJson.Api.ItemsCallback, cancellationToken)).List;
    }

    /// <summary>Waits until a number of pushes have been attempted: for tests whose clock runs by itself, instead of sleeping.</summary>
    /// <param name="count">How many pushes, counted from the beginning: 1 to 10,000.</param>
    /// <param name="call">Only those of this call.</param>
    /// <param name="eventType">Only those of this kind, such as <c>fee</c>.</param>
    /// <param name="timeout">How long to wait in real time, to the millisecond: at most 10 minutes; null is 5 s.</param>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The pushes that have been attempted, at least as many as asked for.</returns>
    /// <exception cref="EmulatorException">
    /// 408: the time was up; the message tells what did arrive, and why no more can come while the clock stands still. 400: a count or a time-out
    /// out of range, or an unknown kind. 404: no such application.
    /// </exception>
    /// <example><code>
    /// var fee = (await emulator.Callbacks.WaitAsync(call: call, eventType: "fee")).Single();
    /// </code></example>
    public async Task<IReadOnlyList<Callback>> WaitAsync(
        int count = 1,
        CallId? call = null,
        string? eventType = null,
        TimeSpan? timeout = null,
        string? app = null,
        CancellationToken cancellationToken = default)
    {
        var limit = timeout ?? DefaultTimeout;
        var body = ControlChannel.Body(
            ("count", count),
            ("sessionId", call?.Value),
            ("eventType", eventType),
            ("timeoutMs", (long)limit.TotalMilliseconds),
            ("app", app));
        var (status, arrived) = await _channel.TryAsync(
            HttpMethod.Post, "callbacks/wait", body, accepted: TimedOut, TestingJson.Api.ArrivedCallbacks, cancellationToken);
        return status == TimedOut ? throw Missing(count, limit, arrived) : arrived.Items;
    }

    /// <summary>Sends a push once more, as the platform's retries do: the same body, signed anew.</summary>
    /// <param name="callback">A push that has been attempted.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Completes without waiting for the new attempt to be answered.</returns>
    /// <exception cref="EmulatorException">404: it is no longer known. 409: it has not been attempted yet.</exception>
    public Task RedeliverAsync(Callback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return _channel.SendAsync(HttpMethod.Post, $"callbacks/{ControlChannel.Escape(callback.Id)}/redeliver", [], cancellationToken);
    }

    private static EmulatorException Missing(int count, TimeSpan limit, ArrivedCallbacks arrived)
    {
        var types = string.Join(", ", arrived.Items.Select(callback => callback.EventType));
        var hint = arrived.Hint is null ? "" : $". {arrived.Hint}";
        return new(TimedOut, "Waited in vain", $"{arrived.Items.Count} of {count} callbacks within {limit.TotalSeconds:0.###} s: {types}{hint}", []);
    }
}

/// <summary>What a wait answers.</summary>
/// <param name="Items">The pushes that have been attempted.</param>
/// <param name="Hint">Of a wait in vain: what to do.</param>
internal sealed record ArrivedCallbacks(IReadOnlyList<Callback> Items, string? Hint = null);
