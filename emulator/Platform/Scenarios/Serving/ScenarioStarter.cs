using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Journals;

namespace PrivateNumber.Emulator.Scenarios.Serving;

/// <summary>Starts the reactive scenarios of the library: each time that what one waits for happens, it runs once more.</summary>
internal sealed partial class ScenarioStarter(
    ScenarioLibrary library, ScenarioRuns runs, InProcessEmulator emulator, EmulatorOptions options, EventFeed events, ILogger<ScenarioStarter> log)
    : IEventListener, IHostedService
{
    /// <summary>Runs of one application at the same time.</summary>
    private const int MostAtOnce = 100;

    /// <summary>Runs that cause one another: a scenario whose own steps start it would have no end.</summary>
    private const int MostLinks = 20;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Scenarios is not null)
        {
            events.Add(this);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        events.Remove(this);
        return Task.CompletedTask;
    }

    public void Happened(World world, Happening happening)
    {
        foreach (var scenario in library.Scenarios)
        {
            if (scenario.When is { } trigger && scenario.Application is ScenarioApplication.Configured { Name: var name } && name == world.Application.Name
                && trigger.What == happening.What)
            {
                Consider(world, scenario, trigger, happening);
            }
        }

        if (happening is { What: Happening.Ended, SessionId: { } ended })
        {
            // The last thing that anybody reacts to in a call, whether its CDR is pushed or not.
            world.Reactions.Forget(ended);
        }
    }

    public void Called(World world, CallEvent happened)
    {
        var sessionId = happened.StatusInfo.SessionId;
        world.Reactions.Follow(sessionId);
        world.Reactions.Hear([sessionId]);
    }

    public void Pushed(World world, Push push) => world.Reactions.Hear(push.SessionIds);

    private void Consider(World world, Scenario scenario, Trigger trigger, Happening happening)
    {
        var fields = happening.Fields();
        if (!trigger.IsMetBy(happening.What, fields, VariablesOf(world, scenario)))
        {
            return;
        }

        var links = world.Reactions.LinksBehind(happening.SessionId) + 1;
        var run = runs.Add(scenario);
        if (Refusal(world, scenario, happening, fields, links) is { } refusal)
        {
            run.Fail(refusal);
            _ = Task.Run(() => Tell(run), CancellationToken.None);
            return;
        }

        world.Reactions.Begin();
        var generation = world.Reactions.Generation;
        _ = Task.Run(() => PlayAsync(world, run, happening.Gate, fields, links, generation), CancellationToken.None);
    }

    private static string? Refusal(World world, Scenario scenario, Happening happening, JsonObject fields, int links)
    {
        if (links > MostLinks)
        {
            return $"it was started by itself or by others {MostLinks} times in a row: what its steps do must not start it again";
        }

        if (world.Reactions.Count >= MostAtOnce)
        {
            return $"{MostAtOnce} scenarios of {world.Application.Name} run at the same time already";
        }

        return scenario.FreeNames.FirstOrDefault(free => !fields.ContainsKey(free.Name)) is { } unknown
            ? $"{unknown.Position.Source}:{unknown.Position.Line}:{unknown.Position.Column}: '{happening.What}' has no ${unknown.Name}; it has: {string.Join(", ", fields.Select(field => "$" + field.Key))}"
            : null;
    }

    private Variables VariablesOf(World world, Scenario scenario)
    {
        var variables = Variables.None.With(Variables.AppKey, world.Application.AppKey);
        foreach (var (name, number) in PartyNumbers.MakeUp(scenario, options.Seed))
        {
            variables = variables.With(name, number);
        }

        return variables;
    }

    private async Task PlayAsync(World world, ScenarioRun run, AnswerGate gate, JsonObject fields, int links, CancellationToken generation)
    {
        try
        {
            await gate.WhenOpen.WaitAsync(generation);
            var turn = new Turn(links);
            lock (world.Gate)
            {
                generation.ThrowIfCancellationRequested();
                world.Reactions.Begun(turn);
            }

            await turn.Come.WaitAsync(generation);
            using var http = emulator.CreateClient();
            var pace = new FollowedClock(world, new ControlClient(http), run.Scenario.Name, links, generation);
            run.End(await new ScenarioRunner(http) { Occasion = new Occasion(fields, pace) }.RunAsync(run.Scenario, run.Played, generation));
        }
        catch (OperationCanceledException) when (generation.IsCancellationRequested)
        {
            run.Fail("the application was reset");
        }
        catch (Exception e)
        {
            // Nobody else would hear of it.
            run.Fail($"the emulator failed: {e.Message}");
        }
        finally
        {
            lock (world.Gate)
            {
                if (!generation.IsCancellationRequested)
                {
                    world.Reactions.End();
                }
            }

            Tell(run);
        }
    }

    /// <summary>A test that makes no control call would not hear of it otherwise.</summary>
    private void Tell(ScenarioRun run)
    {
        if (run.State == ScenarioRunState.Failed)
        {
            var step = run.Steps is [.., { Passed: false } last] ? last : null;
            var why = run.Problem ?? step?.Problem ?? string.Join("; ", step?.Differences.Select(difference => $"{difference.Path}: expected {difference.Expected}, got {difference.Got}") ?? []);
            Log.Failed(log, run.Scenario.Name, step is null ? run.Scenario.Source : $"{step.Step.Frame.Place}: {step.Step.Frame.Title}", why);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 4004, Level = LogLevel.Warning, Message = "The scenario {Name} failed at {Place}: {Why}")]
        public static partial void Failed(ILogger logger, string name, string place, string why);
    }
}
