using CsCheck;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>The scenario files that ship with the product.</summary>
internal static class ScenarioTexts
{
    private static readonly string[] Fragments =
        ["- ", ": ", "{", "}", "[", "]", "\n", "\n  ", "$", "$A", "$$", "null", "\"", "'", "&a", "*a", "!t", "#", "0", "absent", "steps:", "expect:", "save:", "bind:", "call:"];

    public static string Folder { get; } = Repository.FileAt("scenarios");

    /// <summary>Relative to the folder, in their order.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What runs without a configuration file.</summary>
    public static EmulatorOptions Configuration { get; } = ConfigurationLoader.Load(null, new Dictionary<string, string>(), []).Options!;

    /// <summary>A shipped file with some pieces of it replaced.</summary>
    public static Gen<string> Mutated { get; } = Gen.Select(
        Gen.OneOf([.. Files.Select(file => Gen.Const(File.ReadAllText(PathOf(file))))]),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 12], Gen.OneOf([.. Fragments.Select(Gen.Const)])).Array[1, 6],
        (text, changes) => changes.Aggregate(text, (changed, change) =>
        {
            var (place, length, fragment) = change;
            var start = (int)(place * changed.Length);
            return changed[..start] + fragment + changed[Math.Min(changed.Length, start + length)..];
        }));

    public static string PathOf(string file) => Path.Combine(Folder, file);

    public static Scenario Load(string file) => Of(File.ReadAllText(PathOf(file)));

    public static Scenario Of(string text)
    {
        var loaded = Loader.Load(YamlParser.Parse(text, "s.yaml"), "s.yaml");
        Assert.That(loaded.Problems, Is.Empty);
        return loaded.Scenario!;
    }

    private static ScenarioLoader Loader => new(Configuration.Applications.ToDictionary(application => application.Name!, application => application.Mode));
}
