using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>Calls: placed, looked at, and driven by hand.</summary>
internal static class CallsApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("POST", "calls", ReadCall, Place),
        ControlOperation.Of("GET", "calls", static (call, map) => call.App(map["app"]), static (call, app) => ControlAnswer.Ok(
            new JournalList<CallView>(
                [.. call.Apps(app).SelectMany(world => world.Calls.Calls.Select(placed => CallView.Of(world, placed)))],
                call.Apps(app).Sum(world => world.Calls.Dropped)),
            ControlJson.Api.JournalListCallView)),
        ControlOperation.Of("GET", "calls/{sessionId}", static (call, _) => call.CallOf(call.InPath("sessionId")), static (_, found) =>
            Show(found.World, found.Call)),
        Drive("answer", static (_, _) => true, static (calls, id, _, gate) => calls.Answer(id, gate), byHandOnly: true),
        Drive("reject", static (_, _) => true, static (calls, id, _, gate) => calls.Reject(id, gate), byHandOnly: true),
        Drive(
            "hangup",
            static (_, map) => map["hangsUp"].Choice(Parties.Names, Party.Caller),
            static (calls, id, party, gate) => calls.HangUp(id, party, gate)),
        Drive(
            "keys",
            static (_, map) => ReadKeys(map.Required("keys")),
            static (calls, id, keys, gate) => calls.Key(id, keys, gate)),
    ];

    private static (World? App, PhoneNumber From, PhoneNumber To, CallPlan Plan) ReadCall(ControlCall call, YamlMapReader map)
    {
        var app = call.App(map["app"]);
        var from = map.Required("from").Value(ControlRules.Number, default);
        var to = map.Required("to").Value(ControlRules.Number, default);
        var owner = call.Worlds.OwnerOf(to);

        // A wrong X of an AXE application is an event of its own, 8025; elsewhere nobody would ever hear of the call.
        if (app is null ? owner is null : app != owner && app.Application.Mode != Mode.Axe)
        {
            call.NotFound($"{to} is no privacy number of {(app is null ? "any application" : app.Application.Name)}.");
        }

        return (app ?? owner, from, to, new CallPlan
        {
            Keys = [.. map["keys"].List(item => item.Value(ControlRules.Keys, ""), [])],
            Outcome = map["outcome"].Optional(ScalarRules.Choice(Outcomes.Names)),
            RingsFor = map["ringsFor"].Optional(ScalarRules.Duration),
            TalksFor = map["talksFor"].Optional(ScalarRules.Duration),
            HangsUp = map["hangsUp"].Choice(Parties.Names, Party.Caller),
            Interactive = map["interactive"].Flag(),
        });
    }

    /// <summary>What is keyed now; also as the list of one entry that <c>POST calls</c> would take.</summary>
    private static string ReadKeys(YamlField field) => (field.Node is YamlList { Items: [var entry] } ? field with { Node = entry } : field).Value(ControlRules.Keys, "");

    private static ControlAnswer Place(ControlCall call, (World? App, PhoneNumber From, PhoneNumber To, CallPlan Plan) input)
    {
        var world = input.App!;
        var placed = world.Calls.Place(input.From, input.To, input.Plan, call.Answered);
        return ControlAnswer.Created(
            $"{ControlApi.Base}/calls/{Uri.EscapeDataString(placed.SessionId)}",
            new PlacedCall(placed.SessionId, world.Application.Name!, placed.CallInTime),
            ControlJson.Api.PlacedCall);
    }

    private static ControlOperation Drive<T>(
        string action,
        Func<ControlCall, YamlMapReader, T> read,
        Func<CallEngine, string, T, AnswerGate, bool> act,
        bool byHandOnly = false) =>
        ControlOperation.Of(
            "POST",
            "calls/{sessionId}/" + action,
            (call, map) => (Found: call.CallOf(call.InPath("sessionId")), Input: read(call, map)),
            (call, input) =>
            {
                var (world, driven) = input.Found;
                if (byHandOnly && !driven.Plan.Interactive)
                {
                    return ControlAnswer.Conflict($"The call {driven.SessionId} was not placed with \"interactive\": true.");
                }

                var done = act(world.Calls, driven.SessionId, input.Input, call.Answered);
                var now = world.Calls.Find(driven.SessionId) ?? driven;
                return done
                    ? Show(world, now)
                    : ControlAnswer.Conflict($"The call {now.SessionId} is {CallStates.Names.NameOf(now.State)}: {action} is not possible.");
            });

    private static ControlAnswer Show(World world, Call call) => ControlAnswer.Ok(CallView.Of(world, call), ControlJson.Api.CallView);
}

internal sealed record PlacedCall(string SessionId, string App, DateTimeOffset Now);
