using System.Text.Json.Serialization.Metadata;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Json;
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

    private static readonly ExpectedShape HttpStatus = ExpectedShape.Of(ScalarRules.Text(
        text => ScalarRules.Integer(100, 599).TryParse(text, out _), "a status such as 200 or 403"));

    private static readonly ExpectedShape EventNames = ExpectedShape.ListOf(ExpectedShape.Of(ScalarRules.Text(
        StepVocabulary.CallEvents.Contains, string.Join(", ", StepVocabulary.CallEvents))));

    private static readonly ExpectedShape Event = ExpectedShape.MapOf(NamesOf(PlatformJson.Wire.StatusInfo));

    /// <summary>What a call reports: its events, what each of them said, and the CDR.</summary>
    private static readonly IReadOnlyList<(string Name, ExpectedShape Shape)> CallMembers =
    [
        (Events, EventNames),
        .. StepVocabulary.CallEvents.Select(name => (name, Event)),
        (Cdr, ExpectedShape.MapOf(NamesOf(PlatformJson.Wire.FeeInfo))),
    ];

    private static readonly IReadOnlyList<(string Name, ExpectedShape Shape)> SmsMembers =
        [.. NamesOf(ControlJson.Api.SentMessage).Select(name => (name, ExpectedShape.Anything))];

    public static ScalarRule<MemberPath?> Path { get; } = new(MemberPath.TryParse, MemberPath.Allowed);

    public static YamlMap? Read(StepWord word, YamlField expect)
    {
        if (!expect.IsGiven)
        {
            return null;
        }

        expect.Map(map => word switch
        {
            _ when MembersOf(word) is { } members => CheckMembers(map, members),
            { Operations: null, Name: not "request" } => ExpectedShape.CheckPaths(map),
            _ => CheckAnswer(map),
        });
        return expect.Node as YamlMap;
    }

    /// <summary>The names that a step of this word reports; null where the answer or the body of a push decides.</summary>
    public static IReadOnlyList<(string Name, ExpectedShape Shape)>? MembersOf(StepWord word) => word switch
    {
        { Call: not CallUse.None } => CallMembers,
        { Name: "sms" } => SmsMembers,
        _ => null,
    };

    /// <summary>What can be saved of such a step; null where the answer or the body of a push decides.</summary>
    public static IReadOnlyList<string>? SavedOf(StepWord word) => MembersOf(word)?.Select(member => member.Name)
        .Concat(word.Call == CallUse.None ? [] : (string[])["sessionId", "state", "stateCode", "from", "to"]).ToList();

    private static YamlMapReader CheckMembers(YamlMapReader map, IReadOnlyList<(string Name, ExpectedShape Shape)> members)
    {
        foreach (var (name, shape) in members)
        {
            if (map[name] is { Node: not null } field)
            {
                shape.Check(field);
            }
        }

        // A path leads on from one of them: "disconnect.stateCode", "events[0]".
        foreach (var key in map.Keys)
        {
            if (MemberPath.TryParse(key, out var path) && path.Segments is [{ Name: { } head }, var next, ..]
                && members.FirstOrDefault(member => member.Name == head).Shape is { } shape)
            {
                shape.CheckAt(next, map[key]);
            }
        }

        return map;
    }

    private static YamlMapReader CheckAnswer(YamlMapReader map)
    {
        foreach (var (key, value) in map.Entries())
        {
            key.Value(Path, null);
            (key.Text() == Status ? HttpStatus : ExpectedShape.Anything).Check(value);
            if (key.Text() == Status && value.Node is YamlScalar { IsPlain: false })
            {
                value.Problem("a status is a number; allowed: one without quotes");
            }
        }

        return map;
    }

    private static IReadOnlyList<string> NamesOf(JsonTypeInfo type) =>
        [.. type.Properties.Where(property => property.Get is not null).Select(property => property.Name)];
}
