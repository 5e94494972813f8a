using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>How scenarios are run.</summary>
internal sealed record ScenarioRunOptions
{
    /// <summary>Of the embedded emulators.</summary>
    public required EmulatorOptions Configuration { get; init; }

    /// <summary>Reaches a running server, which is used instead of embedded ones.</summary>
    public Func<HttpClient>? Target { get; init; }

    /// <summary>Which of the files are run.</summary>
    public ScenarioFilter Filter { get; init; } = ScenarioFilter.All;

    /// <summary>How many are played at a time; null is one for each processor, and one on a running server.</summary>
    public int? Jobs { get; init; }

    /// <summary>A file that receives the results as JUnit XML.</summary>
    public string? Report { get; init; }

    public bool Verbose { get; init; }

    public bool Colours { get; init; }

    /// <summary>A terminal that shows how far a long run has come; null shows nothing.</summary>
    public TextWriter? Progress { get; init; }
}
