using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>Privacy numbers: listed, added, and put into another status.</summary>
internal static class NumbersApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("GET", "numbers", static (call, map) => call.App(map["app"]), static (call, app) => List(call.Apps(app))),
        ControlOperation.Of("POST", "numbers", ReadNew, Add),
        ControlOperation.Of("PATCH", "numbers/{number}", ReadStatus, Change),
    ];

    private static ControlAnswer List(IReadOnlyList<World> worlds) => Answer(worlds.SelectMany(world =>
    {
        lock (world.Gate)
        {
            return world.Numbers.Numbers.Select(number => NumberView.Of(world, number)).ToList();
        }
    }));

    private static (World App, NumberOptions Options) ReadNew(ControlCall call, YamlMapReader map) =>
        (call.App(map.Required("app"))!, ApplicationBinder.Number(map, ApplicationsApi.ClaimsBeside(call.Worlds)));

    internal static ControlAnswer Add(ControlCall call, (World App, NumberOptions Options) input)
    {
        var (world, options) = input;
        if (options.Number is null)
        {
            return call.Worlds.MakeNumbers(world, options) is { } made ? Created(world, made) : ControlAnswer.Gone(world);
        }

        var number = new PoolNumber(PhoneNumber.Parse(options.Number), options.AreaCode, Sms: options.Sms);
        return call.Worlds.AddNumber(world, number) switch
        {
            NumberAddition.Added => Created(world, [number]),
            NumberAddition.Taken => ControlAnswer.Conflict($"{number.Number} is taken."),
            _ => ControlAnswer.Gone(world),
        };
    }

    private static (World World, PhoneNumber Number, NumberStatus Status, string? Cause) ReadStatus(ControlCall call, YamlMapReader map)
    {
        var (world, number) = call.NumberInPath();
        var status = map.Required("status").Choice(NumberStatuses.Names);
        var cause = map["cause"].Optional(ControlRules.Cause);
        if (cause is not null && status != NumberStatus.Unavailable)
        {
            map["cause"].Refuse("a cause", "only with the status unavailable");
        }

        return (world, number, status, cause);
    }

    private static ControlAnswer Change(ControlCall call, (World World, PhoneNumber Number, NumberStatus Status, string? Cause) input)
    {
        var changed = NumberStatusChange.Apply(input.World, input.Number, input.Status, input.Cause, call.Answered);
        return ControlAnswer.Ok(NumberView.Of(input.World, changed), ControlJson.Api.NumberView);
    }

    private static ControlAnswer Answer(IEnumerable<NumberView> items) =>
        ControlAnswer.Ok(new ItemList<NumberView>([.. items]), ControlJson.Api.ItemListNumberView);

    private static ControlAnswer Created(World world, IEnumerable<PoolNumber> numbers) => ControlAnswer.Created(
        $"{ControlApi.Base}/numbers?app={Uri.EscapeDataString(world.Application.Name!)}",
        new ItemList<NumberView>([.. numbers.Select(number => NumberView.Of(world, number))]),
        ControlJson.Api.ItemListNumberView);
}

internal sealed record NumberView(
    string App,
    string Number,
    string AreaCode,
    string Status,
    bool Sms,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cause)
{
    public static NumberView Of(World world, PoolNumber number) =>
        new(world.Application.Name!, number.Number.Value, number.AreaCode, NumberStatuses.Names.NameOf(number.Status), number.Sms, number.Cause);
}
