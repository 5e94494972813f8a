using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>Applications: read, made, changed and removed at run time, by the rules of the configuration.</summary>
internal static class ApplicationsApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("GET", "applications", List),
        new("POST", "applications", Add),
        ControlOperation.OfApplication("GET", "applications/{app}", static (_, world) => Show(world)),
        new("PATCH", "applications/{app}", Change),
        ControlOperation.OfApplication("DELETE", "applications/{app}", Remove),
    ];

    /// <summary>What the running applications hold, for input that must not claim it as well.</summary>
    public static Claims ClaimsBeside(Worlds worlds, World? except = null) => new((kind, value) =>
    {
        var holder = kind switch
        {
            "name" => worlds.FindByName(value),
            "appKey" => worlds.FindByKey(value),
            _ => PhoneNumber.TryParse(value, out var number) ? worlds.OwnerOf(number) : null,
        };
        return holder is null || holder == except ? null : $"the application {holder.Application.Name}";
    });

    private static ControlAnswer List(ControlCall call) =>
        ControlAnswer.Ok(new ItemList<WrittenApplication>([.. call.Worlds.All.Select(WrittenApplication.Of)]), ControlJson.Api.ItemListWrittenApplication);

    private static ControlAnswer Show(World world) => ControlAnswer.Ok(WrittenApplication.Of(world), ControlJson.Api.WrittenApplication);

    private static Task<ControlAnswer> Add(ControlCall call)
    {
        var application = ApplicationBinder.Bind(call.Input, ClaimsBeside(call.Worlds));
        return Task.FromResult(call.Refusal ?? Add(call.Worlds, application));
    }

    private static ControlAnswer Add(Worlds worlds, ApplicationOptions application) => worlds.Add(application) switch
    {
        ({ } world, _) => ControlAnswer.Created(
            $"{ControlApi.Base}/applications/{Uri.EscapeDataString(world.Application.Name!)}", WrittenApplication.Of(world), ControlJson.Api.WrittenApplication),

        // Somebody else was faster: the input was faultless when it was read.
        (_, var problem) => ControlAnswer.Conflict(problem!),
    };

    internal static ControlAnswer Remove(ControlCall call, World world) =>
        call.Worlds.Remove(world) ? ControlAnswer.NoContent() : ControlAnswer.Gone(world);

    private static Task<ControlAnswer> Change(ControlCall call)
    {
        if (call.AppInPath() is not { } world)
        {
            return Task.FromResult(call.Refusal!);
        }

        lock (world.Gate)
        {
            var current = world.Application;
            var changed = ApplicationBinder.Bind(call.Input, ClaimsBeside(call.Worlds, world), current);
            Keep("name", changed.Name == current.Name);
            Keep("mode", changed.Mode == current.Mode);
            Keep("extensionDigits", changed.ExtensionDigits == current.ExtensionDigits);
            Keep("appKey", changed.AppKey == current.AppKey);
            Keep("numbers", ReferenceEquals(changed.Numbers, current.Numbers));
            if (call.Refusal is null)
            {
                world.Change(changed);
            }
        }

        return Task.FromResult(call.Refusal ?? Show(world));

        void Keep(string key, bool isKept)
        {
            if (!isKept)
            {
                call.Input.Problems.Add(Position.None, key, "cannot be changed; allowed: a new application, and POST numbers for more numbers");
            }
        }
    }
}
