using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Modes;
using PrivateNumber.Emulator.Recordings;

namespace PrivateNumber.Emulator.Api;

/// <summary>Every operation of the platform's API: those of the modes and those that all modes share.</summary>
internal static class PlatformOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } = [.. ModeCatalog.Operations, CallStopApi.Operation, RecordingApi.Operation];
}
