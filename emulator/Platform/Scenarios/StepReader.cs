using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Reads the steps of one scenario in their order, as later ones use what earlier ones save.</summary>
/// <param name="mode">The mode of the scenario's application; null when that could not be read.</param>
/// <param name="names">The names that have a value from the beginning.</param>
/// <param name="isReactive">Whether the scenario starts by itself.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class StepReader(Mode? mode, KnownNames names, bool isReactive, YamlProblems problems)
{
    private static readonly string[] FrameKeys = ["as", "expect", "save"];

    /// <summary>The call that a step without a sessionId means: null while there is none.</summary>
    private YamlMap? _lastCall;

    /// <summary>Null for a step that is not fit to be built; the problems say why.</summary>
    public ScenarioStep? Read(YamlField field) => field.Map(map =>
    {
        var given = StepVocabulary.All.Select(word => (Word: word, Value: map[word.Name])).Where(pair => pair.Value.Node is not null).ToList();
        var label = map["as"].Optional(ScalarRules.Any);
        var expect = map["expect"];
        var save = map["save"];
        if (given is not [var (word, value), .. var others])
        {
            // The names of a step that was meant are known all the same: what is wrong with it is told once.
            Saved(save);
            RefuseEmpty(field);
            return null;
        }

        foreach (var (other, _) in others)
        {
            problems.Add(KeyPosition(field, other.Name), field.Path, $"'{other.Name}' in the step of '{word.Name}'; allowed: one of them a step");
        }

        CheckValue(word, value with { IsRequired = true });
        if (isReactive && word.Name == "reset")
        {
            problems.Add(KeyPosition(field, word.Name), field.Path, "a reset ends the runs of the application, this one too; allowed only without 'when'");
        }

        FollowCall(word, value, KeyPosition(field, word.Name));
        var expected = ExpectationReader.Read(word, expect);
        names.Check(word.Keys.Any(key => key.Rule == ValueRule.Expected) ? WithoutPatterns(value) : value);
        names.Check(WithoutPatterns(expect));
        var frame = new StepFrame(word.Name, label, field.Position, expected, Saved(word, field, save));
        if (mode is not { } known)
        {
            return null;
        }

        if (value.Node is YamlMap rule && word.Value == ValueRule.Fault)
        {
            RefuseOtherModes(rule, value, known);
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
        if (step is ApiStep { Operation.HasBody: false } query)
        {
            RefuseNested(query.Fields, value);
        }

        return step;
    });

    /// <summary>A step of a call that goes on means the last one, unless it names another, which is known in the run only.</summary>
    private void FollowCall(StepWord word, YamlField value, Position position)
    {
        var fields = value.Node as YamlMap;
        if (word.Call == CallUse.Places)
        {
            _lastCall = fields ?? YamlMap.Empty;
        }
        else if (word.Name == "reset")
        {
            _lastCall = null;
        }
        else if (word.Call != CallUse.None && fields?["sessionId"] is null)
        {
            if (_lastCall is null)
            {
                problems.Add(position, value.Path, "no call has been placed yet; allowed: sessionId, or a step 'call' before this one");
            }
            else if (!IsInteractive(_lastCall) && (word.Call == CallUse.DrivesInteractive || _lastCall["until"] is null))
            {
                var allowed = word.Call == CallUse.DrivesInteractive ? "interactive: true" : "interactive: true or until";
                problems.Add(position, value.Path, $"the call of line {_lastCall.Position.Line} goes on by itself; allowed there: {allowed}");
            }
        }
    }

    private static bool IsInteractive(YamlMap call) => call["interactive"] is YamlScalar { Text: var text } && ScalarRules.Flag.TryParse(text, out var flag) && flag;

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

            word.Across?.Invoke(map);
            return word;
        });
    }

    private static YamlField WithoutPatterns(YamlField field) => field with { Node = Matchers.WithoutPatterns(field.Node) };

    /// <summary>A fault on an operation of another mode would never strike.</summary>
    private static void RefuseOtherModes(YamlMap rule, YamlField fault, Mode mode)
    {
        var operation = PlatformOperations.All.FirstOrDefault(operation => operation.Name == (rule["on"] as YamlScalar)?.Text);
        if (operation?.Mode is { } other && other != mode)
        {
            var own = PlatformOperations.All.Where(candidate => candidate.Mode is null || candidate.Mode == mode).Select(candidate => candidate.Name);
            fault.Problems.Add(
                rule["on"]!.Position, $"{fault.Path}.on", $"mode {ModeNames.Choices.NameOf(mode)} has no '{operation.Name}'; allowed: api, {string.Join(", ", own)}, and pushes");
        }
    }

    private List<SavedValue> Saved(StepWord word, YamlField step, YamlField save)
    {
        var hasNone = word.Name == "expectCallback" && (step.Node as YamlMap)?[word.Name] is YamlMap value && value["count"] is YamlScalar { Text: "0" };
        if (save.IsGiven && (!word.Saves || hasNone))
        {
            problems.Add(KeyPosition(step, "save"), step.Path, $"'{word.Name}' has nothing to save{(hasNone ? " with a count of 0" : "")}; allowed: as, expect");
            return [];
        }

        var saved = Saved(save);
        var known = ExpectationReader.SavedOf(word);
        foreach (var (_, path, position) in saved)
        {
            if (path.Segments[0].Name is { } name && known?.Contains(name) == false)
            {
                problems.Add(position, save.Path, $"'{word.Name}' reports no {Quote.Of(name)}; {Closest.Hint(name, known)}allowed: {string.Join(", ", known)}");
            }
        }

        return saved;
    }

    private List<SavedValue> Saved(YamlField save)
    {
        if (!save.IsGiven)
        {
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
                }

                if (name.Length > 0)
                {
                    names.Add(name);
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
