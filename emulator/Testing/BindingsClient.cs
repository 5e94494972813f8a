using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Testing;

/// <summary>The current bindings.</summary>
public sealed class BindingsClient
{
    private readonly ControlChannel _channel;

    internal BindingsClient(ControlChannel channel) => _channel = channel;

    /// <summary>Lists the current bindings.</summary>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Those that have neither expired nor been removed.</returns>
    /// <example><code>
    /// var binding = (await emulator.Bindings.ListAsync("orders")).Single();
    /// Assert.That(binding["calleeNum"], Is.EqualTo("+8613800000022"));
    /// </code></example>
    public async Task<IReadOnlyList<Binding>> ListAsync(string? app = null, CancellationToken cancellationToken = default)
    {
        var path = ControlChannel.Query("bindings", ("app", app));
        var items = (await _channel.GetAsync(path, TestingJson.Api.ItemsJsonObject, cancellationToken)).List;
        return [.. items.Select(item => new Binding(item))];
    }
}

/// <summary>A binding, with the fields of its mode.</summary>
public sealed record Binding
{
    internal Binding(JsonObject fields) => Fields = fields;

    /// <summary>The name of its application.</summary>
    public string App => this["app"]!;

    /// <summary>The mode of its application.</summary>
    public Mode Mode => ModeNames.Choices.TryParse(this["mode"], out var mode) ? mode : throw new FormatException($"{this["mode"]} is not a mode.");

    /// <summary>When it expires; null if it never does.</summary>
    public DateTimeOffset? ExpiresAt => (DateTimeOffset?)Fields["expiresAt"];

    /// <summary>All its fields, by the platform's own names.</summary>
    public JsonObject Fields { get; }

    /// <summary>A field as text, such as <c>binding["subscriptionId"]</c>; null when it has no value.</summary>
    /// <param name="field">The platform's own name of the field.</param>
    public string? this[string field] => Fields[field]?.ToString();
}
