using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Messages;

namespace PrivateNumber.Emulator.Control;

/// <summary>An SMS as the list shows it; what is decided later is null while the customer is being asked.</summary>
internal sealed record MessageView(
    string SmsIdentifier,
    string App,
    string From,
    string To,
    string Text,
    DateTimeOffset At,
    int? SendResult,
    string? ForwardedTo,
    string? ForwardedText,
    int SplitNum)
{
    public static MessageView Of(World world, Message message) => new(
        message.SmsIdentifier,
        world.Application.Name!,
        message.From.Value,
        message.To.Value,
        message.Text,
        message.ReceivedAt,
        (int?)message.SendResult,
        message.ForwardedTo?.Value,
        message.ForwardedText,
        message.SplitNum);
}

/// <summary>What became of an SMS.</summary>
internal sealed record SentMessage(string SmsIdentifier, int SendResult, string? ForwardedTo, string? ForwardedText, int SplitNum)
{
    public static SentMessage Of(Message message) => new(
        message.SmsIdentifier, (int)message.SendResult!.Value, message.ForwardedTo?.Value, message.ForwardedText, message.SplitNum);
}
