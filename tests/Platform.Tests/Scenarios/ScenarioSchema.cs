using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>
/// Writes the language of scenario files down as a JSON Schema, for completion in editors; steps come from the table that the loader reads by.
/// Its patterns are those that every language has.
/// </summary>
internal static class ScenarioSchema
{
    /// <summary>No blanks, and of ASCII's signs only - and _.</summary>
    private const string NamePattern = "^[^\\s\\x00-,./:-@\\[-\\^`{-\\x7f]{1,64}$";

    private const string VariablePattern = "^[A-Za-z_][A-Za-z0-9_]*$";

    private const string DurationPattern = "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Generate() => new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "A scenario of the PrivateNumber emulator",
        ["type"] = "object",
        ["required"] = new JsonArray("name", "steps"),
        ["additionalProperties"] = false,
        ["oneOf"] = new JsonArray(Requires("app"), Requires("application")),
        ["properties"] = new JsonObject
        {
            ["name"] = new JsonObject { ["type"] = "string", ["pattern"] = NamePattern, ["description"] = Rules.Name.Allowed },
            ["description"] = Described("string", "What the scenario shows."),
            ["tags"] = ListOf(Described("string", "A word by which a run can choose.")),
            ["app"] = Described("string", "An application of the configuration, such as axb-demo."),
            ["application"] = ApplicationSchema.Generate(),
            ["parties"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "Names for phone numbers.",
                ["patternProperties"] = new JsonObject { [VariablePattern] = Scalar("any, for a number that is made up, or a number such as \"+8613800000021\"") },
                ["additionalProperties"] = false,
            },
            ["customer"] = Closed(
                "What the stand-in customer answers to each kind of push.",
                PushTypes.All.Select(type => (type, (JsonNode)new JsonObject { ["anyOf"] = new JsonArray(Status(), Answer(), ListOf(new JsonObject { ["anyOf"] = new JsonArray(Status(), Answer()) })) }))),
            ["when"] = Closed(
                "What starts the scenario by itself in a server.",
                [.. Happening.All.Select(what => (what, (JsonNode)Described("object", "The fields that it must have."))), ("userData", Scalar("The userData of the binding."))]),
            ["steps"] = new JsonObject { ["type"] = "array", ["items"] = Step() },
        },
        ["$defs"] = Definitions(),
    }.ToJsonString(Readable) + "\n";

    /// <summary>A map with no other keys than these.</summary>
    public static JsonObject Closed(string description, IEnumerable<(string Name, JsonNode Schema)> properties) => new()
    {
        ["type"] = "object",
        ["description"] = description,
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Schema))),
    };

    public static JsonObject ListOf(JsonObject item) => new() { ["type"] = "array", ["items"] = item };

    /// <summary>YAML reads 1 as a number where the language means a text.</summary>
    public static JsonObject Scalar(string description) => new() { ["type"] = new JsonArray("string", "number", "boolean"), ["description"] = description };

    public static JsonObject Described(string type, string description) => new() { ["type"] = type, ["description"] = description };

    private static JsonObject Step()
    {
        var step = Closed("One of the words, and what goes with it.",
        [
            .. StepVocabulary.All.Select(word => (word.Name, (JsonNode)ValueOf(word))),
            ("as", Described("string", "A label for the output.")),
            ("expect", Described("object", "What has to come: members by their paths; what is not named does not matter.")),
            ("save", new JsonObject
            {
                ["type"] = "object",
                ["description"] = "Names for parts of the answer.",
                ["patternProperties"] = new JsonObject { [VariablePattern] = Described("string", "The path of a member, such as relationNum.") },
                ["additionalProperties"] = false,
            }),
        ]);
        step["oneOf"] = new JsonArray([.. StepVocabulary.All.Select(word => Requires(word.Name))]);
        step["allOf"] = new JsonArray([.. StepVocabulary.All.GroupBy(ExpectationReader.MembersOf).Where(words => words.Key is not null).Select(words => new JsonObject
        {
            ["if"] = new JsonObject { ["anyOf"] = new JsonArray([.. words.Select(word => Requires(word.Name))]) },
            ["then"] = new JsonObject { ["properties"] = new JsonObject { ["expect"] = Expected(words.Key!) } },
        })]);
        return step;
    }

    private static JsonObject Expected(IReadOnlyList<(string Name, ExpectedShape Shape)> members)
    {
        var expected = Closed(
            "What the step reports: members, or paths that begin with one.",
            members.Select(member => (member.Name, (JsonNode)(member.Shape.Members is null ? new JsonObject() : new JsonObject { ["$ref"] = "#/$defs/" + DefinitionOf(member.Name) }))));
        expected["patternProperties"] = new JsonObject { [$"^({string.Join('|', members.Select(member => member.Name))})[.\\[]"] = new JsonObject() };
        return expected;
    }

    /// <summary>All events say the same things.</summary>
    private static string DefinitionOf(string member) => StepVocabulary.CallEvents.Contains(member) ? "event" : member;

    private static JsonObject Definitions() => new(StepVocabulary.All.SelectMany(word => ExpectationReader.MembersOf(word) ?? []).Where(member => member.Shape.Members is not null)
        .DistinctBy(member => DefinitionOf(member.Name)).Select(member => KeyValuePair.Create(DefinitionOf(member.Name), (JsonNode?)OrMatcher(member.Shape.Members!))));

    /// <summary>Members, or a rule in their place; absent is a text.</summary>
    private static JsonObject OrMatcher(IReadOnlyList<string> members)
    {
        var map = Closed("Members, or a rule.",
        [
            .. members.Select(member => (member, (JsonNode)new JsonObject())),
            .. Matchers.All.Where(matcher => !members.Contains(matcher.Name)).Select(matcher => (matcher.Name, (JsonNode)new JsonObject { ["description"] = matcher.Says })),
        ]);
        map["type"] = new JsonArray("object", "string", "null");
        return map;
    }

    private static JsonObject ValueOf(StepWord word)
    {
        var modes = word.Modes is null ? "" : $"In {string.Join(", ", word.Modes.Select(mode => ModeNames.Choices.NameOf(mode)))}: ";
        if (word.Value is { } rule)
        {
            var value = Of(rule);
            value["description"] = modes + (rule == ValueRule.Map ? "the platform's own fields." : rule.Allowed);
            return value;
        }

        var map = Closed(modes + string.Join(", ", word.Keys.Select(key => key.Name)), word.Keys.Select(key => (key.Name, (JsonNode)Of(key.Rule))));
        var required = word.Keys.Where(key => key.IsRequired).Select(key => (JsonNode)key.Name).ToArray();
        map["type"] = required.Length == 0 ? new JsonArray("object", "null") : "object";
        map["required"] = new JsonArray(required);
        return map;
    }

    private static JsonObject Of(ValueRule rule) => rule switch
    {
        { Choices: { } choices } => new JsonObject { ["enum"] = new JsonArray([.. choices.SelectMany(Spellings)]) },
        _ when rule == ValueRule.Duration => new JsonObject
        {
            ["description"] = rule.Allowed,
            ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string", ["minLength"] = 1, ["pattern"] = DurationPattern }, new JsonObject { ["enum"] = new JsonArray("0", 0) }),
        },
        _ when rule == ValueRule.Fault => FaultOf(),
        _ when rule == ValueRule.Nothing => Described("null", rule.Allowed),
        { Kind: ValueKind.Text } => Scalar(rule.Allowed),
        { Kind: ValueKind.Integer } => Described("integer", rule.Allowed),
        { Kind: ValueKind.Flag } => Described("boolean", rule.Allowed),
        { Kind: ValueKind.List } => new JsonObject { ["type"] = new JsonArray("array", "null"), ["description"] = rule.Allowed, ["items"] = Scalar("a text") },
        { Kind: ValueKind.Map } => new JsonObject { ["type"] = new JsonArray("object", "null"), ["description"] = rule.Allowed },
        _ => new JsonObject { ["description"] = rule.Allowed },
    };

    private static JsonObject FaultOf()
    {
        var what = Closed("What goes wrong; which of the keys there are depends on the kind.",
        [
            ("kind", Choice(FaultKinds.Names.Names)), ("code", Scalar("A result code.")), ("status", Described("integer", "An HTTP status.")), ("delay", Of(ValueRule.Duration)),
        ]);
        what["required"] = new JsonArray("kind");
        var fault = Closed("Something goes wrong from here on.",
        [
            ("on", Choice(FaultTargets.Names)),
            ("times", Described("integer", "How often; without it always.")),
            ("nth", Described("integer", "Only the n-th of those it is meant for.")),
            ("probability", Described("number", "From 0 to 1.")),
            ("fault", what),
        ]);
        fault["required"] = new JsonArray("on", "fault");
        return fault;
    }

    private static JsonObject Choice(IEnumerable<string> names) => new() { ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };

    private static IEnumerable<JsonNode> Spellings(string choice) => int.TryParse(choice, CultureInfo.InvariantCulture, out var number) ? [choice, number] : [choice];

    private static JsonObject Status() => Described("integer", "A status, every time.");

    private static JsonObject Answer() => Closed("One answer.",
    [
        ("status", Described("integer", "200 unless given.")),
        ("delay", Of(ValueRule.Duration)),
        ("body", new JsonObject { ["description"] = "YAML, or a text." }),
    ]);

    private static JsonObject Requires(string name) => new() { ["required"] = new JsonArray(name) };
}
