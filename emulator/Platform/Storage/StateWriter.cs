using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;

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

    /// <summary>The settings of an application, as it is and as it was made. The caller holds its lock.</summary>
    public static JsonObject Settings(World world)
    {
        // Its numbers are listed beside its settings, with their status.
        var settings = JsonSerializer.SerializeToNode(WrittenApplication.Of(world), StateJson.Document.WrittenApplication)!.AsObject();
        settings.Remove("numbers");
        return new JsonObject
        {
            ["ordinal"] = world.Ordinal,
            ["created"] = JsonSerializer.SerializeToNode(WrittenApplication.OfConfigured(world), StateJson.Document.WrittenApplication),
            ["settings"] = settings,
        };
    }

    /// <summary>How far an application has come.</summary>
    public static JsonObject Progress(WorldProgress progress) => new()
    {
        ["clock"] = JsonSerializer.SerializeToNode(progress.Clock, StateJson.Document.ClockState),
        ["ids"] = JsonSerializer.SerializeToNode(progress.Ids, StateJson.Document.IdentifierState),
    };

    private static JsonObject Write(World world)
    {
        lock (world.Gate)
        {
            var state = Settings(world);
            foreach (var (name, value) in Progress(WorldProgress.Of(world)))
            {
                state[name] = value!.DeepClone();
            }

            foreach (var part in world.Durable)
            {
                state[part.Kind] = new JsonArray([.. part.Export()]);
            }

            return state;
        }
    }
}
