namespace PrivateNumber.Emulator.Time;

/// <summary>
/// The factor counts for a scaled clock only. A manual or scaled clock begins at the start, where null is the wall time at which its
/// scheduler is made.
/// </summary>
internal sealed record ClockSettings(ClockMode Mode, double Factor = 1, DateTimeOffset? Start = null);
