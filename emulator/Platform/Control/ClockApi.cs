using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>The clocks of the applications: looked at, set, and moved.</summary>
internal static class ClockApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("GET", "clock", static (call, map) => call.App(map["app"]), Show),
        ControlOperation.Of(
            "PUT",
            "clock",
            static (call, map) => (
                App: call.App(map["app"]),
                Mode: map.Required("mode").Choice(ClockModes.Names),
                Factor: map["factor"].Value(Rules.Factor, call.Emulator.Options.Clock.Factor)),
            static (call, input) =>
            {
                foreach (var scheduler in Schedulers(call, input.App))
                {
                    scheduler.Change(input.Mode, input.Factor);
                }

                call.TellClocks(input.App);
                return Show(call, input.App);
            }),
        ControlOperation.Of("POST", "clock/advance", ReadAdvance, AdvanceAsync),
    ];

    private static ControlAnswer Show(ControlCall call, World? app) => app is not null
        ? ControlAnswer.Ok(ClockView.Of(app), ControlJson.Api.ClockView)
        : ControlAnswer.Ok(new ItemList<ClockView>([.. call.Worlds.All.Select(ClockView.Of)]), ControlJson.Api.ItemListClockView);

    /// <summary>Without an application also the time that belongs to none of them.</summary>
    private static List<Scheduler> Schedulers(ControlCall call, World? app) =>
        app is null ? [.. call.Worlds.All.Select(world => world.Clock), call.Worlds.Clock] : [app.Clock];

    private static AdvanceInput ReadAdvance(ControlCall call, YamlMapReader map)
    {
        var input = new AdvanceInput(
            call.App(map["app"]),
            map["by"].Optional(ScalarRules.Duration),
            map["to"].Optional(Rules.Time),
            map["untilCallEnds"].Optional(ScalarRules.Any));
        if (new[] { map["by"], map["to"], map["untilCallEnds"] }.Count(field => field.IsGiven) != 1)
        {
            call.Input.Problems.Add(Position.None, "", "allowed: one of by, to and untilCallEnds");
        }

        if (input.UntilCallEnds is { } sessionId && call.CallOf(sessionId).World is { } owner)
        {
            if (input.App is not null && input.App != owner)
            {
                call.NotFound($"The call {sessionId} is one of {owner.Application.Name}.");
            }

            input = input with { App = owner };
        }

        return input;
    }

    private static async Task<ControlAnswer> AdvanceAsync(ControlCall call, AdvanceInput input)
    {
        var schedulers = Schedulers(call, input.App);
        try
        {
            var fired = input switch
            {
                { By: { } by } => await Scheduler.AdvanceAllByAsync(schedulers, by, call.Aborted),
                { To: { } to } => await Scheduler.AdvanceAllAsync([.. schedulers.Select(scheduler => (scheduler, to))], call.Aborted),
                _ => await UntilCallEndsAsync(input.App!, input.UntilCallEnds!, call.Aborted),
            };
            call.TellClocks(input.App);
            return ControlAnswer.Ok(new Advanced(schedulers[^1].Now, [.. fired.Select(FiredView.Of)]), ControlJson.Api.Advanced);
        }
        catch (ArgumentOutOfRangeException)
        {
            // Only the clock itself can tell, once it stands still: a time in the past, or beyond the end of time.
            var (field, now) = (input.By is null ? "to" : "by", schedulers.Max(scheduler => scheduler.Now));
            return ControlAnswer.Malformed($"{field}: time runs forward, and ends; allowed: from {now.UtcDateTime:O} to {Clock.End.UtcDateTime:O}");
        }
    }

    private static Task<IReadOnlyList<FiredEvent>> UntilCallEndsAsync(World world, string sessionId, CancellationToken ct) =>
        world.Clock.AdvanceWhileAsync(
            () =>
            {
                lock (world.Gate)
                {
                    return world.Calls.GoesOn(sessionId) || world.Fees.Holds(sessionId) || world.Outbox.HoldsRecordOf(sessionId);
                }
            },
            Clock.End,
            ct);
}

internal sealed record AdvanceInput(World? App, TimeSpan? By, DateTimeOffset? To, string? UntilCallEnds);

/// <param name="App">The application.</param>
/// <param name="Mode">How time passes.</param>
/// <param name="Factor">How fast, where it is scaled.</param>
/// <param name="Now">The time.</param>
/// <param name="Next">When something is due next; null where nothing is.</param>
internal sealed record ClockView(
    string App,
    string Mode,
    double Factor,
    DateTimeOffset Now,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Next)
{
    public static ClockView Of(World world) =>
        new(world.Application.Name!, ClockModes.Names.NameOf(world.Clock.Mode), world.Clock.Factor, world.Clock.Now, world.Clock.Next?.Due);
}

internal sealed record Advanced(DateTimeOffset Now, IReadOnlyList<FiredView> Fired);

internal sealed record FiredView(
    DateTimeOffset At,
    string What,
    string App,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SessionId)
{
    public static FiredView Of(FiredEvent fired) => new(fired.At, fired.What, fired.App, fired.SessionId);
}
