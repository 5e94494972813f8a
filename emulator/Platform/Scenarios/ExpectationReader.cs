using System.Text.Json.Serialization.Metadata;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Reads <c>expect:</c>. What a call reports is checked by name: a misspelt <c>absent</c> would always hold.</summary>
internal static class ExpectationReader
{
    public const string Events = "events";
    public const string Cdr = "cdr";
    public const string Status = "status";
    public const string ResultCode = "resultcode";

    /// <summary>Where a redirect leads: of a recording.</summary>
    public const string Location = "location";

    private static readonly ScalarRule<string> EventName = ScalarRules.Text(
        StepVocabulary.CallEvents.Contains, string.Join(", ", StepVocabulary.CallEvents));

    private static readonly ValueRule EventList = new(
        ValueKind.List, "a list of events", field => field.List(item => item.Value(EventName, ""), []));

    private static readonly ScalarRule<string> HttpStatus = ScalarRules.Text(
        text => ScalarRules.Integer(100, 599).TryParse(text, out _), "a status such as 200 or 403");

    private static readonly IReadOnlyList<string> EventMembers = NamesOf(PlatformJson.Wire.StatusInfo);
    private static readonly IReadOnlyList<string> CdrMembers = NamesOf(PlatformJson.Wire.FeeInfo);

    private static readonly IReadOnlyList<string> SmsMembers = NamesOf(ControlJson.Api.SentMessage);

    public static ScalarRule<MemberPath?> Path { get; } = new(MemberPath.TryParse, MemberPath.Allowed);

    public static YamlMap? Read(StepWord word, YamlField expect)
    {
        if (!expect.IsGiven)
        {
            return null;
        }

        switch (word.Name)
        {
            case "call":
                expect.Map(ReadCall);
                break;
            case "sms":
                Members(expect, SmsMembers);
                break;
            default:
                expect.Map(map => ReadAnswer(map, hasStatus: word.Name != "expectCallback"));
                break;
        }

        return expect.Node as YamlMap;
    }

    private static YamlMapReader ReadCall(YamlMapReader map)
    {
        EventList.Check(map[Events]);
        foreach (var name in StepVocabulary.CallEvents)
        {
            Members(map[name], EventMembers);
        }

        Members(map[Cdr], CdrMembers);
        return map;
    }

    private static YamlMapReader ReadAnswer(YamlMapReader map, bool hasStatus)
    {
        foreach (var (key, value) in map.Entries())
        {
            key.Value(Path, null);
            if (hasStatus && key.Text() == Status)
            {
                value.Value(HttpStatus, "");
            }
        }

        return map;
    }

    private static void Members(YamlField field, IReadOnlyList<string> known)
    {
        // An event, or the CDR, can be expected not to come at all.
        if (field.Node is { } node && Expectations.IsAbsent(node))
        {
            return;
        }

        field.Map(map =>
        {
            foreach (var (key, _) in map.Entries())
            {
                if (!known.Contains(key.Text()))
                {
                    key.Problem($"there is no {Quote.Of(key.Text())}; did you mean '{Closest.To(key.Text(), known)}'? allowed: {string.Join(", ", known)}");
                }
            }

            return known;
        });
    }

    private static IReadOnlyList<string> NamesOf(JsonTypeInfo type) =>
        [.. type.Properties.Where(property => property.Get is not null).Select(property => property.Name)];
}
