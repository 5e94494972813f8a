using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Calls;

/// <summary>An AXB application with A and B bound on X, and short ways to what a call pushed.</summary>
internal static class CallSample
{
    public static async Task<TestEmulator> BoundAsync(Switches? switches = null, params (string Name, JsonNode? Value)[] bind)
    {
        var emulator = await TestEmulator.StartAsync(AxbSample.Application with { Switches = switches ?? new Switches() });
        await emulator.BindAsync(bind);
        return emulator;
    }

    public static string[] Events(this TestEmulator emulator, Call call) =>
        [.. emulator.Pushed(call.SessionId).Select(body => (string)body["eventType"]!)];

    public static JsonObject StatusInfo(this TestEmulator emulator, Call call, string eventType) =>
        emulator.Pushed(call.SessionId).Single(body => (string?)body["eventType"] == eventType)["statusInfo"]!.AsObject();

    public static JsonObject Cdr(this TestEmulator emulator, Call call) =>
        emulator.Pushed(call.SessionId).Single(body => (string?)body["eventType"] == "fee")["feeLst"]!.AsArray()
            .Select(cdr => cdr!.AsObject()).Single(cdr => (string?)cdr["sessionId"] == call.SessionId);
}
