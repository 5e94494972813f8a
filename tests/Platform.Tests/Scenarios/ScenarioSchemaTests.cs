using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary><c>scenarios/scenario.schema.json</c> is what editors complete by.</summary>
public sealed class ScenarioSchemaTests
{
    /// <summary>Set to 1 to write the file instead of comparing it.</summary>
    private const string Accept = "ACCEPT_SCHEMA";

    [Test]
    [Rule("contract.md §4", "scenarios/scenario.schema.json is generated from the model of the language.")]
    public async Task The_schema_is_the_one_that_the_model_gives()
    {
        var file = ScenarioTexts.PathOf("scenario.schema.json");
        var generated = ScenarioSchema.Generate();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            await File.WriteAllTextAsync(file, generated);
        }

        Assert.That(File.Exists(file) ? await File.ReadAllTextAsync(file) : "", Is.EqualTo(generated), $"run the tests once with {Accept}=1 and commit the file");
    }

    [Test]
    public void A_shipped_scenario_has_no_key_and_no_choice_that_the_schema_does_not_know()
    {
        var schema = JsonNode.Parse(ScenarioSchema.Generate())!.AsObject();

        Assert.That(ScenarioTexts.Files.SelectMany(file => Unknown(YamlParser.ParseFile(ScenarioTexts.PathOf(file)).Root!, schema, file)), Is.Empty);
    }

    [TestCase("nme: t", "nme")]
    [TestCase("steps: [ { cal: {} } ]", "steps[0].cal")]
    [TestCase("steps: [ { call: { frm: 1 } } ]", "steps[0].call.frm")]
    [TestCase("steps: [ { call: { outcome: bussy } } ]", "steps[0].call.outcome")]
    [TestCase("when: { bond: {} }", "when.bond")]
    public void What_is_misspelt_is_not_in_the_schema(string text, string place) => Assert.That(
        Unknown(YamlParser.Parse(text).Root!, JsonNode.Parse(ScenarioSchema.Generate())!.AsObject(), ""), Is.EqualTo(new[] { place }));

    /// <summary>The places where a closed object has another key, or a choice another value.</summary>
    private static IEnumerable<string> Unknown(YamlNode node, JsonObject schema, string path)
    {
        switch (node)
        {
            case YamlMap map when schema["properties"] is JsonObject properties:
                return map.Entries.SelectMany(entry => properties[entry.Key.Text] is JsonObject known
                    ? Unknown(entry.Value, known, $"{path}.{entry.Key.Text}".TrimStart('.'))
                    : [$"{path}.{entry.Key.Text}".TrimStart('.')]);
            case YamlList list when schema["items"] is JsonObject items:
                return list.Items.SelectMany((item, index) => Unknown(item, items, $"{path}[{index}]"));
            case YamlScalar scalar when schema["enum"] is JsonArray choices && !choices.Any(choice => choice!.ToString() == scalar.Text):
                return [path];
            default:
                return [];
        }
    }
}
