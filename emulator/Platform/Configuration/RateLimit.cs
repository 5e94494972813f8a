using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>A number of requests in a time, written <c>10/s</c> or, in five seconds, <c>10/5s</c>.</summary>
/// <param name="Count">At least one.</param>
/// <param name="Per">At least a millisecond, and whole milliseconds.</param>
/// <exception cref="ArgumentOutOfRangeException">A count or a time that is not allowed.</exception>
public sealed record RateLimit(int Count, TimeSpan Per)
{
    internal const string Allowed = "a number of requests per time, such as 10/s, 600/m, 5000/h or 10/5s";

    /// <summary>How many requests: at least one.</summary>
    public int Count { get; } = Count > 0 ? Count : throw new ArgumentOutOfRangeException(nameof(Count), Count, "Allowed is at least one request.");

    /// <summary>In which time: at least a millisecond, and whole milliseconds.</summary>
    public TimeSpan Per { get; } = IsWritable(Per) ? Per : throw new ArgumentOutOfRangeException(nameof(Per), Per, "Allowed are whole milliseconds, at least one.");

    internal static bool TryParse(string text, [MaybeNullWhen(false)] out RateLimit limit)
    {
        limit = text.Split('/') is [var number, var per]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            && Durations.TryParse(per.Any(char.IsAsciiDigit) ? per : "1" + per, out var time) && IsWritable(time)
                ? new RateLimit(count, time)
                : null;
        return limit is not null;
    }

    /// <summary>As it is written.</summary>
    public override string ToString()
    {
        var per = Durations.Format(Per);
        return string.Create(CultureInfo.InvariantCulture, $"{Count}/{(per[0] == '1' && !per.Skip(1).Any(char.IsAsciiDigit) ? per[1..] : per)}");
    }

    private static bool IsWritable(TimeSpan per) => per > TimeSpan.Zero && per.Ticks % TimeSpan.TicksPerMillisecond == 0;
}
