using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Modes.Ax;
using PrivateNumber.Emulator.Modes.Axb;
using PrivateNumber.Emulator.Modes.Axe;

namespace PrivateNumber.Emulator.Modes;

/// <summary>The only place that knows all modes: their rooms know nothing of each other.</summary>
internal static class ModeCatalog
{
    /// <summary>Every operation of the platform's API.</summary>
    public static IReadOnlyList<ApiOperation> Operations { get; } = [.. AxApi.Operations, .. AxbApi.Operations, .. AxeApi.Operations];

    public static IMode Create(World world) => world.Application.Mode switch
    {
        Mode.Ax => new AxMode(world),
        Mode.Axb => new AxbMode(world),
        Mode.Axe => new AxeMode(world),
        _ => throw new NotSupportedException($"Mode {world.Application.Mode} is not built yet."),
    };
}
