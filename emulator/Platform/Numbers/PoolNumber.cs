using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Numbers;

/// <summary>The status of a privacy number (platform.md §2, call-notifications.md §6).</summary>
public enum NumberStatus
{
    /// <summary>Bindings, calls and SMS work. Pushed as 5.</summary>
    Normal,

    /// <summary>Nothing works. Pushed as 9.</summary>
    Suspended,

    /// <summary>Nothing works; carries a cause. Pushed as 10.</summary>
    Unavailable,

    /// <summary>No new bindings; existing ones work on. Pushed as 11.</summary>
    Frozen,

    /// <summary>Nothing works; never pushed (decision D39).</summary>
    Blacklisted,
}

/// <summary>The statuses as they are written, and as they are pushed.</summary>
internal static class NumberStatuses
{
    public static Choices<NumberStatus> Names { get; } = new(
        ("normal", NumberStatus.Normal),
        ("suspended", NumberStatus.Suspended),
        ("unavailable", NumberStatus.Unavailable),
        ("frozen", NumberStatus.Frozen),
        ("blacklisted", NumberStatus.Blacklisted));

    /// <summary>Why a number is unavailable; there is no 4 (call-notifications.md §6).</summary>
    public static IReadOnlyList<string> Causes { get; } = ["1", "2", "3", "5", "6", "7", "8", "9"];

    /// <summary>Null: customers do not hear of it (decision D39).</summary>
    public static string? CodeOf(NumberStatus status) => status switch
    {
        NumberStatus.Normal => "5",
        NumberStatus.Suspended => "9",
        NumberStatus.Unavailable => "10",
        NumberStatus.Frozen => "11",
        _ => null,
    };
}

/// <summary>A privacy number of an application.</summary>
/// <param name="Number">The number.</param>
/// <param name="AreaCode">Its city, with the leading 0.</param>
/// <param name="Status">Its status.</param>
/// <param name="Cause">Why it is unavailable, 1 to 9 (call-notifications.md §6).</param>
/// <param name="Sms">Whether it was ordered with SMS.</param>
internal sealed record PoolNumber(
    PhoneNumber Number, string AreaCode, NumberStatus Status = NumberStatus.Normal, string? Cause = null, bool Sms = true)
{
    public bool IsCallable => Status is NumberStatus.Normal or NumberStatus.Frozen;

    public bool IsBindable => Status == NumberStatus.Normal;
}
