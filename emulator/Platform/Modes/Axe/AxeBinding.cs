using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>A, whom everyone reaches by dialling X and keying the extension E (axe.md §1).</summary>
internal sealed record AxeBinding
{
    public required string SubscriptionId { get; init; }

    /// <summary>X, <c>virtualNum</c>.</summary>
    public required PhoneNumber X { get; init; }

    /// <summary>E, <c>extendNum</c>, with its leading zeros.</summary>
    public required string ExtendNum { get; init; }

    /// <summary>A, <c>bindNum</c>.</summary>
    public required PhoneNumber A { get; init; }

    /// <summary><c>displayNumMode</c> 1: A sees who calls, which the operator does not allow.</summary>
    public bool ShowsRealCaller { get; init; }

    public bool RecordFlag { get; init; }

    public string? RecordHintTone { get; init; }

    /// <summary>What A gets who dials X when nobody has called; never both (axe.md §1).</summary>
    public string? CallbackTone { get; init; }

    /// <inheritdoc cref="CallbackTone"/>
    public PhoneNumber? CallbackNum { get; init; }

    /// <summary>The unit that counts for a modify that names none.</summary>
    public TimeUnit TimeUnit { get; init; }

    /// <summary><c>bindExpiredTime</c> as it runs.</summary>
    public AxeTime Life { get; init; } = AxeTime.Endless;

    /// <summary><c>callbackExpiredTime</c>; 0 lives as long as the binding.</summary>
    public AxeTime RecordLife { get; init; } = AxeTime.Endless;

    /// <summary><c>callbackExpiredTime</c> was never sent: a binding that is made shorter takes its record's life along (axe.md §9 no. 2).</summary>
    public bool RecordLifeIsDefault { get; init; }

    /// <summary>Null unless the bind itself gave it: then queries keep showing it (axe.md §3, decision D27).</summary>
    public TimeUnit? BoundTimeUnit { get; init; }

    /// <inheritdoc cref="BoundTimeUnit"/>
    public int? BoundExpiredTime { get; init; }

    public string? UserData { get; init; }

    public required DateTimeOffset BoundAt { get; init; }

    /// <summary>Counts from the bind, or from the modify that last set the time (axe.md §3).</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The order of binds, which pages list by.</summary>
    public required long Sequence { get; init; }

    public BindingRef Ref => new(SubscriptionId, UserData, ExtendNum);
}
