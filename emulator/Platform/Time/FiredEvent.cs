namespace PrivateNumber.Emulator.Time;

/// <summary>An event that an advance has run, with the time that it saw.</summary>
internal sealed record FiredEvent(DateTimeOffset At, string What, string App, string? SessionId);
