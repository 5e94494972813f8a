using System.Text.Json;
using PrivateNumber.Emulator.Faults;

namespace PrivateNumber.Emulator.Testing;

/// <summary>What goes wrong on purpose: in answers of the platform's API, and in pushes.</summary>
public sealed class FaultsClient
{
    private readonly ControlChannel _channel;

    internal FaultsClient(ControlChannel channel) => _channel = channel;

    /// <summary>Lets something go wrong. Of several faults the oldest that is due strikes.</summary>
    /// <param name="on">
    /// An operation (<c>axb.bind</c>, <c>ax.setCallee</c>, <c>recording.get</c>, <c>call.stop</c>, …), <c>api</c> for all of them,
    /// a push (<c>push.callin</c>, <c>push.fee</c>, …), or <c>push.*</c>.
    /// </param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">So many, then no more; null is until it is removed.</param>
    /// <param name="nth">Only the n-th of those it is meant for, counted from 1.</param>
    /// <param name="probability">0 to 1; which ones follows from the seed.</param>
    /// <param name="app">The name or key of one application; null gives each a fault of its own.</param>
    /// <param name="cancellationToken">Gives up.</param>
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

    /// <summary>The faults, with how often each has struck.</summary>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The oldest first, one application after the other.</returns>
    /// <exception cref="EmulatorException">404: no such application.</exception>
    public async Task<IReadOnlyList<InjectedFault>> ListAsync(string? app = null, CancellationToken cancellationToken = default) =>
        (await _channel.GetAsync(ControlChannel.Query("faults", ("app", app)), TestingJson.Api.ItemsInjectedFault, cancellationToken)).List;

    /// <summary>Takes one fault back.</summary>
    /// <param name="id">Its <see cref="InjectedFault.Id"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when it is gone.</returns>
    /// <exception cref="EmulatorException">404: no such fault.</exception>
    public Task RemoveAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(HttpMethod.Delete, $"faults/{ControlChannel.Escape(id)}", null, cancellationToken);

    /// <summary>Takes all faults back.</summary>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when they are gone.</returns>
    /// <exception cref="EmulatorException">404: no such application.</exception>
    public Task ClearAsync(string? app = null, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(HttpMethod.Delete, ControlChannel.Query("faults", ("app", app)), null, cancellationToken);
}

/// <summary>A fault that is in force, and what came of it.</summary>
/// <param name="Id">The emulator's name of it.</param>
/// <param name="App">The name of the application that it is in.</param>
/// <param name="On">The operation or push that it is meant for.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Matched">How many requests or pushes it was meant for so far.</param>
/// <param name="Struck">How often it has struck.</param>
/// <param name="Times">After so many it strikes no more; null for no end.</param>
/// <param name="Nth">Only the n-th of those it is meant for; null for any.</param>
/// <param name="Probability">0 to 1; null for always.</param>
public sealed record InjectedFault(
    string Id, string App, string On, Fault Fault, int Matched, int Struck, int? Times = null, int? Nth = null, double? Probability = null);

/// <summary>In a journal: the fault that struck.</summary>
/// <param name="Id">Its <see cref="InjectedFault.Id"/>.</param>
/// <param name="Kind">What went wrong.</param>
public sealed record FaultStrike(string Id, FaultKind Kind);
