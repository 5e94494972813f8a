using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Recordings;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The operations of the platform's API that steps call: each mode has its own.</summary>
internal static class StepOperations
{
    public static IReadOnlyDictionary<Mode, ApiOperation> Bind { get; } = OfModes("bind");

    /// <summary>One interface binds X and Y (axyb.md §1, §2).</summary>
    public static IReadOnlyDictionary<Mode, ApiOperation> BindY { get; } = new Dictionary<Mode, ApiOperation> { [Mode.Axyb] = Bind[Mode.Axyb] };

    public static IReadOnlyDictionary<Mode, ApiOperation> Unbind { get; } = OfModes("unbind");

    public static IReadOnlyDictionary<Mode, ApiOperation> Modify { get; } = OfModes("modify");

    public static IReadOnlyDictionary<Mode, ApiOperation> Query { get; } = OfModes("query");

    public static IReadOnlyDictionary<Mode, ApiOperation> CalleeNumber { get; } = OfModes("setCallee");

    public static IReadOnlyDictionary<Mode, ApiOperation> StopCall { get; } = OfEveryMode(CallStopApi.Operation);

    public static IReadOnlyDictionary<Mode, ApiOperation> Recording { get; } = OfEveryMode(RecordingApi.Operation);

    private static Dictionary<Mode, ApiOperation> OfModes(string name) => PlatformOperations.All
        .Where(operation => operation.Mode is { } mode && operation.Name == $"{ModeNames.Choices.NameOf(mode).ToLowerInvariant()}.{name}")
        .ToDictionary(operation => operation.Mode!.Value);

    private static Dictionary<Mode, ApiOperation> OfEveryMode(ApiOperation operation) => Enum.GetValues<Mode>().ToDictionary(mode => mode, _ => operation);
}
