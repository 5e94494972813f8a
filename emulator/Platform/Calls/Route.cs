using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Calls;

/// <summary>What a mode decides for a call.</summary>
internal abstract record Route
{
    private Route()
    {
    }

    /// <summary>Forward the call.</summary>
    public sealed record Connect(Leg Leg) : Route;

    /// <summary>End the call: there is no second leg.</summary>
    public sealed record Refuse(EndCause Cause, int Direction = Directions.Abnormal, BindingRef? Binding = null, string? UserData = null) : Route;

    /// <summary>Ask the caller to key an extension, and again <paramref name="Repeats"/> times after a wrong or empty entry (axe.md §7).</summary>
    public sealed record Collect(int Repeats) : Route;

    /// <summary>An entry led nowhere: collect once more, or end with <paramref name="Cause"/> when that was the last try (axe.md §9 no. 22).</summary>
    public sealed record CollectAgain(EndCause Cause) : Route;
}

/// <summary>The second leg of a call: from the privacy number to the real callee.</summary>
internal sealed record Leg
{
    public required PhoneNumber Callee { get; init; }

    /// <summary>What the callee's phone shows (<c>fwdDisplayNum</c>).</summary>
    public required PhoneNumber Display { get; init; }

    /// <summary><c>caller</c> of callout, alerting, answer and disconnect (call-notifications.md §2.3).</summary>
    public required PhoneNumber EventCaller { get; init; }

    public required int Direction { get; init; }

    /// <summary>Null in X mode, which binds nothing.</summary>
    public BindingRef? Binding { get; init; }

    /// <summary>Data that only this call carries (X mode's answer); the binding's otherwise.</summary>
    public string? UserData { get; init; }

    /// <summary>Minutes from the answer; 0 is no limit.</summary>
    public int MaxDuration { get; init; }

    public bool Record { get; init; }

    /// <summary>What happens to the second leg whatever the handsets would do: a busy A, a switched-off X, the carrier's interception.</summary>
    public EndCause? Forced { get; init; }
}

/// <summary>What the binding data say about who dials a privacy number, before any rule is applied.</summary>
/// <param name="Binding">The binding that callin names.</param>
/// <param name="Direction">The direction that the call would have, when the binding names the caller; null for a stranger (decision D30).</param>
internal sealed record CallerIdentity(BindingRef Binding, int? Direction);
