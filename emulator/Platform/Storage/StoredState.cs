using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Storage;

/// <summary>
/// Takes over what a process before this one has written. The configuration may have changed meanwhile: it wins wherever nothing was changed
/// at run time, and nothing that was made at run time is lost.
/// </summary>
internal sealed class StoredState
{
    private readonly EmulatorOptions _options;
    private readonly IReadOnlyDictionary<string, string> _rows;

    /// <summary>The items by <see cref="StateRows.ListOf"/>, each list in its order.</summary>
    private readonly ILookup<string, string> _items;
    private readonly JsonObject _emulator;
    private readonly List<(string Prefix, JsonObject Settings)> _applications;

    /// <param name="rows">All rows of the file; at least one.</param>
    /// <param name="options">The configuration of this process.</param>
    public StoredState(IReadOnlyDictionary<string, string> rows, EmulatorOptions options)
    {
        _rows = rows;
        _options = options;
        _emulator = Parse(rows[StateRows.Emulator]);
        _items = rows.OrderBy(row => row.Key, StringComparer.Ordinal).ToLookup(row => StateRows.ListOf(row.Key), row => row.Value, StringComparer.Ordinal);
        _applications =
        [
            .. rows.Keys.Where(id => StateRows.ListOf(id).Length == 0 && id.EndsWith("/" + StateRows.Settings, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(id => (id[..^StateRows.Settings.Length], Parse(rows[id]))),
        ];
    }

    /// <summary>Puts it in the place of the configured state. Returns what stands in the way, and then nothing has changed.</summary>
    public IReadOnlyList<string> Apply(Worlds worlds, AnswerGate gate)
    {
        var configured = worlds.All.ToDictionary(world => world.Application.Name!, StringComparer.Ordinal);
        List<string> problems = [.. _applications.SelectMany(stored => Unlike(stored.Settings, configured))];
        if (problems.Count == 0)
        {
            using var document = JsonDocument.Parse(Assemble(configured).ToJsonString(StateJson.Document.Options));
            problems.AddRange(StateReader.Apply(document.RootElement, worlds, _options, gate).Select(problem => problem.ToString()));
        }

        if (problems.Count == 0)
        {
            var known = _emulator[StateRows.Configured]!.AsArray().Select(name => (string)name!).ToHashSet(StringComparer.Ordinal);
            problems.AddRange(worlds.AddConfigured(name => !known.Contains(name)));
            problems.AddRange(_applications.SelectMany(stored => FitNumbers(worlds, stored.Settings["created"]!.AsObject())));
            FitClocks(worlds);
        }

        return problems;
    }

    /// <summary>These cannot change once there are bindings.</summary>
    private static IEnumerable<string> Unlike(JsonObject settings, Dictionary<string, World> configured)
    {
        var created = settings["created"]!;
        if (!configured.TryGetValue((string)created["name"]!, out var world))
        {
            yield break;
        }

        var now = world.Application;
        if ((string)created["mode"]! is var mode && mode != ModeNames.Choices.NameOf(now.Mode))
        {
            yield return $"{now.Name} is {mode} there, and {ModeNames.Choices.NameOf(now.Mode)} in the configuration";
        }

        if ((int)created["extensionDigits"]! is var digits && digits != now.ExtensionDigits)
        {
            yield return $"{now.Name} has {digits} extensionDigits there, and {now.ExtensionDigits} in the configuration";
        }
    }

    private JsonObject Assemble(Dictionary<string, World> configured)
    {
        var ordinals = Math.Max((int)_emulator["ordinals"]!, _options.Applications.Count);
        var applications = new JsonArray();
        foreach (var (prefix, stored) in _applications)
        {
            var application = stored.DeepClone().AsObject();
            var kinds = application[StateRows.Kinds]!.AsArray().Select(kind => (string)kind!).ToList();
            application.Remove(StateRows.Kinds);
            if (configured.ContainsKey((string)application["created"]!["name"]!))
            {
                RemoveEquals(application["settings"]!.AsObject(), application["created"]!.AsObject());
            }
            else if ((int)application["ordinal"]! < _options.Applications.Count)
            {
                // The configuration does not list it any more, and its place may be another's.
                application["ordinal"] = ordinals++;
            }

            foreach (var (name, value) in Parse(_rows[prefix + StateRows.Progress]))
            {
                application[name] = value?.DeepClone();
            }

            foreach (var kind in kinds)
            {
                application[kind] = new JsonArray([.. _items[$"{prefix}{kind}/"].Select(item => JsonNode.Parse(item))]);
            }

            applications.Add((JsonNode)application);
        }

        return new JsonObject
        {
            ["version"] = StateWriter.Version,
            ["ordinals"] = ordinals,
            ["clock"] = _emulator["clock"]!.DeepClone(),
            ["applications"] = applications,
        };
    }

    /// <summary>What was not changed at run time follows the configuration.</summary>
    private static void RemoveEquals(JsonObject settings, JsonObject created)
    {
        foreach (var (name, value) in settings.ToList())
        {
            if (JsonNode.DeepEquals(value, created[name]))
            {
                settings.Remove(name);
            }
            else if (value is JsonObject inner && created[name] is JsonObject before)
            {
                RemoveEquals(inner, before);
            }
        }
    }

    /// <summary>Numbers that the configuration has got meanwhile are added; city and SMS of the others are as configured. None is taken away.</summary>
    private static IEnumerable<string> FitNumbers(Worlds worlds, JsonObject created)
    {
        if (worlds.FindByName((string)created["name"]!) is not { } world)
        {
            yield break;
        }

        var before = created["numbers"]!.AsArray().Select(number => (string)number!["number"]!).ToHashSet(StringComparer.Ordinal);
        foreach (var number in world.ConfiguredNumbers)
        {
            if (world.Numbers.Find(number.Number) is { } known)
            {
                var fitting = known with { AreaCode = number.AreaCode, Sms = number.Sms };
                if (fitting != known)
                {
                    world.Numbers.Put(fitting);
                }
            }
            else if (!before.Contains(number.Number.Value) && worlds.AddNumber(world, number) == NumberAddition.Taken)
            {
                yield return $"{number.Number} belongs to {worlds.OwnerOf(number.Number)!.Application.Name} there, and to {world.Application.Name} in the configuration";
            }
        }
    }

    /// <summary>Time goes on from where it was; how it goes on, the configuration says anew where it has changed.</summary>
    private void FitClocks(Worlds worlds)
    {
        var now = _options.Clock;
        if ((string)_emulator[StateRows.ConfiguredMode]! == ClockModes.Names.NameOf(now.Mode) && (double)_emulator[StateRows.ConfiguredFactor]! == now.Factor)
        {
            return;
        }

        foreach (var clock in worlds.All.Select(world => world.Clock).Append(worlds.Clock))
        {
            clock.Change(now.Mode, now.Mode == ClockMode.Scaled ? now.Factor : 1);
        }
    }

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}
