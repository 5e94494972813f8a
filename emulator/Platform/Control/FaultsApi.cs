using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Control;

/// <summary>Faults on purpose: in answers of the API and in pushes (docs/faults.md).</summary>
internal static class FaultsApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("GET", "faults", static (call, map) => call.App(map["app"]), static (call, app) => ControlAnswer.Ok(
            new ItemList<FaultView>([.. call.Apps(app).SelectMany(List)]), ControlJson.Api.ItemListFaultView)),
        ControlOperation.Of("POST", "faults", static (call, map) => (call.App(map["app"]), FaultReader.Read(map)), Add),
        ControlOperation.Of("DELETE", "faults", static (call, map) => call.App(map["app"]), static (call, app) => Clear(call.Apps(app))),
        ControlOperation.Of("DELETE", "faults/{id}", Remove),
    ];

    private static List<FaultView> List(World world)
    {
        lock (world.Gate)
        {
            return [.. world.Faults.All.Select(rule => FaultView.Of(world, rule))];
        }
    }

    /// <summary>Without an application each gets a fault of its own, which strikes and counts for itself.</summary>
    private static ControlAnswer Add(ControlCall call, (World? App, FaultRule Rule) input)
    {
        var added = call.Apps(input.App).Select(world =>
        {
            lock (world.Gate)
            {
                return FaultView.Of(world, world.Faults.Add(input.Rule));
            }
        }).ToList();
        const string Faults = ControlApi.Base + "/faults";
        return input.App is null
            ? ControlAnswer.Created(Faults, new ItemList<FaultView>(added), ControlJson.Api.ItemListFaultView)
            : ControlAnswer.Created($"{Faults}/{added[0].Id}", added[0], ControlJson.Api.FaultView);
    }

    private static ControlAnswer Clear(IReadOnlyList<World> worlds)
    {
        foreach (var world in worlds)
        {
            lock (world.Gate)
            {
                world.Faults.Clear();
            }
        }

        return ControlAnswer.NoContent();
    }

    private static ControlAnswer Remove(ControlCall call)
    {
        var id = call.InPath("id");
        if (call.Worlds.OwnerOfId(id) is { } world)
        {
            lock (world.Gate)
            {
                if (world.Faults.Remove(id))
                {
                    return ControlAnswer.NoContent();
                }
            }
        }

        return ControlAnswer.NotFound($"No fault has the id {id}.");
    }
}

/// <summary>A fault as it was asked for, and what came of it.</summary>
internal sealed record FaultView
{
    public required string Id { get; init; }

    public required string App { get; init; }

    public required string On { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Times { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Nth { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Probability { get; init; }

    public required FaultKindView Fault { get; init; }

    public required int Matched { get; init; }

    public required int Struck { get; init; }

    public static FaultView Of(World world, FaultRule rule) => new()
    {
        Id = rule.Id,
        App = world.Application.Name!,
        On = rule.On,
        Times = rule.Times,
        Nth = rule.Nth,
        Probability = rule.Probability,
        Fault = FaultKindView.Of(rule.Fault),
        Matched = rule.Matched,
        Struck = rule.Struck,
    };
}

internal sealed record FaultKindView(string Kind)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Delay { get; init; }

    public static FaultKindView Of(Fault fault) => new(FaultKinds.Names.NameOf(fault.Kind))
    {
        Code = fault.Code?.Code,
        Status = fault.Status ?? fault.Code?.Status,
        Delay = fault.Delay is { } delay ? Durations.Format(delay) : null,
    };
}

/// <summary>In a journal: which fault it was.</summary>
internal sealed record FaultMark(string Id, string Kind)
{
    public static FaultMark? Of(FaultRule? rule) => rule is null ? null : new FaultMark(rule.Id, FaultKinds.Names.NameOf(rule.Fault.Kind));
}
