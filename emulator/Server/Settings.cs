using System.Collections;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Server;

/// <summary>The configuration of this process: the file, the variables over it, the flags over both; below all, what the image falls back on.</summary>
internal static class Settings
{
    public static LoadedConfiguration Load(CommandLine line, IReadOnlyDictionary<string, string> environment)
    {
        var overrides = line.Options.Where(given => given.Key.Key is not null).Select(given => (given.Key.Key!, given.Value, given.Key.Name)).ToList();
        return ConfigurationLoader.Load(line[Option.Config], environment, overrides, ContainerImage.Fallbacks(environment));
    }

    /// <summary>The options, or null after every problem has been written.</summary>
    public static async Task<EmulatorOptions?> LoadAsync(CommandLine line, TextWriter errors)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
        var loaded = Load(line, environment);
        foreach (var problem in loaded.Problems)
        {
            await errors.WriteLineAsync(problem);
        }

        return loaded.Options;
    }
}
