using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axb;

/// <summary>A and B, who reach each other by dialling X (axb.md §2).</summary>
internal sealed record AxbBinding
{
    public required string SubscriptionId { get; init; }

    /// <summary>A, <c>callerNum</c>.</summary>
    public required PhoneNumber A { get; init; }

    /// <summary>B, <c>calleeNum</c>.</summary>
    public required PhoneNumber B { get; init; }

    /// <summary>X, <c>relationNum</c>.</summary>
    public required PhoneNumber X { get; init; }

    /// <summary>0 both ways, 1 only A calls, 2 only B calls.</summary>
    public int CallDirection { get; init; }

    /// <summary>Seconds; 0 never expires.</summary>
    public int Duration { get; init; }

    /// <summary>Minutes; 0 is no limit.</summary>
    public int MaxDuration { get; init; }

    public bool RecordFlag { get; init; }

    public string? RecordHintTone { get; init; }

    public string? LastMinVoice { get; init; }

    public bool PrivateSms { get; init; } = true;

    public PreVoice? PreVoice { get; init; }

    public string? UserData { get; init; }

    /// <summary>Of the bind or of the last modify.</summary>
    public required DateTimeOffset SubscribeTime { get; init; }

    /// <summary>Counts from the bind, or from the modify that last set the duration (axb.md §5.1).</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The order of binds, which queries list by.</summary>
    public required long Sequence { get; init; }

    public BindingRef Ref => new(SubscriptionId, UserData);

    public PhoneNumber PeerOf(PhoneNumber user) => user == A ? B : A;

    public static DateTimeOffset? Expiry(DateTimeOffset from, int duration) => duration == 0 ? null : from.AddSeconds(duration);
}
