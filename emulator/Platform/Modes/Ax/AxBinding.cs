using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>A, whom everybody reaches by dialling X (ax.md §2).</summary>
internal sealed record AxBinding
{
    public required string SubscriptionId { get; init; }

    /// <summary>A, <c>origNum</c>.</summary>
    public required PhoneNumber A { get; init; }

    /// <summary>X, <c>privateNum</c>.</summary>
    public required PhoneNumber X { get; init; }

    /// <summary>0 A sees X, 1 A sees the real caller; queries show it only when it was set (decision D26).</summary>
    public string? CalleeNumDisplay { get; init; }

    /// <summary>0 both ways, 1 only A dials X, 2 only others; queries show it only when it was set (decision D26).</summary>
    public int? CallDirection { get; init; }

    /// <summary>The power state of X.</summary>
    public bool TurnedOn { get; init; } = true;

    /// <summary>Minutes; 0 is no limit.</summary>
    public int MaxDuration { get; init; }

    public bool RecordFlag { get; init; }

    public string? RecordHintTone { get; init; }

    public string? LastMinVoice { get; init; }

    public bool PrivateSms { get; init; } = true;

    public PreVoice? PreVoice { get; init; }

    public string? UserData { get; init; }

    /// <summary>Of the bind; a modify does not change it (ax.md §4).</summary>
    public required DateTimeOffset SubscribeTime { get; init; }

    /// <summary>The order of binds, which queries list by.</summary>
    public required long Sequence { get; init; }

    public TemporaryCallee? Callee { get; init; }

    /// <summary>B of the last connected call, for the memory callback: one record per X (decision D25).</summary>
    public PhoneNumber? LastB { get; init; }

    /// <summary>As a call names it: the temporary callee's own data go with A's call (ax.md §6).</summary>
    public BindingRef RefFor(PhoneNumber caller) => new(SubscriptionId, (caller == A ? Callee?.UserData : null) ?? UserData);
}

/// <summary>Whom A's next call to X reaches (ax.md §6).</summary>
internal sealed record TemporaryCallee(PhoneNumber Number, DateTimeOffset ExpiresAt, string? UserData);
