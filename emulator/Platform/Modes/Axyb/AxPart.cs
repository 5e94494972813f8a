using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>X stands for A (axyb.md §1). It never changes: the mode has no modify interface.</summary>
internal sealed record AxPart
{
    /// <summary>Names the whole set: this AX and all YB under it.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>A, <c>origNum</c>.</summary>
    public required PhoneNumber A { get; init; }

    /// <summary>X, <c>relationNumber</c>.</summary>
    public required PhoneNumber X { get; init; }

    public required string AreaCode { get; init; }

    /// <summary><c>areaMatchMode</c> 1.</summary>
    public bool Loose { get; init; }

    /// <summary>0 both ways, 1 only A calls, 2 only B calls.</summary>
    public int CallDirection { get; init; }

    /// <summary>Seconds; 0 never expires.</summary>
    public int Duration { get; init; }

    /// <summary>Seconds, for each YB that names none; 0 ends with this AX.</summary>
    public int YbDuration { get; init; }

    public bool RecordFlag { get; init; }

    public string? RecordHintTone { get; init; }

    public string? PreVoiceX { get; init; }

    public string? UserData { get; init; }

    public required DateTimeOffset SubscribeTime { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The order of binds.</summary>
    public required long Sequence { get; init; }

    public BindingRef Ref => new(SubscriptionId, UserData);
}
