using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Server;

/// <summary><c>run</c> and <c>validate</c>.</summary>
internal static class ScenarioVerbs
{
    public static async Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter errors)
    {
        Uri? target = null;
        if (line[Option.Target] is { } url && (!Uri.TryCreate(url, UriKind.Absolute, out target) || target.Scheme is not ("http" or "https")))
        {
            await errors.WriteLineAsync($"privatenumber run: --target '{url}' is not allowed; allowed: a URL such as http://127.0.0.1:8080");
            return Verbs.Usage;
        }

        return await Settings.LoadAsync(line, errors) is { } configuration
            ? await ScenarioCommand.RunAsync(
                line.Words,
                new ScenarioRunOptions
                {
                    Configuration = configuration,
                    Target = target is null ? null : () => ScenarioTarget.Connect(target),
                    Report = line[Option.Report],
                    Verbose = line.Has(Option.Verbose),
                    Colours = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected,
                },
                output,
                CancellationToken.None)
            : Verbs.Usage;
    }

    public static async Task<int> ValidateAsync(CommandLine line, TextWriter output, TextWriter errors) =>
        await Settings.LoadAsync(line, errors) is { } configuration
            ? await ScenarioCommand.ValidateAsync(line.Words, configuration, output)
            : Verbs.Usage;
}
