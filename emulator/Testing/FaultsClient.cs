using System.Text.Json;
using PrivateNumber.Emulator.Faults;

namespace PrivateNumber.Emulator.Testing;

/// <summary>What goes wrong on purpose: in answers of the platform's API, and in pushes.</summary>
public sealed class FaultsClient
{
    private readonly ControlChannel _channel;

    internal FaultsClient(ControlChannel channel) => _channel = channel;

    /// <summary>Makes something go wrong. Where several faults could strike, the oldest does.</summary>
    /// <param name="on">
    /// An operation (<c>axb.bind</c>, <c>ax.setCallee</c>, <c>recording.get</c>, <c>call.stop</c>, …), <c>api</c> for all of them,
    /// a push (<c>push.callin</c>, <c>push.fee</c>, …), or <c>push.*</c>.
    /// </param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How often it strikes, at most 1,000,000 times; null is until it is removed.</param>
    /// <param name="nth">Which match it strikes, counted from 1, at most 1,000,000; null is every one.</param>
    /// <param name="probability">How likely it strikes a match, 0 to 1; which ones it strikes follows from the seed.</param>
    /// <param name="app">The name or key of one application; null gives each a fault of its own.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The fault, one for each application.</returns>
    /// <exception cref="EmulatorException">400: a value that is not allowed, or an unknown <paramref name="on"/>. 404: no such application.</exception>
    /// <example><code>
    /// await emulator.Faults.AddAsync("axb.bind", Fault.ResultCode("1010001"), times: 1);
    /// await emulator.Faults.AddAsync("push.answer", Fault.Duplicate);
    /// </code></example>
    public async Task<IReadOnlyList<InjectedFault>> AddAsync(
        string on,
        Fault fault,
        int? times = null,
        int? nth = null,
        double? probability = null,
        string? app = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var body = ControlChannel.Body(
            ("on", on), ("fault", JsonSerializer.SerializeToNode(fault, TestingJson.Api.Fault)), ("times", times), ("nth", nth), ("probability", probability), ("app", app));
        return app is null
            ? (await _channel.SendAsync(HttpMethod.Post, "faults", body, TestingJson.Api.ItemsInjectedFault, cancellationToken)).List
            : [await _channel.SendAsync(HttpMethod.Post, "faults", body, TestingJson.Api.InjectedFault, cancellationToken)];
    }

    /// <summary>Lists the faults, with how often each has struck.</summary>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The oldest first, one application after the other.</returns>
    /// <exception cref="EmulatorException">404: no such application.</exception>
    public async Task<IReadOnlyList<InjectedFault>> ListAsync(string? app = null, CancellationToken cancellationToken = default) =>
        (await _channel.GetAsync(ControlChannel.Query("faults", ("app", app)), TestingJson.Api.ItemsInjectedFault, cancellationToken)).List;

    /// <summary>Removes a fault.</summary>
    /// <param name="id">Its <see cref="InjectedFault.Id"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Completes when it is removed.</returns>
    /// <exception cref="EmulatorException">404: no such fault.</exception>
    public Task RemoveAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(HttpMethod.Delete, $"faults/{ControlChannel.Escape(id)}", null, cancellationToken);

    /// <summary>Removes all faults.</summary>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Completes when they are removed.</returns>
    /// <exception cref="EmulatorException">404: no such application.</exception>
    public Task ClearAsync(string? app = null, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(HttpMethod.Delete, ControlChannel.Query("faults", ("app", app)), null, cancellationToken);
}

/// <summary>A fault that is in force, and what came of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="App">The name of the application that it is in.</param>
/// <param name="On">The operation or push that it is meant for.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Matched">How many requests or pushes have matched so far.</param>
/// <param name="Struck">How often it has struck.</param>
/// <param name="Times">How often it strikes at most; null is without end.</param>
/// <param name="Nth">Which match it strikes; null is every one.</param>
/// <param name="Probability">How likely it strikes a match; null is always.</param>
public sealed record InjectedFault(
    string Id, string App, string On, Fault Fault, int Matched, int Struck, int? Times = null, int? Nth = null, double? Probability = null);

/// <summary>In a journal: the fault that struck.</summary>
/// <param name="Id">Its <see cref="InjectedFault.Id"/>.</param>
/// <param name="Kind">What went wrong.</param>
public sealed record FaultStrike(string Id, FaultKind Kind);
