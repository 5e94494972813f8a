using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Control;

/// <summary>The live bindings, in the words of each mode.</summary>
internal static class BindingsApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("GET", "bindings", static (call, map) => call.App(map["app"]), static (call, app) =>
            ControlAnswer.Ok(new ItemList<JsonObject>([.. call.Apps(app).SelectMany(Of)]), ControlJson.Api.ItemListJsonObject)),
    ];

    private static List<JsonObject> Of(World world)
    {
        lock (world.Gate)
        {
            return [.. world.Mode.Bindings().Select(binding => WithApplication(world, binding))];
        }
    }

    private static JsonObject WithApplication(World world, JsonObject binding)
    {
        binding.Insert(0, "app", world.Application.Name);
        binding.Insert(1, "mode", ModeNames.Choices.NameOf(world.Application.Mode));
        return binding;
    }
}
