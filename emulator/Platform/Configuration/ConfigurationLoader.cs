using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>What came of loading: options, or every problem as <c>file:line:column: message</c>.</summary>
internal sealed record LoadedConfiguration(EmulatorOptions? Options, IReadOnlyList<string> Problems);

/// <summary>What holds where the user says nothing: a file, and values of keys at the top of it.</summary>
internal sealed record Fallbacks(string? File, IReadOnlyList<(string Key, string Value)> Values)
{
    public static Fallbacks None { get; } = new(null, []);
}

/// <summary>Makes the options from a file, the variables over it, and the flags over both.</summary>
internal static class ConfigurationLoader
{
    private const string Prefix = "EMULATOR_";

    /// <param name="filePath">The file, or null for the one that EMULATOR_CONFIG names, or for none.</param>
    /// <param name="environment">All variables of the process; those of others are passed over.</param>
    /// <param name="overrides">Flags: the key that each sets, such as <c>dataDir</c>, and how the user wrote it, such as <c>--data-dir</c>.</param>
    /// <param name="fallbacks">What holds where none of these says anything.</param>
    public static LoadedConfiguration Load(
        string? filePath,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyList<(string Key, string Value, string Source)> overrides,
        Fallbacks? fallbacks = null)
    {
        filePath ??= environment.FirstOrDefault(variable => IsFileVariable(variable.Key)).Value ?? fallbacks?.File;
        var document = string.IsNullOrEmpty(filePath) ? new YamlDocument(YamlMap.Empty, []) : YamlParser.ParseFile(filePath);
        return LoadDocument(document, environment, overrides, fallbacks);
    }

    /// <summary>The same from a document in memory.</summary>
    public static LoadedConfiguration LoadDocument(
        YamlDocument document,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyList<(string Key, string Value, string Source)> overrides,
        Fallbacks? fallbacks = null)
    {
        var problems = document.Problems;
        var variables = environment
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                && !IsFileVariable(variable.Key)
                && !ServiceVariables.IsOne(variable.Key, variable.Value))
            .Select(variable => (Key: KeyOf(variable.Key), variable.Value, Source: variable.Key));
        var overlays = Overlays(variables, key => $"unknown variable; did you mean {VariableOf(key)}?", problems)
            .Concat(Overlays(overrides, key => $"unknown key; did you mean {key}?", problems))
            .ToList();
        if (document.Root is not { } root)
        {
            return new LoadedConfiguration(null, Messages(problems));
        }

        root = WithFallbacks(WithApplications(root), fallbacks ?? Fallbacks.None);
        foreach (var overlay in overlays)
        {
            root = overlay.ApplyTo(root, problems);
        }

        var options = EmulatorBinder.Bind(YamlField.Root(root, problems));
        return problems.Count == 0 ? new LoadedConfiguration(options, []) : new LoadedConfiguration(null, Messages(problems));
    }

    // A key that is left out has its default, in a file as without one; `applications: []` is none.
    private static YamlNode WithApplications(YamlNode root) =>
        (root.IsNull ? YamlMap.Empty : root) is YamlMap map && map["applications"] is null or { IsNull: true }
            ? map.With(new YamlEntry(new YamlScalar("applications", true, Position.None), DefaultConfiguration.Applications))
            : root;

    private static YamlNode WithFallbacks(YamlNode root, Fallbacks fallbacks) => fallbacks.Values.Aggregate(root, static (node, fallback) =>
        node is YamlMap map && map[fallback.Key] is null
            ? map.With(new YamlEntry(new YamlScalar(fallback.Key, true, Position.None), new YamlScalar(fallback.Value, true, Position.None)))
            : node);

    private static bool IsFileVariable(string name) => name.Equals(VariableOf(ConfigurationKeys.File), StringComparison.OrdinalIgnoreCase);

    private static string KeyOf(string variable) => variable[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal);

    private static string VariableOf(string key) => Prefix + key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();

    private static List<string> Messages(YamlProblems problems) => [.. problems.Select(problem => problem.ToString())];

    private static List<Overlay> Overlays(
        IEnumerable<(string Key, string Value, string Source)> settings, Func<string, string> unknown, YamlProblems problems)
    {
        List<Overlay> overlays = [];
        foreach (var (key, value, source) in settings.OrderBy(setting => setting.Source, StringComparer.Ordinal))
        {
            if (ConfigurationKeys.Find(key) is { } segments)
            {
                overlays.Add(new Overlay(segments, value, Position.Of(source)));
            }
            else
            {
                problems.Add(Position.Of(source), "", unknown(ConfigurationKeys.ClosestTo(key)));
            }
        }

        overlays.Sort(Overlay.InOrder);
        return overlays;
    }
}
