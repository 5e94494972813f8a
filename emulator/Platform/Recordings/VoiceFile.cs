using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Recordings;

/// <summary>An announcement of an application.</summary>
internal sealed record VoiceFile(string Name, VoiceFileStatus Status);

/// <summary>How far the review of an announcement has come (recording.md §6).</summary>
internal enum VoiceFileStatus
{
    Waiting,

    /// <summary>Only now requests may name it.</summary>
    Approved,
    Rejected,
}

/// <summary>The written names of <see cref="VoiceFileStatus"/>.</summary>
internal static class VoiceFileStatuses
{
    public static Choices<VoiceFileStatus> Names { get; } = new(
        ("waiting", VoiceFileStatus.Waiting), ("approved", VoiceFileStatus.Approved), ("rejected", VoiceFileStatus.Rejected));
}
