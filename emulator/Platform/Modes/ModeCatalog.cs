using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Modes.Axb;
using PrivateNumber.Emulator.Modes.Axyb;
using PrivateNumber.Emulator.Modes.X;

namespace PrivateNumber.Emulator.Modes;

/// <summary>The only place that knows all modes: their rooms know nothing of each other.</summary>
internal static class ModeCatalog
{
    /// <summary>Every operation of the platform's API.</summary>
    public static IReadOnlyList<ApiOperation> Operations { get; } = [.. AxbApi.Operations, .. AxybApi.Operations];

    public static IMode Create(World world) => world.Application.Mode switch
    {
        Mode.Axb => new AxbMode(world),
        Mode.Axyb => new AxybMode(world),
        Mode.X => new XMode(world),
        _ => throw new NotSupportedException($"Mode {world.Application.Mode} is not built yet."),
    };
}
