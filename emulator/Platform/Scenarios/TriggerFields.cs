using System.Text.Json.Serialization.Metadata;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>What is known of each event that can start a scenario, by mode: <c>when</c> compares these fields, and steps use them as <c>$names</c>.</summary>
internal static class TriggerFields
{
    private static readonly IReadOnlyList<string> AxBinding =
        [.. NamesOf(PlatformJson.Wire.PrivateNumInfo), "expiresAt", "calleeNum", "calleeExpiresAt", "areaCode"];

    private static readonly IReadOnlyList<string> AxbBinding =
    [
        "subscriptionId", "relationNum", "callerNum", "calleeNum", "callDirection", "duration", "maxDuration", "recordFlag", "recordHintTone",
        "lastMinVoice", "privateSms", "preVoice", "userData", "subscribeTime", "expiresAt", "areaCode",
    ];

    private static readonly IReadOnlyList<string> AxeBinding =
    [
        "subscriptionId", "virtualNum", "extendNum", "bindNum", "displayNumMode", "recordFlag", "recordHintTone", "callbackTone", "callbackNum",
        "timeUnit", "bindExpiredTime", "callbackExpiredTime", "userData", "expiresAt", "callbackRecord", "areaCode",
    ];

    private static readonly IReadOnlyList<string> AxybBinding =
        ["subscriptionId", "origNum", "relationNumber", "areaCode", .. NamesOf(PlatformJson.Wire.XyRelationNumInfo), "expiresAt"];

    private static readonly IReadOnlyList<string> AnsweredCall = ["from", "to", .. NamesOf(PlatformJson.Wire.StatusInfo)];

    private static readonly IReadOnlyList<string> EndedCall = [.. AnsweredCall.Union(NamesOf(PlatformJson.Wire.FeeInfo))];

    private static readonly IReadOnlyList<string> Message =
    [
        "smsIdentifier", "from", "to", "text", "sendResult", "forwardedTo", "forwardedText", "splitNum", "direction", "subscriptionId", "userData",
    ];

    /// <summary>Empty where the mode has no such event.</summary>
    public static IReadOnlyList<string> Of(string what, Mode mode) => (what, mode) switch
    {
        (Happening.Answered, _) => AnsweredCall,
        (Happening.Ended, _) => EndedCall,
        (Happening.Sms, _) => Message,
        (_, Mode.Ax) => AxBinding,
        (_, Mode.Axb) => AxbBinding,
        (_, Mode.Axe) => AxeBinding,
        (not Happening.Modified, Mode.Axyb) => AxybBinding,
        _ => [],
    };

    /// <summary>Members by their paths; a misspelt one would never be there.</summary>
    public static YamlMapReader Check(YamlMapReader fields, string what, Mode? mode)
    {
        if (mode is { } known)
        {
            var names = Of(what, known);
            foreach (var (key, _) in fields.Entries())
            {
                if (MemberPath.TryParse(key.Text(), out var path) && path.Segments[0].Name is { } name && !names.Contains(name))
                {
                    key.Problem($"{Quote.Of(what)} has no {Quote.Of(name)}; {Closest.Hint(name, names)}allowed: {string.Join(", ", names)}");
                }
            }
        }

        return ExpectedShape.CheckPaths(fields);
    }

    private static IEnumerable<string> NamesOf(JsonTypeInfo type) => type.Properties.Where(property => property.Get is not null).Select(property => property.Name);
}
