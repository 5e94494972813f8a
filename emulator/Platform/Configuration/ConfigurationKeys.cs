using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>
/// Every key that a variable or a flag can set, in the writing of the file. Variables are case-insensitive, so their names are looked up here;
/// <c>#</c> is an index and <c>*</c> a name of the user's own.
/// </summary>
internal static class ConfigurationKeys
{
    /// <summary>The file itself, which a variable and a flag name.</summary>
    public const string File = "config";

    public static IReadOnlyList<string> All { get; } =
    [
        "seed", "shortConnections", "strictness", "urls", "dataDir", "scenarios", "portFile", "phones:*",
        .. Under("tls", "hosts:#", "certificate", "key"),
        .. Under("clock", "mode", "factor", "start"),
        .. Under("auth", "wsse", "createdWindow", "rejectReusedNonce", "lockout:failures", "lockout:within", "lockout:lasts"),
        .. Under("callbacks", "timeout", "retryAfter:#", "rewriteHosts:*", "rewriteLoopback", "tls", "caFile"),
        .. Under(
            "applications:#",
            "name", "mode", "appKey", "appSecret", "spId", "statusUrl", "callinUrl", "feeUrl", "numberStatusUrl", "smsNotifyUrl", "smsControlUrl",
            "pushAuth", "recording", "sms", "numberStatusPush", "extensionDigits", "collectRepeats", "missingCallbackRecord", "memoryCallback", "frozen",
            "status", "ipWhitelist:#", "rateLimit", "voiceFiles:#", "unreported:#", "blacklist:#",
            "numbers:#:number", "numbers:#:areaCode", "numbers:#:count", "numbers:#:sms"),
        .. Under("applications:#:switches", [.. SwitchTable.All.Select(row => row.Name)]),
    ];

    /// <summary>The keys at the top of a file.</summary>
    public static IReadOnlySet<string> Sections { get; } = All.Select(key => key.Split(':')[0]).ToHashSet(StringComparer.Ordinal);

    /// <summary>The segments of a key as the file writes them, or null if there is no such key.</summary>
    public static string[]? Find(string key)
    {
        var segments = key.Split(':');
        return All.Select(pattern => Match(pattern.Split(':'), segments)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The known key that comes closest, with the indexes and names of <paramref name="key"/>; of a group that is named whole, its first.</summary>
    public static string ClosestTo(string key)
    {
        var segments = key.Split(':');
        List<string> known = [File, .. All.Select(pattern => Fill(pattern.Split(':'), segments))];
        return known.Find(candidate => candidate.StartsWith(key + ':', StringComparison.OrdinalIgnoreCase)) ?? Closest.To(key, known)!;
    }

    public static bool IsIndex(string segment) => segment.Length is > 0 and < 7 && segment.All(char.IsAsciiDigit);

    private static IEnumerable<string> Under(string parent, params string[] keys) => keys.Select(key => $"{parent}:{key}");

    private static string[]? Match(string[] pattern, string[] segments)
    {
        if (pattern.Length != segments.Length)
        {
            return null;
        }

        var found = new string[segments.Length];
        for (var i = 0; i < segments.Length; i++)
        {
            var matches = pattern[i] switch
            {
                "#" => IsIndex(segments[i]),
                "*" => segments[i].Length > 0,
                var name => name.Equals(segments[i], StringComparison.OrdinalIgnoreCase),
            };
            if (!matches)
            {
                return null;
            }

            found[i] = pattern[i] is "#" or "*" ? segments[i] : pattern[i];
        }

        return found;
    }

    private static string Fill(string[] pattern, string[] segments) => string.Join(':', pattern.Select((part, i) => part switch
    {
        "#" => i < segments.Length && IsIndex(segments[i]) ? segments[i] : "0",
        "*" => i < segments.Length ? segments[i] : "name",
        _ => part,
    }));
}
