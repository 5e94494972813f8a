namespace PrivateNumber.Emulator.Calls;

/// <summary>How long the parts of a call last when nothing else is said, and how long they may last.</summary>
internal static class CallTimes
{
    /// <summary>From alerting to the answer, a rejection or a caller who gives up (docs/control-api.md).</summary>
    public static readonly TimeSpan DefaultRing = TimeSpan.FromSeconds(3);

    /// <summary>From the answer to the end (docs/control-api.md).</summary>
    public static readonly TimeSpan DefaultTalk = TimeSpan.FromSeconds(20);

    /// <summary>The carrier gives up (call-notifications.md §4.4).</summary>
    public static readonly TimeSpan CarrierRing = TimeSpan.FromSeconds(60);

    /// <summary>The platform gives up, counted from forwarding: 8035.</summary>
    public static readonly TimeSpan PlatformLimit = TimeSpan.FromSeconds(90);

    /// <summary>How long an interactive caller may think; the real limit is not documented.</summary>
    public static readonly TimeSpan KeyingLimit = TimeSpan.FromSeconds(30);

    /// <summary>Calls shorter than this leave no recording (recording.md §5).</summary>
    public static readonly TimeSpan ShortestRecording = TimeSpan.FromSeconds(3);
}
