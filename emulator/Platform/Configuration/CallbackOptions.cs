namespace PrivateNumber.Emulator.Configuration;

/// <summary>How pushes are delivered (call-notifications.md §7).</summary>
public sealed record CallbackOptions
{
    /// <summary>How long a customer's server may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When a failed push is tried again, counted from its first attempt.</summary>
    public IReadOnlyList<TimeSpan> RetryAfter { get; init; } =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(9),
        TimeSpan.FromMinutes(106), TimeSpan.FromMinutes(203), TimeSpan.FromMinutes(300),
    ];

    /// <summary>Where pushes to this host are sent instead.</summary>
    public IReadOnlyDictionary<string, string> RewriteHosts { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether a push to a loopback URL leaves a container for the host that it runs on, where <c>host.docker.internal</c> or
    /// <c>host.containers.internal</c> resolves; <see cref="RewriteHosts"/> goes before.
    /// </summary>
    public bool RewriteLoopback { get; init; } = true;

    /// <summary>Which certificates of https URLs are trusted.</summary>
    public CallbackTls Tls { get; init; }

    /// <summary>A PEM file of the only certificates to trust, whatever <see cref="Tls"/> says.</summary>
    public string? CaFile { get; init; }
}
