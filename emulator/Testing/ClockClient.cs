using System.Globalization;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Testing;

/// <summary>The clocks of the applications. Those of an embedded emulator stand still until they are moved here.</summary>
public sealed class ClockClient
{
    private readonly ControlChannel _channel;

    internal ClockClient(ControlChannel channel) => _channel = channel;

    /// <summary>Moves time forward: runs everything that falls due, in order, and waits for the pushes that it causes.</summary>
    /// <param name="by">How far, to the millisecond; not negative.</param>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Cancels the request; what has happened by then stays.</param>
    /// <returns>The time now and what happened on the way.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative time.</exception>
    /// <exception cref="EmulatorException">400: beyond the end of the year 9999. 404: no such application.</exception>
    /// <example><code>
    /// await emulator.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
    /// </code></example>
    public Task<ClockAdvance> AdvanceAsync(TimeSpan by, string? app = null, CancellationToken cancellationToken = default) =>
        AdvanceAsync("by", Durations.Format(by), app, cancellationToken);

    /// <summary>Moves time forward to a point: runs everything that falls due, in order, and waits for the pushes that it causes.</summary>
    /// <param name="to">Not before now.</param>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Cancels the request; what has happened by then stays.</param>
    /// <returns>The time now and what happened on the way.</returns>
    /// <exception cref="EmulatorException">400: that time has passed. 404: no such application.</exception>
    public Task<ClockAdvance> AdvanceToAsync(DateTimeOffset to, string? app = null, CancellationToken cancellationToken = default) =>
        AdvanceAsync("to", Written(to), app, cancellationToken);

    /// <summary>Moves the time of a call's application until the call has ended and its CDR has been pushed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancels the request; what has happened by then stays.</param>
    /// <returns>The time now and what happened on the way.</returns>
    /// <exception cref="EmulatorException">404: no such call.</exception>
    public Task<ClockAdvance> AdvanceUntilCallEndsAsync(CallId call, CancellationToken cancellationToken = default) =>
        AdvanceAsync("untilCallEnds", call.Value, null, cancellationToken);

    /// <summary>Stops time, or lets it run.</summary>
    /// <param name="mode">What moves the clock from now on.</param>
    /// <param name="factor">Scaled: how many seconds the clock goes on in a real one; null is the configured factor.</param>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Completes when it is set.</returns>
    /// <exception cref="EmulatorException">400: a factor that is not allowed. 404: no such application.</exception>
    public Task SetAsync(ClockMode mode, double? factor = null, string? app = null, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(
            HttpMethod.Put,
            "clock",
            ControlChannel.Body(("mode", ClockModes.Names.NameOf(mode)), ("factor", factor), ("app", app)),
            cancellationToken);

    /// <summary>Reads the clock of an application.</summary>
    /// <param name="app">The application's name or key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What it shows now.</returns>
    /// <exception cref="EmulatorException">404: no such application.</exception>
    public Task<ClockState> GetAsync(string app, CancellationToken cancellationToken = default) =>
        _channel.GetAsync(ControlChannel.Query("clock", ("app", app)), TestingJson.Api.ClockState, cancellationToken);

    /// <summary>Reads the clocks of all applications.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What they show now.</returns>
    public async Task<IReadOnlyList<ClockState>> ListAsync(CancellationToken cancellationToken = default) =>
        (await _channel.GetAsync("clock", TestingJson.Api.ItemsClockState, cancellationToken)).List;

    private static string Written(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private Task<ClockAdvance> AdvanceAsync(string how, string value, string? app, CancellationToken ct) => _channel.SendAsync(
        HttpMethod.Post, "clock/advance", ControlChannel.Body((how, value), ("app", app)), TestingJson.Api.ClockAdvance, ct);
}

/// <summary>What the clock of an application shows.</summary>
/// <param name="App">The application's name.</param>
/// <param name="Mode">What moves the clock.</param>
/// <param name="Factor">How many seconds a scaled clock goes on in a real one.</param>
/// <param name="Now">The time.</param>
/// <param name="Next">When something is due next, such as an event of a call or the end of a binding; null where nothing is.</param>
public sealed record ClockState(string App, ClockMode Mode, double Factor, DateTimeOffset Now, DateTimeOffset? Next);

/// <summary>What came of moving time forward.</summary>
/// <param name="Now">The time now.</param>
/// <param name="Fired">What happened on the way, in order.</param>
public sealed record ClockAdvance(DateTimeOffset Now, IReadOnlyList<ClockEvent> Fired);

/// <summary>Something that happened because it was due.</summary>
/// <param name="At">When, on the application's clock.</param>
/// <param name="What">What it was.</param>
/// <param name="App">The application's name; empty if it belongs to none.</param>
/// <param name="SessionId">The call that it belongs to, or null.</param>
public sealed record ClockEvent(DateTimeOffset At, string What, string App, string? SessionId = null);
