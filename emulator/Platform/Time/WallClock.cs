namespace PrivateNumber.Emulator.Time;

internal static class WallClock
{
    /// <summary>Timers end at 49.7 days.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

#pragma warning disable RS0030 // The one place where the wall clock enters; everything else is handed a TimeProvider or a Scheduler.
    public static TimeProvider Provider { get; } = TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>Waits, however long.</summary>
    public static async Task PassAsync(TimeSpan time, CancellationToken ct)
    {
        for (; time > LongestTimer; time -= LongestTimer)
        {
            await Task.Delay(LongestTimer, Provider, ct);
        }

        await Task.Delay(time, Provider, ct);
    }
}
