using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Modes.Ax;
using PrivateNumber.Emulator.Modes.Axb;
using PrivateNumber.Emulator.Modes.Axe;
using PrivateNumber.Emulator.Modes.Axyb;
using PrivateNumber.Emulator.Modes.X;

namespace PrivateNumber.Emulator.Modes;

/// <summary>The only place that knows all modes: their rooms know nothing of each other.</summary>
internal static class ModeCatalog
{
    /// <summary>Every operation of a mode; X has none.</summary>
    public static IReadOnlyList<ApiOperation> Operations { get; } =
        [.. AxApi.Operations, .. AxbApi.Operations, .. AxeApi.Operations, .. AxybApi.Operations];

    public static IMode Create(World world) => world.Application.Mode switch
    {
        Mode.Ax => new AxMode(world),
        Mode.Axb => new AxbMode(world),
        Mode.Axe => new AxeMode(world),
        Mode.Axyb => new AxybMode(world),
        Mode.X => new XMode(world),
        var mode => throw new ArgumentOutOfRangeException(nameof(world), mode, "is no mode"),
    };
}
