using System.Globalization;
using System.Text;

namespace PrivateNumber.Emulator.Text;

/// <summary>Durations as people write them: <c>250ms</c>, <c>5s</c>, <c>1h30m</c>, <c>90d</c>; a bare <c>0</c> needs no unit.</summary>
internal static class Durations
{
    public const string Allowed = "a duration of at most 36500d, such as 250ms, 5s, 2m, 1h30m or 90d";

    /// <summary>A century: nothing in a test lasts longer, and no sum of a few of them leaves the calendar.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private static readonly (string Name, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text is "0")
        {
            return true;
        }

        var rest = text.AsSpan();
        var ticks = 0L;
        // Units only descend, so each stands once: 30m1h and 1m1m are typing errors.
        for (var next = 0; !rest.IsEmpty; next++)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0 || !long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            {
                return false;
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAnyInRange('0', '9');
            var unit = letters < 0 ? rest : rest[..letters];
            while (next < Units.Length && !unit.SequenceEqual(Units[next].Name))
            {
                next++;
            }

            if (next == Units.Length || amount > (Longest.Ticks - ticks) / Units[next].Ticks)
            {
                return false;
            }

            ticks += amount * Units[next].Ticks;
            rest = rest[unit.Length..];
        }

        duration = new TimeSpan(ticks);
        return text is { Length: > 0 };
    }

    /// <summary>The shortest text that <see cref="TryParse"/> reads back; what is finer than a millisecond is cut off.</summary>
    public static string Format(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        var text = new StringBuilder();
        var rest = duration.Ticks;
        foreach (var (name, ticks) in Units)
        {
            if (rest >= ticks)
            {
                text.Append(CultureInfo.InvariantCulture, $"{rest / ticks}{name}");
                rest %= ticks;
            }
        }

        return text.Length == 0 ? "0" : text.ToString();
    }
}
