using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>Everything that can be configured; what is left out keeps the value it has here.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Ids, made-up numbers and random picks follow from it.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>The clock that every application starts with.</summary>
    public ClockOptions Clock { get; init; } = new();

    /// <summary>The connection is closed after each answer, as the platform documents (decision D13).</summary>
    public bool ShortConnections { get; init; } = true;

    /// <summary>How closely the platform's refusals are followed.</summary>
    public Strictness Strictness { get; init; }

    /// <summary>How requests are authenticated.</summary>
    public AuthOptions Auth { get; init; } = new();

    /// <summary>How pushes are delivered.</summary>
    public CallbackOptions Callbacks { get; init; } = new();

    /// <summary>How the handset of this number behaves when a call names no outcome; others answer.</summary>
    public IReadOnlyDictionary<string, Outcome> Phones { get; init; } = new Dictionary<string, Outcome>();

    /// <summary>The applications; left out, one of each mode.</summary>
    public IReadOnlyList<ApplicationOptions> Applications { get; init; } = [];

    /// <summary>What the server listens on; port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080", "https://127.0.0.1:8443"];

    /// <summary>The certificate of <c>https</c> addresses.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>Where state survives a restart; null keeps it in memory alone.</summary>
    public string? DataDir { get; init; }

    /// <summary>A folder of reactive scenarios.</summary>
    public string? Scenarios { get; init; }

    /// <summary>A file that receives the ports, one a line, once they are bound.</summary>
    public string? PortFile { get; init; }
}

/// <summary>How closely the platform's refusals are followed.</summary>
public enum Strictness
{
    /// <summary>As documented.</summary>
    Vendor,

    /// <summary>Accepts malformed A and B numbers, which never match a caller, and braces in <c>userData</c> (decisions D17, D35).</summary>
    Lenient,
}

/// <summary>The written names of <see cref="Configuration.Strictness"/>.</summary>
internal static class Strictnesses
{
    public static Choices<Strictness> Names { get; } = new(("vendor", Strictness.Vendor), ("lenient", Strictness.Lenient));
}
