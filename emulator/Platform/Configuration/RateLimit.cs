using System.Globalization;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>So many requests in a second, minute or hour, written <c>10/s</c>.</summary>
public sealed record RateLimit(int Count, TimeSpan Per)
{
    internal const string Allowed = "a number of requests per second, minute or hour, such as 10/s, 600/m or 5000/h";

    private static readonly (string Name, TimeSpan Per)[] Units =
        [("/s", TimeSpan.FromSeconds(1)), ("/m", TimeSpan.FromMinutes(1)), ("/h", TimeSpan.FromHours(1))];

    internal static bool TryParse(string text, out RateLimit limit)
    {
        limit = new RateLimit(0, TimeSpan.Zero);
        foreach (var (name, per) in Units)
        {
            if (text.EndsWith(name, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(0, text.Length - name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count > 0)
            {
                limit = new RateLimit(count, per);
                return true;
            }
        }

        return false;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count}{Array.Find(Units, unit => unit.Per == Per).Name}");
}
