using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>Which time an application lives in.</summary>
public sealed record ClockOptions
{
    /// <summary>What moves the clock.</summary>
    public ClockMode Mode { get; init; }

    /// <summary>Seconds of a scaled clock in one real second.</summary>
    public double Factor { get; init; } = 60;

    /// <summary>Where a manual or scaled clock begins; null is the time of the start.</summary>
    public DateTimeOffset? Start { get; init; }

    internal ClockSettings Settings => new(Mode, Factor, Start);
}

/// <summary>The clock modes as they are written.</summary>
internal static class ClockModes
{
    public static Choices<ClockMode> Names { get; } = new(("real", ClockMode.Real), ("manual", ClockMode.Manual), ("scaled", ClockMode.Scaled));
}
