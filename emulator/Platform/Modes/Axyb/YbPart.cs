using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>Y stands for B towards the A of one AX (axyb.md §2): bound by the customer, or by the platform while a stranger calls.</summary>
internal sealed record YbPart
{
    public required AxPart Ax { get; init; }

    /// <summary>B, <c>origNum</c>.</summary>
    public required PhoneNumber B { get; init; }

    /// <summary>Y, <c>relationNumber</c>.</summary>
    public PhoneNumber Y { get; init; }

    public string BindId { get; init; } = "";

    /// <summary>Seconds; 0 ends with the AX.</summary>
    public int YbDuration { get; init; }

    public string? PreVoiceY { get; init; }

    /// <summary>Its own; the AX's counts where it has none (decision D24).</summary>
    public string? UserData { get; init; }

    public DateTimeOffset SubscribeTime { get; init; }

    /// <summary>Of its own duration; it never outlives the AX.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public long Sequence { get; init; }

    public BindingRef Ref => new(Ax.SubscriptionId, UserData ?? Ax.UserData);
}
