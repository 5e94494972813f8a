using System.Globalization;
using System.Runtime.InteropServices;
using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Server;

/// <summary><c>run</c> and <c>validate</c>.</summary>
internal static class ScenarioVerbs
{
    private const int MostJobs = 256;

    /// <summary>What https://no-color.org asks of every program.</summary>
    private static bool TakesColours => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static async Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter errors)
    {
        Uri? target = null;
        if (line[Option.Target] is { } url && !ServerUrl.TryParse(url, out target))
        {
            await errors.WriteLineAsync($"privatenumber run: --target '{url}' is not allowed; allowed: {ServerUrl.Allowed}");
            return Verbs.Usage;
        }

        int? jobs = null;
        if (line[Option.Jobs] is { } text)
        {
            jobs = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostJobs ? number : null;
            if (jobs is null)
            {
                await errors.WriteLineAsync($"privatenumber run: --jobs '{text}' is not allowed; allowed: a whole number from 1 to {MostJobs}");
                return Verbs.Usage;
            }
        }

        // An application that a run has made on a server is taken away again.
        using var interrupted = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        return await Settings.LoadAsync(line, errors) is { } configuration
            ? await ScenarioCommand.RunAsync(
                line.Words,
                new ScenarioRunOptions
                {
                    Configuration = configuration,
                    Target = target is null ? null : () => ScenarioTarget.Connect(target),
                    Report = line[Option.Report],
                    Verbose = line.Has(Option.Verbose),
                    Filter = ScenarioFilter.Of(line[Option.Names], line[Option.Tags]),
                    Jobs = jobs,
                    Colours = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && TakesColours,
                    Progress = ReferenceEquals(errors, Console.Error) && !Console.IsErrorRedirected ? errors : null,
                },
                output,
                interrupted.Token)
            : Verbs.Usage;

        void Interrupt(PosixSignalContext signal)
        {
            // A second signal ends the program as ever.
            signal.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        }
    }

    public static async Task<int> ValidateAsync(CommandLine line, TextWriter output, TextWriter errors) =>
        await Settings.LoadAsync(line, errors) is { } configuration
            ? await ScenarioCommand.ValidateAsync(line.Words, configuration, output)
            : Verbs.Usage;
}
