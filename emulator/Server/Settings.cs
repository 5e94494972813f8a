using System.Collections;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Server;

/// <summary>The configuration of this process: the file, the variables over it, the flags over both; below all, what the image falls back on.</summary>
internal static class Settings
{
    private static readonly (string Option, string Key)[] Flags =
        [("--urls", "urls"), ("--data-dir", "dataDir"), ("--scenarios", "scenarios"), ("--port-file", "portFile")];

    public static LoadedConfiguration Load(CommandLine line)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
        var overrides = Flags.Where(flag => line.Has(flag.Option)).Select(flag => (flag.Key, line[flag.Option]!, flag.Option)).ToList();
        return ConfigurationLoader.Load(line["--config"], environment, overrides, ContainerImage.Fallbacks(environment));
    }

    /// <summary>The options, or null after every problem has been written.</summary>
    public static async Task<EmulatorOptions?> LoadAsync(CommandLine line, TextWriter errors)
    {
        var loaded = Load(line);
        foreach (var problem in loaded.Problems)
        {
            await errors.WriteLineAsync(problem);
        }

        return loaded.Options;
    }
}
