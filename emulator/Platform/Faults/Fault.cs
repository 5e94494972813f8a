using PrivateNumber.Emulator.Api;

namespace PrivateNumber.Emulator.Faults;

/// <summary>What goes wrong, with what its kind needs to know.</summary>
internal sealed record Fault(FaultKind Kind)
{
    public ResultCode? Code { get; init; }

    public int? Status { get; init; }

    /// <summary>Of a reordered push: how long it waits at most for one to change places with.</summary>
    public TimeSpan? Delay { get; init; }
}

/// <summary>A fault with what it strikes and how often, and how often it has.</summary>
internal sealed record FaultRule
{
    public string Id { get; init; } = "";

    /// <summary>One of <see cref="FaultTargets.Names"/>.</summary>
    public required string On { get; init; }

    /// <summary>Null: until it is deleted.</summary>
    public int? Times { get; init; }

    /// <summary>Only the n-th request or push of those it is meant for.</summary>
    public int? Nth { get; init; }

    public double? Probability { get; init; }

    public required Fault Fault { get; init; }

    /// <summary>How many requests or pushes it was meant for so far.</summary>
    public int Matched { get; init; }

    public int Struck { get; init; }
}
