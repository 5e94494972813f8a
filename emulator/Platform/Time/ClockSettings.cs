namespace PrivateNumber.Emulator.Time;

/// <summary>
/// The factor counts for a scaled clock only, the start for one that is manual or scaled. Without a start a manual clock begins at the wall time
/// at which its scheduler is made, also after a reset; a scaled one begins at that of the reset.
/// </summary>
internal sealed record ClockSettings(ClockMode Mode, double Factor = 1, DateTimeOffset? Start = null);
