using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Reads the steps of one scenario in their order, as later ones use what earlier ones save.</summary>
/// <param name="mode">The mode of the scenario's application; null when that could not be read.</param>
/// <param name="parties">The names that have a value from the beginning.</param>
/// <param name="checkNames">Whether all names are known: a reactive scenario takes those of its event.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class StepReader(Mode? mode, IEnumerable<string> parties, bool checkNames, YamlProblems problems)
{
    private static readonly string[] FrameKeys = ["as", "expect", "save"];

    private readonly KnownNames _names = new(parties);

    /// <summary>Null for a step that is not fit to be built; the problems say why.</summary>
    public ScenarioStep? Read(YamlField field) => field.Map(map =>
    {
        var given = StepVocabulary.All.Select(word => (Word: word, Value: map[word.Name])).Where(pair => pair.Value.Node is not null).ToList();
        var label = map["as"].Optional(ScalarRules.Any);
        var expect = map["expect"];
        var save = map["save"];
        if (given is not [var (word, value), .. var others])
        {
            RefuseEmpty(field);
            return null;
        }

        foreach (var (other, _) in others)
        {
            problems.Add(KeyPosition(field, other.Name), field.Path, $"'{other.Name}' in the step of '{word.Name}'; allowed: one of them a step");
        }

        CheckValue(word, value with { IsRequired = true });
        var expected = ExpectationReader.Read(word, expect);
        CheckNames(word.Keys.Any(key => key.Rule == ValueRule.Expected) ? WithoutPatterns(value) : value);
        CheckNames(WithoutPatterns(expect));
        var frame = new StepFrame(word.Name, label, field.Position, expected, Saved(word, field, save));
        if (mode is not { } known)
        {
            return null;
        }

        if (!word.IsIn(known))
        {
            var allowed = StepVocabulary.All.Where(other => other.IsIn(known)).Select(other => other.Name);
            problems.Add(
                KeyPosition(field, word.Name),
                field.Path,
                $"mode {ModeNames.Choices.NameOf(known)} has no '{word.Name}'; allowed: {string.Join(", ", allowed)}");
            return null;
        }

        var step = word.Build(frame, new StepValue(value.Node!, known));
        if (step is ApiStep { Route.FieldsInQuery: true } query)
        {
            RefuseNested(query.Fields, value);
        }

        return step;
    });

    private static void RefuseEmpty(YamlField field)
    {
        // A step with an unknown word has been told so.
        if (field.Node is YamlMap map && map.Entries.All(entry => FrameKeys.Contains(entry.Key.Text)))
        {
            field.Problem($"the step does nothing; allowed: {string.Join(", ", StepVocabulary.All.Select(word => word.Name))}");
        }
    }

    private static void CheckValue(StepWord word, YamlField value)
    {
        if (word.Value is { } rule)
        {
            rule.Check(value);
            return;
        }

        (value with { IsRequired = word.Keys.Any(key => key.IsRequired) }).Map(map =>
        {
            foreach (var key in word.Keys)
            {
                key.Rule.Check(key.IsRequired ? map.Required(key.Name) : map[key.Name]);
            }

            return word;
        });
    }

    private void CheckNames(YamlField field)
    {
        if (checkNames)
        {
            _names.Check(field);
        }
    }

    private static YamlField WithoutPatterns(YamlField field) => field with { Node = Matchers.WithoutPatterns(field.Node) };

    private List<SavedValue> Saved(StepWord word, YamlField step, YamlField save)
    {
        if (save.IsGiven && !word.Saves)
        {
            problems.Add(KeyPosition(step, "save"), step.Path, $"'{word.Name}' has nothing to save; allowed: as, expect");
            return [];
        }

        return save.Map(map =>
        {
            List<SavedValue> saved = [];
            foreach (var (key, value) in map.Entries())
            {
                var name = key.Value(ScenarioLoader.VariableName, "");
                if (value.Value(ExpectationReader.Path, null) is { } path)
                {
                    saved.Add(new SavedValue(name, path, value.Position));
                    _names.Add(name);
                }
            }

            return saved;
        });
    }

    private static void RefuseNested(YamlMap fields, YamlField value)
    {
        foreach (var (key, node) in fields.Entries)
        {
            if (node is not YamlScalar)
            {
                var what = node is YamlMap ? "a map" : "a list";
                value.Problems.Add(node.Position, $"{value.Path}.{key.Text}", $"{what} is not allowed; allowed: a text, as it goes into the query string");
            }
        }
    }

    private static Position KeyPosition(YamlField field, string key) =>
        (field.Node as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key.Text == key) is { Key: not null } entry ? entry.Key.Position : field.Position;
}
