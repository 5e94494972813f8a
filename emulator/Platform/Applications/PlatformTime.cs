using System.Globalization;

namespace PrivateNumber.Emulator.Applications;

/// <summary>Times as the platform writes them (decision D10).</summary>
internal static class PlatformTime
{
    private const string Pattern = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Fixed: small images hold no time zones, and China has no daylight saving.</summary>
    private static readonly TimeSpan BeijingOffset = TimeSpan.FromHours(8);

    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>As SMS pushes write it (sms.md §2).</summary>
    public static string UtcMilliseconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Beijing(DateTimeOffset time) => time.ToOffset(BeijingOffset).ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>The day that the platform counts by.</summary>
    public static DateOnly BeijingDay(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(BeijingOffset).DateTime);
}
