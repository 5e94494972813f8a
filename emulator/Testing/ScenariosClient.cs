using System.Text;
using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Testing;

/// <summary>Scenarios that the emulator plays itself (docs/scenarios.md): those of its folder, and any that a test brings.</summary>
public sealed class ScenariosClient
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly ControlChannel _channel;

    internal ScenariosClient(ControlChannel channel) => _channel = channel;

    /// <summary>Lists the scenarios of the emulator's folder, in the order of its files.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>None if it has no folder.</returns>
    public async Task<IReadOnlyList<ServedScenario>> ListAsync(CancellationToken cancellationToken = default) =>
        (await _channel.GetAsync("scenarios", TestingJson.Api.ItemsServedScenario, cancellationToken)).List;

    /// <summary>Runs a scenario of the folder to its end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops waiting; the run goes on.</param>
    /// <returns>The run, passed or failed.</returns>
    /// <exception cref="EmulatorException">404: no scenario has the name; 409: it starts by itself.</exception>
    /// <example><code>
    /// var run = await emulator.Scenarios.RunAsync("answered");
    /// Assert.That(run.Passed, run.ToString());
    /// </code></example>
    public async Task<PlayedScenario> RunAsync(string name, CancellationToken cancellationToken = default) =>
        await EndOfAsync(await _channel.SendAsync(HttpMethod.Post, $"scenarios/{ControlChannel.Escape(name)}/run", null, TestingJson.Api.PlayedScenario, cancellationToken), cancellationToken);

    /// <summary>Runs a scenario that is given as text to its end.</summary>
    /// <param name="yaml">What a scenario file holds, at most 1 MiB.</param>
    /// <param name="cancellationToken">Stops waiting; the run goes on.</param>
    /// <returns>The run, passed or failed.</returns>
    /// <exception cref="EmulatorException">400: the text is faulty; <see cref="EmulatorException.Errors"/> has every problem with its line.</exception>
    public async Task<PlayedScenario> RunTextAsync(string yaml, CancellationToken cancellationToken = default) =>
        await EndOfAsync(await _channel.SendTextAsync("scenarios/run", Encoding.UTF8.GetBytes(yaml), TestingJson.Api.PlayedScenario, cancellationToken), cancellationToken);

    /// <summary>Lists the newest runs, also those that started by themselves.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The oldest first.</returns>
    public async Task<IReadOnlyList<PlayedScenario>> RunsAsync(CancellationToken cancellationToken = default) =>
        (await _channel.GetAsync("scenarios/runs", TestingJson.Api.ItemsPlayedScenario, cancellationToken)).List;

    private async Task<PlayedScenario> EndOfAsync(PlayedScenario run, CancellationToken ct)
    {
        while (true)
        {
            run = await _channel.GetAsync("scenarios/runs/" + run.Id, TestingJson.Api.PlayedScenario, ct);
            if (run.State != ScenarioRunState.Running)
            {
                return run;
            }

            await Task.Delay(Poll, WallClock.Provider, ct);
        }
    }
}

/// <summary>A scenario of the emulator's folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it shows.</param>
/// <param name="Tags">Words to select it by.</param>
/// <param name="Source">Its file.</param>
/// <param name="When">What starts it by itself, such as <c>bound</c>; null if it is run by name.</param>
public sealed record ServedScenario(string Name, string Description, IReadOnlyList<string> Tags, string Source, string? When = null);

/// <summary>A run of a scenario inside the emulator.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The scenario's name.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Problem">Why it could not begin or go on; null when a step says so.</param>
/// <param name="Steps">Every step of the scenario, in order.</param>
public sealed record PlayedScenario(string Id, string Name, ScenarioRunState State, string? Problem = null, IReadOnlyList<PlayedStep>? Steps = null)
{
    /// <summary>Whether it has ended, and every step met its expectations.</summary>
    [JsonIgnore]
    public bool Passed => State == ScenarioRunState.Passed;

    /// <summary>The steps, one a line, with what a failed one expected and got.</summary>
    /// <returns>For the message of an assertion.</returns>
    public override string ToString() => string.Join('\n', (string[])[$"{Name} {ScenarioStates.OfRun.NameOf(State)} {Problem}".TrimEnd(), .. (Steps ?? []).Select(step => step.ToString())]);
}

/// <summary>A step of a run.</summary>
/// <param name="Step">Its word and label.</param>
/// <param name="Line">Where it stands in its file.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Expected">Of a failed one, a line for each difference.</param>
/// <param name="Got">The same lines with what came, or why it could not be played.</param>
public sealed record PlayedStep(string Step, int Line, ScenarioStepState State, string? Expected = null, string? Got = null)
{
    /// <summary>One line, and what differs below it.</summary>
    /// <returns>For the message of an assertion.</returns>
    public override string ToString() => $"line {Line}: {Step} {ScenarioStates.OfStep.NameOf(State)}{(Expected is null ? "" : $"\n  expected {Expected}")}{(Got is null ? "" : $"\n  got {Got}")}";
}
