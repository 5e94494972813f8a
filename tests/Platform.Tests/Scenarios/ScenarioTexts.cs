using CsCheck;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>The scenario files that ship with the product.</summary>
internal static class ScenarioTexts
{
    private static readonly string[] Fragments =
        ["- ", ": ", "{", "}", "[", "]", "\n", "\n  ", "$", "$A", "$$", "null", "\"", "'", "&a", "*a", "!t", "#", "0", "absent", "steps:", "expect:", "save:", "bind:", "call:"];

    /// <summary>The folder <c>scenarios</c> at the root of the repository.</summary>
    public static string Folder { get; } = Path.Combine(Root(TestContext.CurrentContext.TestDirectory), "scenarios");

    public static IReadOnlyList<string> Files { get; } = [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>What runs without a configuration file.</summary>
    public static EmulatorOptions Configuration { get; } =
        ConfigurationLoader.Load(null, new Dictionary<string, string>(), []).Options! is var options
            ? options with { Applications = [.. options.Applications.Where(application => application.Mode == Mode.Axb)] }
            : throw new InvalidOperationException();

    /// <summary>A shipped file with some pieces of it replaced.</summary>
    public static Gen<string> Mutated { get; } = Gen.Select(
        Gen.OneOf([.. Files.Select(file => Gen.Const(File.ReadAllText(file)))]),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 12], Gen.OneOf([.. Fragments.Select(Gen.Const)])).Array[1, 6],
        (text, changes) => changes.Aggregate(text, (changed, change) =>
        {
            var (place, length, fragment) = change;
            var start = (int)(place * changed.Length);
            return changed[..start] + fragment + changed[Math.Min(changed.Length, start + length)..];
        }));

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Emulator.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
