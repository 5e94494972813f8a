namespace PrivateNumber.Emulator.Server;

/// <summary>What the program can do (contract §1), and its exit codes.</summary>
internal static class Verbs
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    private static readonly (string Name, string Use, Func<CommandLine, TextWriter, TextWriter, Task<int>> Run)[] All =
    [
        ("serve", "serve [--config FILE] [--urls URLS] [--data-dir DIR] [--scenarios DIR] [--port-file FILE]", ServeVerb.RunAsync),
        ("run", "run FILE… [--name NAMES] [--tag TAGS] [--report junit.xml] [--config FILE] [--target URL] [--jobs N] [--verbose]", ScenarioVerbs.RunAsync),
        ("validate", "validate FILE… [--config FILE]", ScenarioVerbs.ValidateAsync),
        ("init", "init [DIR]", InitVerb.RunAsync),
        ("wait", "wait [--timeout 30s] [--url URL] [--config FILE]", ProbeVerbs.WaitAsync),
        ("healthcheck", "healthcheck [--config FILE]", ProbeVerbs.HealthcheckAsync),
    ];

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is [] or ["--help" or "-h" or "help"])
        {
            await WriteUsageAsync(args is [] ? errors : output);
            return args is [] ? Usage : Done;
        }

        var verb = Array.Find(All, verb => verb.Name == args[0]);
        if (verb.Run is null)
        {
            await errors.WriteLineAsync($"privatenumber: unknown verb '{args[0]}'; did you mean '{Text.Closest.To(args[0], All.Select(known => known.Name))}'?");
            await WriteUsageAsync(errors);
            return Usage;
        }

        if (args.AsSpan(1).ContainsAny("--help", "-h"))
        {
            await output.WriteLineAsync($"usage: privatenumber {verb.Use}");
            return Done;
        }

        var line = CommandLine.Parse(verb.Use, args.AsSpan(1));
        if (line.Problem is { } problem)
        {
            await errors.WriteLineAsync($"privatenumber {verb.Name}: {problem}");
            await errors.WriteLineAsync($"usage: privatenumber {verb.Use}");
            return Usage;
        }

        return await verb.Run(line, output, errors);
    }

    private static async Task WriteUsageAsync(TextWriter output)
    {
        await output.WriteLineAsync("usage:");
        foreach (var (_, use, _) in All)
        {
            await output.WriteLineAsync($"  privatenumber {use}");
        }
    }
}
