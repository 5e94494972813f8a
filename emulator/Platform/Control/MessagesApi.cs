using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>SMS: sent to a privacy number, and looked at.</summary>
internal static class MessagesApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("POST", "messages", ReadMessage, SendAsync),
        ControlOperation.Of("GET", "messages", static (call, map) => call.App(map["app"]), static (call, app) => ControlAnswer.Ok(
            new JournalList<MessageView>(
                [.. call.Apps(app).SelectMany(world => world.Messages.Messages.Select(message => MessageView.Of(world, message)))],
                call.Apps(app).Sum(world => world.Messages.Dropped)),
            ControlJson.Api.JournalListMessageView)),
    ];

    private static (World? App, PhoneNumber From, PhoneNumber To, string Text) ReadMessage(ControlCall call, YamlMapReader map)
    {
        var app = call.App(map["app"]);
        var from = map.Required("from").Value(ControlRules.Sender, default);
        var to = map.Required("to").Value(ControlRules.Number, default);
        var owner = call.Worlds.OwnerOf(to);
        if (owner is null || (app is not null && app != owner))
        {
            call.NotFound($"{to} is no privacy number of {(app is null ? "any application" : app.Application.Name)}.");
        }

        return (owner, from, to, map.Required("text").Value(ControlRules.SmsText, ""));
    }

    private static async Task<ControlAnswer> SendAsync(ControlCall call, (World? App, PhoneNumber From, PhoneNumber To, string Text) input)
    {
        var world = input.App!;
        try
        {
            var message = await world.Messages.SendAsync(input.From, input.To, input.Text, call.Answered).WaitAsync(call.Aborted);
            return ControlAnswer.Created(
                $"{ControlApi.Base}/messages?app={Uri.EscapeDataString(world.Application.Name!)}", SentMessage.Of(message), ControlJson.Api.SentMessage);
        }
        catch (OperationCanceledException) when (!call.Aborted.IsCancellationRequested)
        {
            return ControlAnswer.Conflict($"The application {world.Application.Name} was reset, restored or removed before its customer decided about the SMS.");
        }
    }
}
