using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>Everything that can be configured; what is left out keeps the value it has here.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Ids, numbers and jitter follow from it.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>The clock that every application starts with.</summary>
    public ClockOptions Clock { get; init; } = new();

    /// <summary>Whether the connection is closed after each answer, as the platform documents (spec decision D13).</summary>
    public bool ShortConnections { get; init; } = true;

    /// <summary>Whether what real clients get wrong is refused as the platform does it.</summary>
    public Strictness Strictness { get; init; }

    /// <summary>How requests are authenticated.</summary>
    public AuthOptions Auth { get; init; } = new();

    /// <summary>How pushes are delivered.</summary>
    public CallbackOptions Callbacks { get; init; } = new();

    /// <summary>How handsets behave when a call names no outcome, by number.</summary>
    public IReadOnlyDictionary<string, Outcome> Phones { get; init; } = new Dictionary<string, Outcome>();

    /// <summary>The applications; left out, one of each mode.</summary>
    public IReadOnlyList<ApplicationOptions> Applications { get; init; } = [];

    /// <summary>What the server listens on; <c>--urls</c>.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080", "https://127.0.0.1:8443"];

    /// <summary>The certificate of <c>https</c> addresses.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>Where state survives a restart, or null for memory only; <c>--data-dir</c>.</summary>
    public string? DataDir { get; init; }

    /// <summary>A folder of reactive scenarios; <c>--scenarios</c>.</summary>
    public string? Scenarios { get; init; }

    /// <summary>A file that receives the ports once they are bound; <c>--port-file</c>.</summary>
    public string? PortFile { get; init; }
}

/// <summary>How closely the platform's refusals are followed.</summary>
public enum Strictness
{
    /// <summary>As documented.</summary>
    Vendor,

    /// <summary>Accepts what some real clients send (spec decisions D17 and D35).</summary>
    Lenient,
}

/// <summary>The written names of <see cref="Configuration.Strictness"/>.</summary>
internal static class Strictnesses
{
    public static Choices<Strictness> Names { get; } = new(("vendor", Strictness.Vendor), ("lenient", Strictness.Lenient));
}
