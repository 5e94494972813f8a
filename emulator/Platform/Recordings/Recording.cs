namespace PrivateNumber.Emulator.Recordings;

/// <summary>One recorded call, by the names that its CDR carries (call-notifications.md §3.1). The sound is made when it is asked for.</summary>
internal sealed record Recording(string ObjectName, string BucketName, string Domain, DateTimeOffset Start, TimeSpan Length)
{
    /// <summary>Null until the CDR has been pushed.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
