using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Storage;

/// <summary>How the document of state is cut into rows: <c>PLACE/KIND/KEY</c> for each item of an application.</summary>
internal static class StateRows
{
    public const string Emulator = "emulator";
    public const string Snapshots = "snapshot/";
    public const string Settings = "application";
    public const string Progress = "progress";
    public const string Kinds = "kinds";
    public const string Configured = "configured";
    public const string ConfiguredMode = "configuredMode";
    public const string ConfiguredFactor = "configuredFactor";

    /// <summary>What the ids of an application's rows begin with.</summary>
    public static string PrefixOf(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{ordinal}/");

    public static string IdOf(int ordinal, IDurable part, string key) => $"{PrefixOf(ordinal)}{part.Kind}/{key}";

    /// <summary>What the ids of a list's items begin with, of the id of one of them; empty for every other row. A key may hold any text.</summary>
    public static string ListOf(string id) => id.IndexOf('/') is >= 0 and var place && id.IndexOf('/', place + 1) is >= 0 and var kind ? id[..(kind + 1)] : "";

    /// <summary>What belongs to no application.</summary>
    public static string TextOf(int ordinals, ClockState clock, EmulatorOptions configured) => new JsonObject
    {
        ["ordinals"] = ordinals,
        ["clock"] = JsonSerializer.SerializeToNode(clock, StateJson.Document.ClockState),
        [Configured] = new JsonArray([.. configured.Applications.Select((application, place) => (JsonNode)application.NameAt(place))]),
        [ConfiguredMode] = ClockModes.Names.NameOf(configured.Clock.Mode),
        [ConfiguredFactor] = configured.Clock.Factor,
    }.ToJsonString(StateJson.Document.Options);

    /// <summary>The settings of an application, and which kinds of items it can have. The caller holds its lock.</summary>
    public static string TextOf(World world)
    {
        var settings = StateWriter.Settings(world);
        settings[Kinds] = new JsonArray([.. world.Durable.Select(part => (JsonNode)part.Kind)]);
        return settings.ToJsonString(StateJson.Document.Options);
    }

    public static string TextOf(WorldProgress progress) => StateWriter.Progress(progress).ToJsonString(StateJson.Document.Options);
}
