using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Faults;

internal static class FaultSample
{
    /// <summary>Adds a fault of <paramref name="fault"/>, such as <c>"kind":"reset"</c>; <paramref name="more"/> are further members beside it.</summary>
    public static async Task<string> FailAsync(this TestEmulator emulator, string on, string fault, string more = "\"times\":1")
    {
        var app = emulator.World.Application.Name;
        var reply = await emulator.Control.PostAsync("faults", $$"""{"app":"{{app}}","on":"{{on}}","fault":{ {{fault}} },{{more}}}""");
        Assert.That(reply.Status, Is.EqualTo(201), reply.Text);
        return reply["id"];
    }

    public static async Task<JsonObject> FaultAsync(this TestEmulator emulator) => (await emulator.Control.GetAsync("faults")).Items.Single();

    public static async Task<JsonObject> LastRequestAsync(this TestEmulator emulator) => (await emulator.Control.GetAsync("requests")).Items[^1];

    public static async Task<int> BindingsAsync(this TestEmulator emulator) => (await emulator.Control.GetAsync("bindings")).Items.Count;
}
