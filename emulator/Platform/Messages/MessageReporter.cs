using System.Globalization;
using System.Text.Json;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Json;

namespace PrivateNumber.Emulator.Messages;

/// <summary>Tells the customer of an SMS, or asks what to do with it.</summary>
internal sealed class MessageReporter(World world)
{
    /// <summary>The texts of the examples; that of Notify ends with a blank (sms.md, open points).</summary>
    private const string NotifyEvent = "Text SMS ";
    private const string BlockEvent = "TextSMS";

    /// <summary>False: the application has no place to ask at. A question is never asked twice (sms.md §4).</summary>
    public bool Ask(Message message, Action<PushReply> answered) =>
        Send(PushTypes.SmsBlock, Event(message, "Block", BlockEvent, SmsParts.Count(message.Text), SendResult.Success), retried: false, answered);

    public void Notify(Message message) => Send(
        PushTypes.SmsNotify,
        Event(message, "Notify", NotifyEvent, message.SplitNum, message.SendResult!.Value) with
        {
            Called = message.ForwardedTo?.Value,
            UserData = message.UserData ?? message.Binding?.UserData,
        });

    private SmsEvent Event(Message message, string mode, string text, int splitNum, SendResult result) => new()
    {
        SmsIdentifier = message.SmsIdentifier,
        NotificationMode = mode,
        Calling = message.From.Value,
        VirtualNumber = message.To.Value,
        Event = text,
        TimeStamp = PlatformTime.UtcMilliseconds(world.Clock.Now),
        SubscriptionId = message.Binding?.SubscriptionId,
        SmsContent = world.Application.Switches.SmsContent ? message.Text : null,
        ExtInfo = new ExtInfo([Para("splitNum", splitNum), Para("direction", message.Direction)]),
        SendResult = (int)result,
        AreaCode = world.Application.Switches.SmsAreaCode ? world.Numbers.Find(message.To)?.AreaCode : null,
    };

    private bool Send(string eventType, SmsEvent smsEvent, bool retried = true, Action<PushReply>? answered = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new SmsNotification(world.Application.AppKey!, smsEvent), PlatformJson.Wire.SmsNotification);
        return world.Outbox.Send(eventType, body, smsEvent.SmsIdentifier, [smsEvent.SmsIdentifier], retried, answered);
    }

    private static ExtPara Para(string key, int value) => new(key, value.ToString(CultureInfo.InvariantCulture));
}
