using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Reads a scenario file and finds everything that is wrong with it.</summary>
/// <param name="applications">The applications that <c>app:</c> can name, and their modes.</param>
internal sealed class ScenarioLoader(IReadOnlyDictionary<string, Mode> applications)
{
    private const string Any = "any";

    /// <summary>Those at the top of a file.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["name", "description", "tags", "app", "application", "parties", "when", "customer", "steps"];

    private static readonly ScalarRule<string?> Party = new(
        (string text, out string? number) =>
        {
            number = text == Any ? null : text;
            return number is null || Rules.Party.TryParse(text, out _);
        },
        $"{Any}, {Rules.Party.Allowed}");

    public LoadedScenario LoadFile(string path) => Load(YamlParser.ParseFile(path), path);

    public LoadedScenario Load(YamlDocument document, string source)
    {
        var problems = document.Problems;
        Scenario? scenario = null;
        if (IsConfiguration(document.Root))
        {
            problems.Add(document.Root!.Position, "", "this is a configuration, which --config takes; a scenario has a name, app or application, and steps");
        }
        else if (document.Root is { } root)
        {
            var field = YamlField.Root(root, problems) with { IsRequired = true };
            scenario = field.Map(map => Read(map, source, field));
        }

        return problems.Count == 0
            ? new LoadedScenario(scenario, [])
            : new LoadedScenario(null, [.. problems.OrderBy(problem => (problem.Position.Line, problem.Position.Column))]);
    }

    /// <summary>Whether it has keys of a configuration and none of a scenario.</summary>
    public static bool IsConfiguration(YamlNode? root) => root is YamlMap map
        && map.Entries.Any(entry => ConfigurationKeys.Sections.Contains(entry.Key.Text)) && !map.Entries.Any(entry => Keys.Contains(entry.Key.Text));

    private Scenario? Read(YamlMapReader map, string source, YamlField root)
    {
        var name = map.Required("name").Value(Rules.Name, "");
        var description = map["description"].Text();
        var tags = map["tags"].List(tag => tag.Value(Rules.Name, ""), []);
        var application = Application(map["app"], map["application"], root);
        var parties = map["parties"].Map(Parties);
        var when = Trigger.Read(map["when"], application?.Mode, new KnownNames(parties.Keys, [], isOpen: false));
        if (when is not null && application is ScenarioApplication.Inline)
        {
            map["application"].Problem("nobody else knows an application that is made for a scenario; allowed with 'when': app");
        }

        var brought = when is not null && application is not null ? TriggerFields.Of(when.What, application.Mode) : [];
        var names = new KnownNames(parties.Keys, brought, isOpen: when is not null && application is null);
        var answers = map["customer"];
        var steps = new StepReader(application?.Mode, names, isReactive: when is not null, root.Problems);
        var read = map.Required("steps").List(steps.Read, []);
        var customer = answers.Map(events => CustomerReader.Read(events, names));
        return application is null || read.Contains(null)
            ? null
            : new Scenario
            {
                Name = name,
                Description = description,
                Tags = tags,
                Source = source,
                Application = application,
                Parties = parties,
                Customer = customer,
                Steps = read!,
                When = when,
                FreeNames = names.Free,
            };
    }

    private ScenarioApplication? Application(YamlField app, YamlField inline, YamlField root)
    {
        if (app.IsGiven && inline.IsGiven)
        {
            inline.Problem("'application' stands beside 'app'; allowed: one of them");
            return null;
        }

        if (inline.IsGiven)
        {
            var options = ApplicationBinder.Bind(inline, new Claims());
            return inline.Node is YamlMap node ? new ScenarioApplication.Inline(node, options) : null;
        }

        if (!app.IsGiven)
        {
            // What is no map at all has been told so.
            if (root.Node is YamlMap)
            {
                root.Problem("the application is missing; allowed: app, the name of a configured one, or application, one of the scenario's own");
            }

            return null;
        }

        var name = app.Text();
        if (applications.TryGetValue(name, out var mode))
        {
            return new ScenarioApplication.Configured(name, mode);
        }

        if (name.Length > 0)
        {
            app.Problem($"there is no application {Quote.Of(name)}; {Closest.Hint(name, applications.Keys)}allowed: {string.Join(", ", applications.Keys)}");
        }

        return null;
    }

    private static Dictionary<string, string?> Parties(YamlMapReader map)
    {
        var parties = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries())
        {
            parties[key.Value(VariableName, "")] = value.Value(Party, null);
        }

        return parties;
    }

    /// <summary>A name that a party or a saved value can have.</summary>
    public static ScalarRule<string> VariableName { get; } = ScalarRules.Text(
        text => Variables.IsName(text) && text != Variables.AppKey,
        $"a name of letters, digits and _ that starts with none of the digits and is not {Variables.AppKey}");
}
