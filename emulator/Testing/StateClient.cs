using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Testing;

/// <summary>
/// The whole state: applications, numbers, bindings, recordings, clocks and what is still to be pushed, but neither running calls nor journals.
/// </summary>
public sealed class StateClient
{
    private readonly ControlChannel _channel;

    internal StateClient(ControlChannel channel) => _channel = channel;

    /// <summary>Saves the state under a name; a reset leaves it there. A snapshot of the same name is replaced.</summary>
    /// <param name="name">Any text.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Completes when it is saved.</returns>
    /// <example><code>
    /// await emulator.State.TakeSnapshotAsync("bound");
    /// await api.UnbindAsync(x);
    /// await emulator.State.RestoreAsync("bound");
    /// </code></example>
    public Task TakeSnapshotAsync(string name, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(HttpMethod.Post, $"snapshots/{ControlChannel.Escape(name)}", [], cancellationToken);

    /// <summary>Restores a saved state; a snapshot can be restored any number of times.</summary>
    /// <param name="name">The name that it was saved under.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Completes when it is restored.</returns>
    /// <exception cref="EmulatorException">404: no snapshot of that name.</exception>
    public Task RestoreAsync(string name, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(HttpMethod.Post, $"snapshots/{ControlChannel.Escape(name)}/restore", [], cancellationToken);

    /// <summary>Forgets a snapshot.</summary>
    /// <param name="name">The name that it was saved under.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Completes when it is gone.</returns>
    /// <exception cref="EmulatorException">404: no snapshot of that name.</exception>
    public Task DeleteSnapshotAsync(string name, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(HttpMethod.Delete, $"snapshots/{ControlChannel.Escape(name)}", null, cancellationToken);

    /// <summary>Lists the names of the snapshots.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>In alphabetical order.</returns>
    public async Task<IReadOnlyList<string>> ListSnapshotsAsync(CancellationToken cancellationToken = default) =>
        [.. (await _channel.GetAsync("snapshots", TestingJson.Api.ItemsJsonObject, cancellationToken)).List.Select(item => (string)item["name"]!)];

    /// <summary>Exports the state as one versioned document, to be kept in a file or attached to a bug report.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The document.</returns>
    public Task<JsonObject> ExportAsync(CancellationToken cancellationToken = default) =>
        _channel.GetAsync("state", TestingJson.Api.JsonObject, cancellationToken);

    /// <summary>Replaces all state by an exported document. A faulty one changes nothing.</summary>
    /// <param name="document">As <see cref="ExportAsync"/> gave it, here or at another emulator.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Completes when it is restored.</returns>
    /// <exception cref="EmulatorException">400: a faulty document, or one of a newer emulator.</exception>
    public Task ImportAsync(JsonObject document, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        return _channel.SendAsync(HttpMethod.Put, "state", document, cancellationToken);
    }
}
