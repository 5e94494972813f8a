using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Control;

namespace PrivateNumber.Emulator.Storage;

/// <summary>Everything that outlives the process as one JSON document; <see cref="StateReader"/> reads it.</summary>
internal static class StateWriter
{
    public const int Version = 1;

    public static JsonObject Write(Worlds worlds) => new()
    {
        ["version"] = Version,
        ["ordinals"] = worlds.Ordinals,
        ["clock"] = JsonSerializer.SerializeToNode(worlds.Clock.State, StateJson.Document.ClockState),
        ["applications"] = new JsonArray([.. worlds.All.Select(Write)]),
    };

    private static JsonObject Write(World world)
    {
        lock (world.Gate)
        {
            // Its numbers are listed beside its settings, with their status.
            var settings = JsonSerializer.SerializeToNode(ApplicationView.Of(world), ControlJson.Api.ApplicationView)!.AsObject();
            settings.Remove("numbers");
            var state = new JsonObject
            {
                ["ordinal"] = world.Ordinal,
                ["created"] = JsonSerializer.SerializeToNode(ApplicationView.OfConfigured(world), ControlJson.Api.ApplicationView),
                ["settings"] = settings,
                ["clock"] = JsonSerializer.SerializeToNode(world.Clock.State, StateJson.Document.ClockState),
                ["ids"] = JsonSerializer.SerializeToNode(world.Ids.State, StateJson.Document.IdentifierState),
            };
            foreach (var part in world.Durable)
            {
                state[part.Kind] = new JsonArray([.. part.Export()]);
            }

            return state;
        }
    }
}
