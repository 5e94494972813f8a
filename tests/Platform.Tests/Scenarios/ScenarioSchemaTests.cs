using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;
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

    [TestCaseSource(typeof(ScenarioTexts), nameof(ScenarioTexts.Files))]
    public async Task A_shipped_scenario_obeys_the_schema_and_names_it(string file)
    {
        var text = await File.ReadAllTextAsync(ScenarioTexts.PathOf(file));

        Assert.That(await FaultsOfAsync(text), Is.Empty);
        Assert.That(text, Does.StartWith("# yaml-language-server: $schema=../scenario.schema.json\n"));
    }

    [TestCase("description: no application", "#/")]
    [TestCase("app: u, application: { mode: AXB }", "#/")]
    [TestCase("name: a b", "#/name")]
    [TestCase("steps: [ { cal: {} } ]", "#/steps[0].cal")]
    [TestCase("steps: [ { as: nothing } ]", "#/steps[0]")]
    [TestCase("steps: [ { wait: 1s, advance: 1s } ]", "#/steps[0]")]
    [TestCase("steps: [ { wait: 5 } ]", "#/steps[0].wait")]
    [TestCase("steps: [ { wait: 30m1h } ]", "#/steps[0].wait")]
    [TestCase("steps: [ { call: { from: $A } } ]", "#/steps[0].call.to")]
    [TestCase("steps: [ { call: { from: $A, to: $B, outcome: bussy } } ]", "#/steps[0].call.outcome")]
    [TestCase("steps: [ { call: { from: $A, to: $B, frm: 1 } } ]", "#/steps[0].call.frm")]
    [TestCase("steps: [ { bind: {}, save: { 1a: x } } ]", "#/steps[0].save.1a")]
    [TestCase("steps: [ { fault: { on: axb.bnd, fault: { kind: reset } } } ]", "#/steps[0].fault.on")]
    [TestCase("steps: [ { fault: { on: axb.bind, fault: { kind: rest } } } ]", "#/steps[0].fault.fault.kind")]
    [TestCase("when: { bond: {} }", "#/when.bond")]
    [TestCase("customer: { fees: 200 }", "#/customer.fees")]
    [TestCase("parties: { 1A: any }", "#/parties.1A")]
    [TestCase("application: { mode: AXC }", "#/application.mode")]
    [TestCase("application: { mode: AXB, numbers: [ { area: x } ] }", "#/application.numbers[0].area")]
    public async Task A_faulty_file_is_marked_where_it_is_faulty(string fault, string place)
    {
        List<string> keys = [fault];
        keys.AddRange(new[] { "name: t", "steps: []" }.Where(key => !fault.StartsWith(key[..5], StringComparison.Ordinal)));
        keys.AddRange(place == "#/" || fault.StartsWith("application", StringComparison.Ordinal) ? [] : ["app: u"]);

        Assert.That(await FaultsOfAsync($"{{ {string.Join(", ", keys)} }}"), Has.Some.EqualTo(place));
    }

    private static async Task<IEnumerable<string>> FaultsOfAsync(string text)
    {
        var schema = await JsonSchema.FromJsonAsync(ScenarioSchema.Generate());
        return PathsOf(schema.Validate(Json(YamlParser.Parse(text).Root!)!.ToJsonString())).ToList();
    }

    private static IEnumerable<string> PathsOf(IEnumerable<ValidationError> errors) => errors.SelectMany(error =>
        error is ChildSchemaValidationError children ? PathsOf(children.Errors.SelectMany(inner => inner.Value)).Append(error.Path ?? "#") : [error.Path ?? "#"]);

    /// <summary>As an editor reads it.</summary>
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Json(entry.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(Json)]),
        YamlScalar scalar => scalar.IsNull ? null : Scalars.ToJson(scalar),
        _ => null,
    };
}
