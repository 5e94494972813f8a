using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>A scenario file (docs/scenarios.md), checked as a whole.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Words by which a run can choose.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where it was read from.</summary>
    public required string Source { get; init; }

    public required ScenarioApplication Application { get; init; }

    /// <summary>By name; null is a number made up from the seed.</summary>
    public IReadOnlyDictionary<string, string?> Parties { get; init; } = new Dictionary<string, string?>();

    /// <summary>What the stand-in customer answers, per eventType.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CustomerAnswer>> Customer { get; init; } =
        new Dictionary<string, IReadOnlyList<CustomerAnswer>>();

    public IReadOnlyList<ScenarioStep> Steps { get; init; } = [];

    /// <summary>What starts it by itself, in a server that loaded it; null for a scenario that is run.</summary>
    public Trigger? When { get; init; }

    /// <summary>The names that what started it has to bring.</summary>
    public IReadOnlyList<FreeName> FreeNames { get; init; } = [];
}

/// <summary>A <c>$name</c> that is neither a party nor saved by a step, and where it stands.</summary>
internal sealed record FreeName(string Name, Position Position);

/// <summary>The application that a scenario drives.</summary>
internal abstract record ScenarioApplication(Mode Mode)
{
    /// <summary>One of the emulator's own applications.</summary>
    public sealed record Configured(string Name, Mode Mode) : ScenarioApplication(Mode);

    /// <summary>One that is made for the scenario; <paramref name="Node"/> is what the file says.</summary>
    public sealed record Inline(YamlMap Node, ApplicationOptions Options) : ScenarioApplication(Options.Mode);
}

/// <summary>One scripted answer of the stand-in customer.</summary>
internal sealed record CustomerAnswer(int Status, TimeSpan Delay, YamlNode? Body);

/// <summary>What came of loading a file: a scenario, or problems in the order of the file.</summary>
internal sealed record LoadedScenario(Scenario? Scenario, IReadOnlyList<YamlProblem> Problems);
