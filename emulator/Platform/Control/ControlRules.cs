using System.Globalization;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>What values of requests may look like, beside those of the configuration.</summary>
internal static class ControlRules
{
    public const int LongestKeys = 32;

    /// <summary>As much as <c>smsContent</c> holds (sms.md §2).</summary>
    public const int LongestSms = 2000;

    public const string NumberAllowed = "a number with +86, such as +8613800000001 (in a URL %2B8613800000001)";

    public static ScalarRule<PhoneNumber> Number { get; } = new(PhoneNumber.TryParse, NumberAllowed);

    public static ScalarRule<PhoneNumber> Sender { get; } = new(SmsSender.TryParse, SmsSender.Allowed);

    public static ScalarRule<string> SmsText { get; } =
        ScalarRules.Text(text => text.Length is >= 1 and <= LongestSms, $"a text of 1 to {LongestSms} characters");

    /// <summary>What a caller can key in one go; nothing is something too.</summary>
    public static ScalarRule<string> Keys { get; } = ScalarRules.Text(
        text => text.Length <= LongestKeys && text.All(key => char.IsAsciiDigit(key) || key is '*' or '#'), $"up to {LongestKeys} of the keys 0 to 9, * and #");

    public static ScalarRule<string> EventType { get; } =
        ScalarRules.Text(text => PushTypes.All.Contains(text), string.Join(", ", PushTypes.All));

    public static ScalarRule<long> Change { get; } = new(
        (string text, out long change) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out change),
        "a whole number from 0, such as the last of an earlier answer");

    public static ScalarRule<string> Cause { get; } =
        ScalarRules.Text(text => NumberStatuses.Causes.Contains(text), string.Join(", ", NumberStatuses.Causes));
}
