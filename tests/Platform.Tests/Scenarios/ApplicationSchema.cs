using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>The schema of <c>application</c>: every key that an application has in a configuration.</summary>
internal static class ApplicationSchema
{
    private const string Prefix = "applications:#:";

    public static JsonObject Generate()
    {
        var keys = ConfigurationKeys.All.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)).Select(key => key[Prefix.Length..].Split(':'));
        var schema = Of("An application of the scenario's own, with the keys that it has in a configuration.", keys);
        schema["required"] = new JsonArray("mode");
        schema["properties"]!["mode"] = new JsonObject { ["enum"] = new JsonArray([.. ModeNames.Choices.Names.Select(name => (JsonNode)name)]) };
        return schema;
    }

    private static JsonObject Of(string description, IEnumerable<string[]> keys) =>
        ScenarioSchema.Closed(description, keys.GroupBy(key => key[0]).Select(group => (group.Key, (JsonNode)Value(group.Key, [.. group.Select(key => key[1..])]))));

    private static JsonObject Value(string name, IReadOnlyList<string[]> below) => below switch
    {
        [["#"]] => ScenarioSchema.ListOf([]),
        [["#", ..], ..] => ScenarioSchema.ListOf(Of($"One of {name}.", below.Select(key => key[1..]))),
        [[_, ..], ..] => Of($"The {name} of the application.", below),
        _ => [],
    };
}
