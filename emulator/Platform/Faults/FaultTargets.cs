using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Faults;

/// <summary>What a fault can be on: an operation, a push, or all of either.</summary>
internal static class FaultTargets
{
    public const string Api = "api";
    public const string Pushes = "push.*";
    private const string PushPrefix = "push.";

    public static IReadOnlyList<string> Names { get; } =
        [Api, .. PlatformOperations.All.Select(operation => operation.Name), Pushes, .. PushTypes.All.Select(Push)];

    public static string Push(string eventType) => PushPrefix + eventType;

    public static bool IsPush(string target) => target.StartsWith(PushPrefix, StringComparison.Ordinal);

    /// <summary>Whether a fault on <paramref name="target"/> is meant for the operation or push of this name.</summary>
    public static bool Covers(string target, string name) => target == name || target == (IsPush(name) ? Pushes : Api);
}
