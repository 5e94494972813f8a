namespace PrivateNumber.Emulator.Time;

internal static class WallClock
{
#pragma warning disable RS0030 // The one place where the wall clock enters; everything else is handed a TimeProvider or a Scheduler.
    public static TimeProvider Provider { get; } = TimeProvider.System;
#pragma warning restore RS0030
}
