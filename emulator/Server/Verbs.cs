namespace PrivateNumber.Emulator.Server;

/// <summary>What the program can do (README.md), and its exit codes.</summary>
internal static class Verbs
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    public static IReadOnlyList<Verb> All { get; } =
    [
        new("serve", "", [Option.Config, Option.Urls, Option.DataDir, Option.Scenarios, Option.PortFile], ServeVerb.RunAsync),
        new("run", "FILE…", [Option.Names, Option.Tags, Option.Report, Option.Config, Option.Target, Option.Jobs, Option.Verbose], ScenarioVerbs.RunAsync),
        new("validate", "FILE…", [Option.Config], ScenarioVerbs.ValidateAsync),
        new("init", "[DIR]", [], InitVerb.RunAsync),
        new("wait", "", [Option.Timeout, Option.Url, Option.Config], ProbeVerbs.WaitAsync),
        new("healthcheck", "", [Option.Config], ProbeVerbs.HealthcheckAsync),
    ];

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is [] or ["--help" or "-h" or "help"])
        {
            await WriteUsageAsync(args is [] ? errors : output);
            return args is [] ? Usage : Done;
        }

        if (args is ["--version"])
        {
            await output.WriteLineAsync($"privatenumber {Control.InfoApi.Version}");
            return Done;
        }

        if (All.FirstOrDefault(known => known.Name == args[0]) is not { } verb)
        {
            await errors.WriteLineAsync($"privatenumber: unknown verb '{args[0]}'; did you mean '{Text.Closest.To(args[0], All.Select(known => known.Name))}'?");
            await WriteUsageAsync(errors);
            return Usage;
        }

        if (args.AsSpan(1).ContainsAny("--help", "-h"))
        {
            await output.WriteLineAsync($"usage: privatenumber {verb.Usage}");
            return Done;
        }

        var line = CommandLine.Parse(verb, args.AsSpan(1));
        if (line.Problem is { } problem)
        {
            await errors.WriteLineAsync($"privatenumber {verb.Name}: {problem}");
            await errors.WriteLineAsync($"usage: privatenumber {verb.Usage}");
            return Usage;
        }

        return await verb.Run(line, output, errors);
    }

    private static async Task WriteUsageAsync(TextWriter output)
    {
        await output.WriteLineAsync("usage:");
        foreach (var verb in All)
        {
            await output.WriteLineAsync($"  privatenumber {verb.Usage}");
        }

        foreach (var option in (string[])["--help", "--version"])
        {
            await output.WriteLineAsync($"  privatenumber {option}");
        }
    }
}
