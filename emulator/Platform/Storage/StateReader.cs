using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Time;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Storage;

/// <summary>
/// Takes over a document of state. All its applications are made beside those that run, with clocks that stand still; only when not one
/// problem was found do they take their place, so a faulty document changes nothing.
/// </summary>
internal sealed class StateReader
{
    /// <summary>More than anybody ever makes, and far from where numbers end.</summary>
    private const int MostApplications = 1_000_000;

    private static readonly string[] Members = ["version", "ordinals", "clock", "applications"];
    private static readonly string[] ApplicationMembers = ["ordinal", "created", "settings", "clock", "ids"];

    private readonly Worlds _worlds;
    private readonly EmulatorOptions _options;
    private readonly AnswerGate _gate;
    private readonly YamlProblems _problems = [];
    private readonly List<(World World, ClockState Clock)> _made = [];
    private readonly Dictionary<string, World> _configured = new(StringComparer.Ordinal);

    private readonly HashSet<PhoneNumber> _taken = [];

    /// <summary>An ordinal that neither the configuration nor the document gives away.</summary>
    private int _spare;

    /// <summary>All that were made and are not in force: whatever ends the reading ends their pushes and clocks.</summary>
    private readonly HashSet<World> _beside = [];

    private StateReader(Worlds worlds, EmulatorOptions options, AnswerGate gate)
    {
        _worlds = worlds;
        _options = options;
        _gate = gate;
    }

    /// <summary>Returns every problem of the document; none means that it is in force. Undelivered pushes wait for <paramref name="gate"/>.</summary>
    public static IReadOnlyList<YamlProblem> Apply(JsonElement document, Worlds worlds, EmulatorOptions options, AnswerGate gate) =>
        new StateReader(worlds, options, gate).Apply(document);

    private YamlProblems Apply(JsonElement document)
    {
        try
        {
            Read(document);
            return _problems;
        }
        finally
        {
            foreach (var world in _beside)
            {
                world.Dispose();
            }
        }
    }

    private void Read(JsonElement document)
    {
        if (Version(document) is not { } version || version != StateWriter.Version)
        {
            Problem("version", $"this emulator reads version {StateWriter.Version} of a state");
            return;
        }

        RefuseOthers(document, "", Members);
        var ordinals = Integer(document, "ordinals", "");
        var clock = Read(document, "clock", "", StateJson.Document.ClockState);
        foreach (var (ordinal, application) in _options.Applications.Index())
        {
            var world = Make(application, ordinal);
            _configured[world.Application.Name!] = world;
        }

        var applications = Items(document, "applications", "").ToList();
        _spare = applications.Select(OrdinalOf).Concat([_options.Applications.Count - 1, ordinals - 1]).Max() + 1;
        foreach (var (index, application) in applications.Index())
        {
            ReadApplication(application, $"applications[{index}]");
        }

        RefuseShared();
        if (_problems.Count == 0)
        {
            Enforce(ordinals, clock!);
        }
    }

    private void Enforce(int ordinals, ClockState clock)
    {
        List<World> worlds = [.. _made.Select(made => made.World)];
        _worlds.Replace(worlds, worlds.Select(world => world.Ordinal + 1).Concat([ordinals, _options.Applications.Count]).Max());
        _beside.ExceptWith(worlds);
        _worlds.Clock.Restore(clock);
        foreach (var (world, time) in _made)
        {
            world.Clock.Restore(time);
        }
    }

    private World Make(ApplicationOptions application, int ordinal)
    {
        var world = _worlds.Make(application, ordinal, _taken);
        _beside.Add(world);
        return world;
    }

    private void ReadApplication(JsonElement application, string path)
    {
        if (application.ValueKind != JsonValueKind.Object)
        {
            Problem(path, "an application is allowed");
            return;
        }

        var ordinal = Integer(application, "ordinal", path);
        var created = Settings(application, "created", path, null);
        var clock = Read(application, "clock", path, StateJson.Document.ClockState);
        var ids = Read(application, "ids", path, StateJson.Document.IdentifierState);
        if (created?.Name is null || clock is null || ids is null)
        {
            Problem(path, "created with a name, clock and ids are needed");
            return;
        }

        if (!_configured.TryGetValue(created.Name, out var world))
        {
            // Ordinals are part of ids: those of configured applications are theirs, here as elsewhere.
            world = Make(created, ordinal < _options.Applications.Count ? _spare++ : ordinal);
        }

        _made.Add((world, clock));
        lock (world.Gate)
        {
            world.Clock.RestoreStandingStill(clock);
            world.Ids.State = ids;
            world.Numbers.Reset();
            ReadSettings(application, path, world);
            using var behind = world.Outbox.Behind(_gate);
            RefuseOthers(application, path, [.. ApplicationMembers, .. world.Durable.Select(part => part.Kind)]);
            foreach (var part in world.Durable)
            {
                foreach (var (index, item) in Items(application, part.Kind, path).Index())
                {
                    if (part.Import(item) is { } problem)
                    {
                        Problem($"{path}.{part.Kind}[{index}]", problem);
                    }
                }
            }
        }
    }

    private static int OrdinalOf(JsonElement application) =>
        application.ValueKind == JsonValueKind.Object && application.TryGetProperty("ordinal", out var ordinal)
            && ordinal.ValueKind == JsonValueKind.Number && ordinal.TryGetInt32(out var place) ? place : -1;

    private void ReadSettings(JsonElement application, string path, World world)
    {
        var current = world.Application;
        if (Settings(application, "settings", path, current) is not { } changed)
        {
            return;
        }

        if ((changed.Name, changed.Mode, changed.AppKey, changed.ExtensionDigits) != (current.Name, current.Mode, current.AppKey, current.ExtensionDigits))
        {
            Problem($"{path}.settings", $"name, mode, appKey and extensionDigits cannot be other than those of {current.Name} as it was created");
        }

        world.Change(changed with { Numbers = current.Numbers });
    }

    /// <summary>Names, keys, places and numbers belong to one application each.</summary>
    private void RefuseShared()
    {
        Refuse("name", made => [made.Application.Name!]);
        Refuse("appKey", made => [made.Application.AppKey!]);
        Refuse("ordinal", made => [made.Ordinal]);
        Refuse("number", made => made.Numbers.Numbers.Select(number => (object)number.Number));

        void Refuse(string what, Func<World, IEnumerable<object>> valuesOf)
        {
            foreach (var shared in _made.SelectMany(made => valuesOf(made.World)).GroupBy(value => value).Where(group => group.Count() > 1))
            {
                Problem("applications", $"the {what} {shared.Key} stands twice");
            }
        }
    }

    private ApplicationOptions? Settings(JsonElement parent, string name, string path, ApplicationOptions? current)
    {
        if (!parent.TryGetProperty(name, out var settings) || settings.ValueKind != JsonValueKind.Object)
        {
            Problem($"{path}.{name}", "the settings of an application are missing");
            return null;
        }

        return ApplicationBinder.Bind(YamlField.Root(JsonTree.From(settings), _problems, $"{path}.{name}"), new Claims(), current);
    }

    private T? Read<T>(JsonElement parent, string name, string path, JsonTypeInfo<T> type)
        where T : class
    {
        T? read = null;
        if ((parent.TryGetProperty(name, out var element) ? StateJson.Read(element, type, Take) : "is missing") is { } problem)
        {
            Problem(PathOf(path, name), problem);
            return null;
        }

        return read;

        string? Take(T value)
        {
            read = value;
            return value is ClockState clock ? clock.Problem : null;
        }
    }

    private JsonElement.ArrayEnumerator Items(JsonElement parent, string name, string path)
    {
        if (parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array)
        {
            return list.EnumerateArray();
        }

        Problem(PathOf(path, name), "a list is missing");
        return default;
    }

    private int Integer(JsonElement parent, string name, string path)
    {
        if (parent.TryGetProperty(name, out var element) && element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) && value is >= 0 and <= MostApplications)
        {
            return value;
        }

        Problem(PathOf(path, name), $"a whole number from 0 to {MostApplications} is needed");
        return 0;
    }

    private static int? Version(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty("version", out var version)
        && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) ? number : null;

    private void RefuseOthers(JsonElement parent, string path, IReadOnlyCollection<string> known)
    {
        foreach (var other in parent.EnumerateObject().Where(member => !known.Contains(member.Name)))
        {
            Problem(path, $"unknown key {Quote.Of(other.Name)}; allowed: {string.Join(", ", known)}");
        }
    }

    private static string PathOf(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private void Problem(string path, string message) => _problems.Add(Position.None, path, message);
}
