using System.Reflection;

namespace PrivateNumber.Emulator.Server;

/// <summary><c>init</c> writes a starter configuration, and a first scenario with the schema that editors complete by; it never overwrites anything.</summary>
internal static class InitVerb
{
    private static readonly (string Resource, string File)[] Starters =
    [
        ("emulator.yaml", "emulator.yaml"),
        ("first-call.yaml", Path.Combine("scenarios", "first-call.yaml")),
        ("scenario.schema.json", Path.Combine("scenarios", "scenario.schema.json")),
    ];

    public static async Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter errors)
    {
        if (line.Words.Count > 1)
        {
            await errors.WriteLineAsync("privatenumber init: one folder at most");
            return Verbs.Usage;
        }

        var folder = line.Words is [var named] ? named : ".";
        var existing = Starters.Select(starter => Path.Combine(folder, starter.File)).Where(File.Exists).ToList();
        if (existing.Count > 0)
        {
            await errors.WriteLineAsync($"privatenumber init: {string.Join(", ", existing)} exists already; nothing was written");
            return Verbs.Usage;
        }

        try
        {
            foreach (var (resource, file) in Starters)
            {
                var path = Path.Combine(folder, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await using var source = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
                await using var target = File.Create(path);
                await source.CopyToAsync(target);
                await output.WriteLineAsync($"wrote {path}");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"privatenumber init: {e.Message}");
            return Verbs.Usage;
        }

        return Verbs.Done;
    }
}
