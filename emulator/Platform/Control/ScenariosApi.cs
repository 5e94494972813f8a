using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Scenarios.Serving;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>Scenarios inside the server: those of its folder, one that a request brings, and what came of each run.</summary>
internal static class ScenariosApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("GET", "scenarios", static call => ControlAnswer.Ok(
            new ItemList<ScenarioView>([.. call.Emulator.Scenarios.Scenarios.Select(ScenarioView.Of)]), ControlJson.Api.ItemListScenarioView)),
        new("POST", "scenarios/run", RunBodyAsync) { HasBody = false },
        ControlOperation.Of("POST", "scenarios/{name}/run", RunNamed),
        ControlOperation.Of("GET", "scenarios/runs", static call =>
        {
            var (runs, dropped) = call.Emulator.ScenarioRuns.Read();
            return ControlAnswer.Ok(new JournalList<ScenarioRunView>([.. runs.Select(ScenarioRunView.Of)], dropped), ControlJson.Api.JournalListScenarioRunView);
        }),
        ControlOperation.Of("GET", "scenarios/runs/{id}", static call => call.Emulator.ScenarioRuns.Find(call.InPath("id")) is { } run
            ? ControlAnswer.Ok(ScenarioRunView.Of(run), ControlJson.Api.ScenarioRunView)
            : ControlAnswer.NotFound($"There is no run {call.InPath("id")}.")),
    ];

    private static ControlAnswer RunNamed(ControlCall call)
    {
        var name = call.InPath("name");
        if (call.Emulator.Scenarios.Find(name) is not { } scenario)
        {
            var names = call.Emulator.Scenarios.Scenarios.Select(known => known.Name).ToList();
            var meant = Closest.Meant(name, names) is { } closest ? $" Did you mean {closest}?" : "";
            return ControlAnswer.NotFound(
                $"There is no scenario {name}.{meant} {(names.Count == 0 ? "None is loaded: serve --scenarios DIR." : $"Loaded: {string.Join(", ", names)}.")}");
        }

        return scenario.When is null
            ? Start(call, scenario)
            : ControlAnswer.Conflict($"The scenario {name} starts by itself, when '{scenario.When.What}' happens in its application.");
    }

    private static async Task<ControlAnswer> RunBodyAsync(ControlCall call)
    {
        // The body is the scenario; nothing else is input.
        call.Input.Map(static _ => true);
        if (call.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await RequestBody.ReadAsync(call.Request, call.Aborted) is not { } body)
        {
            return ControlAnswer.Malformed("The body is broken, or longer than 1 MiB.");
        }

        var applications = call.Worlds.All.ToDictionary(world => world.Application.Name!, world => world.Application.Mode, StringComparer.Ordinal);
        var loaded = new ScenarioLoader(applications).Load(YamlParser.Parse(body.Span, "body"), "body");
        if (loaded.Scenario is not { } scenario)
        {
            return ControlAnswer.Invalid(loaded.Problems);
        }

        return scenario.When is null
            ? Start(call, scenario)
            : ControlAnswer.Malformed("A scenario with 'when' starts by itself: put it into the folder of serve --scenarios.");
    }

    private static ControlAnswer Start(ControlCall call, Scenario scenario)
    {
        var run = call.Emulator.ScenarioRuns.Start(scenario);
        return ControlAnswer.Accepted($"{ControlApi.Base}/scenarios/runs/{run.Id}", new StartedRun(run.Id), ControlJson.Api.StartedRun);
    }
}

/// <summary>A loaded scenario; <c>When</c> is what starts it by itself.</summary>
internal sealed record ScenarioView(
    string Name,
    string Description,
    IReadOnlyList<string> Tags,
    string Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? When)
{
    public static ScenarioView Of(Scenario scenario) => new(scenario.Name, scenario.Description, scenario.Tags, scenario.Source, scenario.When?.What);
}

internal sealed record StartedRun(string Id);

/// <summary>A run with every step of the scenario: those to come are <c>waiting</c>, those behind a failed one <c>skipped</c>.</summary>
internal sealed record ScenarioRunView(
    string Id,
    string Name,
    string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem,
    IReadOnlyList<RunStepView> Steps)
{
    public static ScenarioRunView Of(ScenarioRun run)
    {
        var state = run.State;
        var played = run.Steps;
        return new(
            run.Id,
            run.Scenario.Name,
            ScenarioStates.OfRun.NameOf(state),
            run.Problem,
            [
                .. played.Select(RunStepView.Of),
                .. run.Scenario.Steps.Skip(played.Count).Select((step, index) => RunStepView.Of(
                    step,
                    state != ScenarioRunState.Running ? ScenarioStepState.Skipped : index == 0 ? ScenarioStepState.Running : ScenarioStepState.Waiting)),
            ]);
    }
}

/// <summary>A step: of a failed one, what it expected and got, one line for each difference.</summary>
internal sealed record RunStepView(
    string Step,
    int Line,
    string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Expected = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Got = null)
{
    public static RunStepView Of(StepResult result) => result switch
    {
        { Passed: true } => Of(result.Step, ScenarioStepState.Passed),
        { Problem: { } problem } => Of(result.Step, ScenarioStepState.Failed) with { Got = problem },
        _ => Of(result.Step, ScenarioStepState.Failed) with
        {
            Expected = Lines(result.Differences.Select(difference => $"{difference.Path}: {difference.Expected}")),
            Got = Lines(result.Differences.Select(difference => $"{difference.Path}: {difference.Got}").Concat(result.Refusal is { } refusal ? [refusal] : [])),
        },
    };

    public static RunStepView Of(ScenarioStep step, ScenarioStepState state) =>
        new(step.Frame.Title, step.Frame.Position.Line, ScenarioStates.OfStep.NameOf(state));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
