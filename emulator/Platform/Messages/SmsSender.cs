using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Messages;

/// <summary>Who an SMS may come from: a phone, or an SMS channel, which is no phone number and whose SMS the platform refuses (sms.md §1).</summary>
internal static class SmsSender
{
    public const string Allowed = "a number with +86, such as +8613800000001, or an SMS channel, such as +8610690000";

    private const string Channel = "+86106";
    private const int ShortestChannel = 8;
    private const int LongestChannel = 20;

    public static bool TryParse(string text, out PhoneNumber sender)
    {
        sender = PhoneNumber.Verbatim(text);
        return sender.Kind != NumberKind.Malformed
            || (text.StartsWith(Channel, StringComparison.Ordinal)
                && text.Length - "+86".Length is >= ShortestChannel and <= LongestChannel
                && text.Skip(1).All(char.IsAsciiDigit));
    }
}
