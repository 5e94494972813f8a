using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Testing;

/// <summary>Calls: placed, driven by hand, and looked at.</summary>
public sealed class CallsClient
{
    private readonly ControlChannel _channel;

    internal CallsClient(ControlChannel channel) => _channel = channel;

    /// <summary>
    /// Places a call to a privacy number. What is due at once happens at once; the rest waits for the clock. What the platform itself decides is
    /// not for the caller to say: it follows from the bindings.
    /// </summary>
    /// <param name="from">Who calls, with <c>+86</c>.</param>
    /// <param name="to">The privacy number dialled, with <c>+86</c>.</param>
    /// <param name="ringsFor">How long the callee's phone rings, to the millisecond; null is 3 s, for no answer 60 s.</param>
    /// <param name="talksFor">How long an answered call lasts, to the millisecond; null is 20 s.</param>
    /// <param name="outcome">What the callee's phone does; null is what is configured for that phone; if nothing is, it answers.</param>
    /// <param name="hangsUp">Who ends an answered call; null is the caller.</param>
    /// <param name="keys">AXE: what the caller keys, one entry for each time that the platform asks.</param>
    /// <param name="interactive">Whether it rings until <see cref="AnswerAsync"/>, <see cref="RejectAsync"/> or <see cref="HangUpAsync"/>.</param>
    /// <param name="app">The name or key of the application; null is the owner of the number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call that was placed.</returns>
    /// <exception cref="EmulatorException">400: a value that is not allowed. 404: no application has the number dialled.</exception>
    /// <example><code>
    /// var call = await emulator.Calls.PlaceAsync(from: a, to: x, talksFor: TimeSpan.FromMinutes(1), hangsUp: Party.Callee);
    /// </code></example>
    public Task<PlacedCall> PlaceAsync(
        string from,
        string to,
        TimeSpan? ringsFor = null,
        TimeSpan? talksFor = null,
        Outcome? outcome = null,
        Party? hangsUp = null,
        IEnumerable<string>? keys = null,
        bool interactive = false,
        string? app = null,
        CancellationToken cancellationToken = default)
    {
        var body = ControlChannel.Body(
            ("from", from),
            ("to", to),
            ("ringsFor", Duration(ringsFor)),
            ("talksFor", Duration(talksFor)),
            ("outcome", outcome is { } ends ? Outcomes.Names.NameOf(ends) : null),
            ("hangsUp", hangsUp is { } party ? Parties.Names.NameOf(party) : null),
            ("keys", keys is null ? null : new JsonArray([.. keys.Select(entry => JsonValue.Create(entry))])),
            ("interactive", interactive),
            ("app", app));
        return _channel.SendAsync(HttpMethod.Post, "calls", body, TestingJson.Api.PlacedCall, cancellationToken);
    }

    /// <summary>Gets a call as it is now.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Its state, its events and its CDR.</returns>
    /// <exception cref="EmulatorException">404: no such call.</exception>
    public Task<SimulatedCall> GetAsync(CallId call, CancellationToken cancellationToken = default) =>
        _channel.GetAsync(PathOf(call), TestingJson.Api.SimulatedCall, cancellationToken);

    /// <summary>Lists the calls so far.</summary>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>In the order in which they were placed.</returns>
    public async Task<IReadOnlyList<SimulatedCall>> ListAsync(string? app = null, CancellationToken cancellationToken = default) =>
        (await _channel.GetAsync(ControlChannel.Query("calls", ("app", app)), TestingJson.Api.ItemsSimulatedCall, cancellationToken)).List;

    /// <summary>The callee answers an interactive call that is ringing.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call, as it is afterwards.</returns>
    /// <exception cref="EmulatorException">404: no such call. 409: it is not interactive, or is not ringing.</exception>
    public Task<SimulatedCall> AnswerAsync(CallId call, CancellationToken cancellationToken = default) =>
        DriveAsync(call, "answer", [], cancellationToken);

    /// <summary>The callee rejects an interactive call that is ringing.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call, as it is afterwards.</returns>
    /// <exception cref="EmulatorException">404: no such call. 409: it is not interactive, or is not ringing.</exception>
    public Task<SimulatedCall> RejectAsync(CallId call, CancellationToken cancellationToken = default) =>
        DriveAsync(call, "reject", [], cancellationToken);

    /// <summary>One side hangs up.</summary>
    /// <param name="call">The call.</param>
    /// <param name="party">Who hangs up.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call, as it is afterwards.</returns>
    /// <exception cref="EmulatorException">404: no such call. 409: it is over.</exception>
    public Task<SimulatedCall> HangUpAsync(CallId call, Party party = Party.Caller, CancellationToken cancellationToken = default) =>
        DriveAsync(call, "hangup", ControlChannel.Body(("hangsUp", Parties.Names.NameOf(party))), cancellationToken);

    /// <summary>The caller keys digits that the platform waits for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="keys">Up to 32 of 0 to 9, * and #; empty if nothing is keyed.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call, as it is afterwards.</returns>
    /// <exception cref="EmulatorException">400: what cannot be keyed. 404: no such call. 409: the platform is not waiting for keys.</exception>
    public Task<SimulatedCall> KeysAsync(CallId call, string keys, CancellationToken cancellationToken = default) =>
        DriveAsync(call, "keys", ControlChannel.Body(("keys", keys)), cancellationToken);

    private static string? Duration(TimeSpan? duration) => duration is { } given ? Durations.Format(given) : null;

    private static string PathOf(CallId call) => $"calls/{ControlChannel.Escape(call.Value)}";

    private Task<SimulatedCall> DriveAsync(CallId call, string action, JsonObject body, CancellationToken ct) =>
        _channel.SendAsync(HttpMethod.Post, $"{PathOf(call)}/{action}", body, TestingJson.Api.SimulatedCall, ct);
}
