using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Json;

namespace PrivateNumber.Emulator.Calls;

/// <summary>What a scenario that reacts to a call knows of it: who dialled what, the last event, and in the end the CDR.</summary>
internal static class CallFields
{
    public static JsonObject Of(Call call)
    {
        var fields = new JsonObject { ["from"] = call.From.Value, ["to"] = call.To.Value };
        Add(fields, JsonSerializer.SerializeToNode(call.Events[^1].StatusInfo, PlatformJson.Wire.StatusInfo));
        Add(fields, call.Cdr is null ? null : JsonSerializer.SerializeToNode(call.Cdr, PlatformJson.Wire.FeeInfo));
        return fields;
    }

    private static void Add(JsonObject fields, JsonNode? members)
    {
        foreach (var (name, value) in members as JsonObject ?? [])
        {
            fields[name] = value?.DeepClone();
        }
    }
}
