using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Time;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>What the values of the configuration may look like.</summary>
internal static class Rules
{
    public const int LongestKey = 128;
    public const int LongestFileName = 128;

    private const int LongestName = 64;

    /// <summary>Nobody waits longer for an answer, and timers end not long after.</summary>
    public static readonly TimeSpan LongestInReality = TimeSpan.FromDays(1);

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"];

    public static ScalarRule<string> Name { get; } = ScalarRules.Text(
        text => text.Length is > 0 and <= LongestName && text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-'),
        "1 to 64 letters, digits, _ or -");

    /// <summary>A key travels inside a quoted header parameter (auth.md §1).</summary>
    public static ScalarRule<string> Key { get; } = ScalarRules.Text(
        text => text.Length is > 0 and <= LongestKey && text.All(letter => letter is > ' ' and < '\u007F' and not ('"' or ',' or '\\')),
        "1 to 128 printable ASCII characters without blanks, commas and quotes");

    public static ScalarRule<string> Path { get; } = ScalarRules.Text(text => text.Trim().Length > 0, "a path");

    public static ScalarRule<string> Certificates { get; } = ScalarRules.Text(HoldsCertificates, "a PEM file with certificates");

    public static ScalarRule<string> SpId { get; } = ScalarRules.Text(text => text.Trim().Length > 0, "a text that is not empty");

    public static ScalarRule<string> Url { get; } = ScalarRules.Text(
        text => text == text.Trim() && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https" },
        "an absolute http:// or https:// URL without blanks around it");

    /// <summary>Of a push that may have none.</summary>
    public static ScalarRule<string> UrlOrNull { get; } = Url with { Allowed = Url.Allowed + ", or null" };

    public static ScalarRule<string> Host { get; } =
        ScalarRules.Text(text => Uri.CheckHostName(text) != UriHostNameType.Unknown, "a host name or an IP address, without scheme and port");

    public static ScalarRule<string> CertifiedHost { get; } = ScalarRules.Text(
        text => Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) != UriHostNameType.Unknown,
        "a host name such as emulator or *.example.test, or an IP address");

    /// <summary>Privacy numbers are mobile numbers (platform.md §2).</summary>
    public static ScalarRule<string> Number { get; } =
        ScalarRules.Text(text => PhoneNumber.TryParse(text, out var number) && number.Kind == NumberKind.Mobile, "a number as \"+86\" and 11 digits");

    /// <summary>Who can be bound (ax.md §1.3). A landline is written without the 0 of its city (platform.md §2).</summary>
    public static ScalarRule<string> Bindable { get; } = ScalarRules.Text(
        text => PhoneNumber.TryParse(text, out var number) && number.CanBeBound,
        "a mobile number as \"+86\" and 11 digits, or a landline as \"+86\", city code without 0 and number");

    /// <summary>Who can call and be called: service numbers too (ax.md §1.3).</summary>
    public static ScalarRule<string> Party { get; } = ScalarRules.Text(
        text => PhoneNumber.TryParse(text, out _), $"{Bindable.Allowed}, or \"+86\" and a 400 or 95 number");

    public static ScalarRule<string> MissingCallbackRecord { get; } =
        ScalarRules.Text(text => text is "none" or "tone" || Party.TryParse(text, out _), $"none, tone, or {Party.Allowed}");

    public static ScalarRule<string> AreaCode { get; } = ScalarRules.Text(
        text => text.Length is 3 or 4 && text[0] == '0' && text.All(char.IsAsciiDigit), "a city code with its leading 0, such as \"0755\" or \"010\"");

    /// <summary>recording.md, "Name" of a voice file.</summary>
    public static ScalarRule<string> VoiceFile { get; } = ScalarRules.Text(
        text => text.Length <= LongestFileName
            && text.Length > 4
            && text.EndsWith(".wav", StringComparison.Ordinal)
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@'),
        "a file name of letters, digits, - _ . @ that ends in .wav");

    public static ScalarRule<IReadOnlyList<string>> Urls { get; } = new(TryParseUrls, "URLs of an IP address, localhost or * (all interfaces), such as http://127.0.0.1:8080, separated by semicolons");

    public static ScalarRule<IPNetwork> Network { get; } =
        new(TryParseNetwork, "an IP address, or a block such as 10.0.0.0/8");

    public static ScalarRule<RateLimit> RateLimit { get; } = new(Configuration.RateLimit.TryParse, Configuration.RateLimit.Allowed + ", or null");

    public static ScalarRule<double> Factor { get; } = new(
        (string text, out double factor) => double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out factor)
            && factor > 0
            && double.IsFinite(factor),
        "a number above 0");

    public static ScalarRule<DateTimeOffset> Time { get; } = new(
        (string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
            text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
            && time <= Clock.End,
        "a time such as 2026-01-31T08:00:00Z, at most 9000-01-01");

    public static ScalarRule<TimeSpan> LastingDuration { get; } = new(
        (string text, out TimeSpan duration) => ScalarRules.Duration.TryParse(text, out duration) && duration > TimeSpan.Zero,
        ScalarRules.Duration.Allowed);

    /// <summary>What somebody waits for in real time, whatever the clocks of the applications do.</summary>
    public static ScalarRule<TimeSpan> RealDuration { get; } = new(
        (string text, out TimeSpan duration) => LastingDuration.TryParse(text, out duration) && duration <= LongestInReality,
        "a duration of at most 24h, such as 250ms or 5s");

    private static bool HoldsCertificates(string path)
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(path);
            return found.Count > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    private static bool TryParseUrls(string text, out IReadOnlyList<string> urls)
    {
        urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return urls.Count > 0 && urls.All(IsBindable);
    }

    private static bool IsBindable(string url)
    {
        try
        {
            // Kestrel takes a host that it does not know for all interfaces, and a port that it cannot read for a part of the host.
            return BindingAddress.Parse(url)
                is { Scheme: "http" or "https", IsUnixPipe: false, IsNamedPipe: false, Port: >= 0 and <= ushort.MaxValue, PathBase: "" } address
                && (address.Host is "*" or "+" or "localhost" || IPAddress.TryParse(address.Host, out _));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool TryParseNetwork(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }
}
