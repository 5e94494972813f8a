using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Messages;

/// <summary>One SMS that reached the platform.</summary>
internal sealed record Message
{
    /// <summary>The order in which messages reached the platform.</summary>
    public required long Sequence { get; init; }

    public required string SmsIdentifier { get; init; }

    public required PhoneNumber From { get; init; }

    /// <summary>The privacy number that it was sent to.</summary>
    public required PhoneNumber To { get; init; }

    /// <summary>As the sender wrote it.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public int Direction { get; init; } = Directions.Abnormal;

    public BindingRef? Binding { get; init; }

    /// <summary>What the customer's server gave with its decision.</summary>
    public string? UserData { get; init; }

    /// <summary>Null while the customer's server is being asked.</summary>
    public SendResult? SendResult { get; init; }

    /// <summary>Who received it; null when nothing was sent.</summary>
    public PhoneNumber? ForwardedTo { get; init; }

    /// <summary>What the receiver reads; null when nothing was sent.</summary>
    public string? ForwardedText { get; init; }

    /// <summary>The parts that were really sent (sms.md §2).</summary>
    public int SplitNum => ForwardedText is null ? 0 : SmsParts.Count(ForwardedText);
}
