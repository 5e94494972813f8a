using System.Xml.Linq;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The verbs <c>run</c> and <c>validate</c>; each returns the exit code of the program (docs/scenarios.md).</summary>
internal static class ScenarioCommand
{
    public const int Passed = 0;
    public const int Failed = 1;
    public const int Faulty = 2;

    public static async Task<int> RunAsync(IReadOnlyList<string> paths, ScenarioRunOptions options, TextWriter output, CancellationToken ct)
    {
        Dictionary<string, Mode> applications;
        try
        {
            applications = options.Target is { } target ? await ApplicationsOfAsync(target, ct) : ApplicationsOf(options.Configuration);
        }
        catch (Exception e) when (e is HttpRequestException or ControlFailure || ct.IsCancellationRequested)
        {
            await output.WriteLineAsync($"the target cannot be used: {e.Message}");
            return Faulty;
        }

        var (scenarios, problems) = Load(paths, applications);
        problems = [.. problems, .. scenarios.Where(scenario => scenario.When is not null && options.Filter.Takes(scenario)).Select(
            scenario => $"{scenario.Source}: a scenario with 'when' starts by itself and cannot be run; load it with serve --scenarios")];
        if (problems.Count == 0)
        {
            problems = [.. options.Filter.Problems(scenarios)];
        }

        if (problems.Count > 0)
        {
            await WriteAsync(problems, output);

            // The report of an earlier run must not be taken for this one's.
            await ReportAsync(JUnitReport.Of(problems), options, output);
            return Faulty;
        }

        List<Scenario> chosen = [.. scenarios.Where(options.Filter.Takes)];
        var printer = new ScenarioPrinter(output, options.Verbose, options.Colours);
        var batch = new ScenarioBatch(options, printer);
        try
        {
            await batch.RunAsync(chosen, ct);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            await output.WriteLineAsync($"interrupted: {chosen.Count - batch.Results.Count} of {chosen.Count} scenarios were not played to their end");
        }

        printer.Summary(batch.Results);

        // What was not played must not be missing from a report that looks green.
        var cut = chosen.Except(batch.Results.Select(result => result.Scenario)).Select(scenario => new ScenarioResult(scenario, [], "the run was interrupted"));
        if (!await ReportAsync(JUnitReport.Of([.. batch.Results, .. cut]), options, output))
        {
            return Faulty;
        }

        return batch.Results.Count == chosen.Count && batch.Results.All(result => result.Passed) ? Passed : Failed;
    }

    private static async Task<bool> ReportAsync(XDocument report, ScenarioRunOptions options, TextWriter output)
    {
        try
        {
            await (options.Report is { } file ? JUnitReport.WriteAsync(report, file) : Task.CompletedTask);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            await output.WriteLineAsync($"the report cannot be written: {e.Message}");
            return false;
        }
    }

    /// <summary>Checks scenarios, and configurations among them.</summary>
    public static async Task<int> ValidateAsync(IReadOnlyList<string> paths, EmulatorOptions configuration, TextWriter output)
    {
        var (files, problems) = ScenarioFiles.Find(paths);
        var loader = new ScenarioLoader(ApplicationsOf(configuration));
        problems = [.. problems, .. files.SelectMany(file => ProblemsOf(file, loader))];
        await WriteAsync(problems, output);
        return problems.Count == 0 ? Passed : Faulty;
    }

    private static IEnumerable<string> ProblemsOf(string file, ScenarioLoader loader)
    {
        var document = YamlParser.ParseFile(file);
        return ScenarioLoader.IsConfiguration(document.Root)
            ? ConfigurationLoader.LoadDocument(document, new Dictionary<string, string>(), []).Problems
            : loader.Load(document, file).Problems.Select(problem => problem.ToString());
    }

    private static (IReadOnlyList<Scenario> Scenarios, IReadOnlyList<string> Problems) Load(
        IReadOnlyList<string> paths, IReadOnlyDictionary<string, Mode> applications)
    {
        var (files, problems) = ScenarioFiles.Find(paths);
        var loader = new ScenarioLoader(applications);
        var loaded = files.Select(loader.LoadFile).ToList();
        return (
            [.. loaded.Select(file => file.Scenario).OfType<Scenario>()],
            [.. problems, .. loaded.SelectMany(file => file.Problems).Select(problem => problem.ToString())]);
    }

    private static Dictionary<string, Mode> ApplicationsOf(EmulatorOptions configuration) => configuration.Applications.Index()
        .ToDictionary(place => place.Item.NameAt(place.Index), place => place.Item.Mode, StringComparer.Ordinal);

    private static async Task<Dictionary<string, Mode>> ApplicationsOfAsync(Func<HttpClient> target, CancellationToken ct)
    {
        using var http = target();
        var applications = new Dictionary<string, Mode>(StringComparer.Ordinal);
        foreach (var application in await new ControlClient(http).ApplicationsAsync(ct))
        {
            if (ModeNames.Choices.TryParse(Scalars.ToText(application["mode"]), out var mode))
            {
                applications[Scalars.ToText(application["name"])] = mode;
            }
        }

        return applications;
    }

    private static async Task WriteAsync(IEnumerable<string> lines, TextWriter output)
    {
        foreach (var line in lines)
        {
            await output.WriteLineAsync(line);
        }
    }
}
