using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>How an SMS to X goes on: A names the receiver at the end of the text, all others reach A (ax.md §11).</summary>
internal static class AxMessages
{
    private const char Separator = '@';

    public static SmsRoute Route(AxBinding binding, PhoneNumber from, string text)
    {
        var fromA = from == binding.A;
        var (direction, reference) = (fromA ? Directions.FromA : Directions.ToA, binding.RefFor(from));
        if (!binding.PrivateSms)
        {
            return new SmsRoute.Refuse(SendResult.NoSmsCapability, direction, reference);
        }

        if (!fromA)
        {
            return new SmsRoute.Forward(binding.A, $"{text}[From{from.Local}]", direction, reference);
        }

        var at = text.LastIndexOf(Separator);
        return at >= 0 && Receiver(text[(at + 1)..]) is { } receiver
            ? new SmsRoute.Forward(receiver, text[..at], direction, reference)
            : new SmsRoute.Ask(direction, reference);
    }

    /// <summary>As dialled locally in the documents' example; <c>+86</c> is accepted too (sms.md §1).</summary>
    private static PhoneNumber? Receiver(string number) =>
        PhoneNumber.TryParse(number.StartsWith('+') ? number : "+86" + number, out var receiver) && receiver.Kind == NumberKind.Mobile ? receiver : null;
}
