using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>Writes the language of scenario files down as a JSON Schema, for completion in editors; steps come from the table that the loader reads by.</summary>
internal static class ScenarioSchema
{
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
            ["name"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[\\p{L}\\p{Nd}_-]{1,64}$", ["description"] = "1 to 64 letters, digits, _ or -" },
            ["description"] = Described("string", "What the scenario shows."),
            ["tags"] = ListOf(Described("string", "A word by which a run can choose.")),
            ["app"] = Described("string", "An application of the configuration, such as axb-demo."),
            ["application"] = Described("object", "An application of the scenario's own, with the keys that it has in a configuration."),
            ["parties"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "Names for phone numbers.",
                ["additionalProperties"] = Described("string", "any, for a number that is made up, or a number as \"+86…\"."),
            },
            ["customer"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "What the stand-in customer answers to each kind of push.",
                ["propertyNames"] = Enum(StepVocabulary.PushTypes),
                ["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray(Answer(), ListOf(Answer())) },
            },
            ["when"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "What starts the scenario by itself in a server.",
                ["additionalProperties"] = false,
                ["properties"] = new JsonObject(Happening.All.Select(what => KeyValuePair.Create(what, (JsonNode?)Described("object", "The fields that it must have.")))
                    .Append(KeyValuePair.Create("userData", (JsonNode?)Scalar("The userData of the binding.")))),
            },
            ["steps"] = new JsonObject { ["type"] = "array", ["items"] = Step() },
        },
    }.ToJsonString(Readable) + "\n";

    private static JsonObject Step() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["oneOf"] = new JsonArray([.. StepVocabulary.All.Select(word => Requires(word.Name))]),
        ["properties"] = new JsonObject(StepVocabulary.All.Select(word => KeyValuePair.Create(word.Name, (JsonNode?)ValueOf(word))).Concat(
        [
            KeyValuePair.Create("as", (JsonNode?)Described("string", "A label for the output.")),
            KeyValuePair.Create("expect", (JsonNode?)Described("object", "What has to come: members by their paths; what is not named does not matter.")),
            KeyValuePair.Create("save", (JsonNode?)new JsonObject
            {
                ["type"] = "object",
                ["description"] = "Names for parts of the answer.",
                ["additionalProperties"] = Described("string", "The path of a member, such as relationNum."),
            }),
        ])),
    };

    private static JsonObject ValueOf(StepWord word)
    {
        var modes = word.Routes is null ? "" : $"In {string.Join(", ", word.Routes.Keys.Select(mode => ModeNames.Choices.NameOf(mode)))}: ";
        if (word.Value is { } rule)
        {
            var value = Of(rule);
            value["description"] = modes + (rule == ValueRule.Map ? "the platform's own fields." : rule.Allowed);
            return value;
        }

        return new JsonObject
        {
            ["type"] = new JsonArray("object", "null"),
            ["description"] = modes + string.Join(", ", word.Keys.Select(key => key.Name)),
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. word.Keys.Where(key => key.IsRequired).Select(key => (JsonNode)key.Name)]),
            ["properties"] = new JsonObject(word.Keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Of(key.Rule)))),
        };
    }

    /// <summary>YAML reads 1 as a number where the language means a text.</summary>
    private static JsonObject Of(ValueRule rule) => rule switch
    {
        { Choices: { } choices } => new JsonObject { ["enum"] = new JsonArray([.. choices.SelectMany(Spellings)]) },
        { Kind: ValueKind.Text } => Scalar(rule.Allowed),
        { Kind: ValueKind.Integer } => Described("integer", rule.Allowed),
        { Kind: ValueKind.Flag } => Described("boolean", rule.Allowed),
        { Kind: ValueKind.List } => new JsonObject { ["type"] = "array", ["description"] = rule.Allowed, ["items"] = Scalar("a text") },
        { Kind: ValueKind.Map } => new JsonObject { ["type"] = new JsonArray("object", "null"), ["description"] = rule.Allowed },
        _ => new JsonObject { ["description"] = rule.Allowed },
    };

    private static IEnumerable<JsonNode> Spellings(string choice) => int.TryParse(choice, CultureInfo.InvariantCulture, out var number) ? [choice, number] : [choice];

    private static JsonObject Answer() => new()
    {
        ["description"] = "A status, or status, delay and body.",
        ["type"] = new JsonArray("integer", "object"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["status"] = Described("integer", "200 unless given"),
            ["delay"] = Described("string", ValueRule.Duration.Allowed),
            ["body"] = new JsonObject { ["description"] = "YAML, or a text" },
        },
    };

    private static JsonObject Enum(IEnumerable<string> names) => new() { ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };

    private static JsonObject Requires(string name) => new() { ["required"] = new JsonArray(name) };

    private static JsonObject Scalar(string description) => new() { ["type"] = new JsonArray("string", "number", "boolean"), ["description"] = description };

    private static JsonObject ListOf(JsonObject item) => new() { ["type"] = "array", ["items"] = item };

    private static JsonObject Described(string type, string description) => new() { ["type"] = type, ["description"] = description };
}
