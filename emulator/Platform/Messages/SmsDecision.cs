using System.Text;
using System.Text.Json;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Messages;

/// <summary>What the customer's server answered to a Block push (sms.md §3).</summary>
internal abstract record SmsDecision
{
    private const string Spec = "sms.md §3";

    private SmsDecision()
    {
    }

    public sealed record Route(PhoneNumber Called, string? UserData) : SmsDecision;

    /// <summary>Nothing is to be sent, be it the customer's wish or because no usable answer came (decision D37).</summary>
    public sealed record Drop(SendResult Result, string? UserData = null) : SmsDecision;

    public static SmsDecision Read(PushReply reply, PhoneNumber calling, Strictness strictness)
    {
        if (reply.TimedOut)
        {
            return new Drop(SendResult.DecisionTimedOut);
        }

        if (!reply.IsSuccess || FirstAction(reply.Body) is not { } members)
        {
            return new Drop(SendResult.InternalError);
        }

        var action = new Parameters(members, Spec, strictness, new HashSet<string>());
        var operation = action.Choice("operation", "vNumberRoute", "DiscardMessage");
        var userData = action.UserData();
        if (action.Refusal is not null)
        {
            return new Drop(SendResult.InternalError);
        }

        return operation switch
        {
            "DiscardMessage" => new Drop(SendResult.Discarded, userData),
            "vNumberRoute" when Receiver(action, calling) is { } called => new Route(called, userData),
            _ => new Drop(SendResult.InternalError, userData),
        };
    }

    private static PhoneNumber? Receiver(Parameters action, PhoneNumber calling)
    {
        if (action.Object("message") is not { } message)
        {
            return null;
        }

        var called = message.RequiredNumber("called");
        return message.RequiredText("calling", 1, 64) == calling.Value && message.Refusal is null ? called : null;
    }

    /// <summary>An array is documented; the official samples build the one action before they wrap it.</summary>
    private static IReadOnlyDictionary<string, JsonElement>? FirstAction(string body)
    {
        if (RequestBody.Json(Encoding.UTF8.GetBytes(body)) is not { } members || !members.TryGetValue("actions", out var actions))
        {
            return null;
        }

        var action = actions.ValueKind == JsonValueKind.Array ? actions.EnumerateArray().FirstOrDefault() : actions;
        return action.ValueKind == JsonValueKind.Object ? RequestBody.Members(action) : null;
    }
}
