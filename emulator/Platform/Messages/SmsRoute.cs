using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Messages;

/// <summary>What a mode decides for an SMS.</summary>
/// <param name="Direction">As in CDRs: 0 towards A, 1 from A, 2 when no binding decides it (sms.md §2).</param>
/// <param name="Binding">The binding that the pushes name.</param>
internal abstract record SmsRoute(int Direction, BindingRef? Binding)
{
    public static readonly SmsRoute NoBinding = new Refuse(SendResult.NoBinding, Directions.Abnormal, null);

    /// <summary>Send a text, which may differ from the one that came, from X to the real receiver.</summary>
    public sealed record Forward(PhoneNumber To, string Text, int Direction, BindingRef Binding) : SmsRoute(Direction, Binding);

    /// <summary>Only the customer knows the receiver.</summary>
    public sealed record Ask(int Direction, BindingRef? Binding) : SmsRoute(Direction, Binding);

    public sealed record Refuse(SendResult Result, int Direction, BindingRef? Binding) : SmsRoute(Direction, Binding);
}
