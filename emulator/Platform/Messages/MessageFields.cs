using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Messages;

/// <summary>What a scenario that reacts to an SMS knows of it: what the control API shows, and its binding.</summary>
internal static class MessageFields
{
    public static JsonObject Of(Message message) => new()
    {
        ["smsIdentifier"] = message.SmsIdentifier,
        ["from"] = message.From.Value,
        ["to"] = message.To.Value,
        ["text"] = message.Text,
        ["sendResult"] = (int?)message.SendResult,
        ["forwardedTo"] = message.ForwardedTo?.Value,
        ["forwardedText"] = message.ForwardedText,
        ["splitNum"] = message.SplitNum,
        ["direction"] = message.Direction,
        ["subscriptionId"] = message.Binding?.SubscriptionId,
        ["userData"] = message.UserData ?? message.Binding?.UserData,
    };
}
