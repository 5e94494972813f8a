using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Routed;

/// <summary>The numbers and answers that the tests of X mode share.</summary>
internal static class XSample
{
    public const string A = "+8613800000021";
    public const string B = "+8613400000002";
    public const string Landline = "+8675528000001";
    public const string X = "+8617000000401";
    public const string OtherX = "+8617000000402";

    public static ApplicationOptions Application => new()
    {
        Mode = Mode.X,
        Name = "x",
        AppKey = "x-key",
        AppSecret = "x-secret",
        VoiceFiles = ["waitVoice001.wav", "recordHintTone001.wav", "lastMinVoice001.wav", "closeHintTone.wav"],
        Numbers = [new NumberOptions { Number = X, AreaCode = "0755" }, new NumberOptions { Number = OtherX, AreaCode = "0755" }],
    };

    /// <summary>The documented example of x-mode.md §4.3, X being the number shown.</summary>
    public static JsonObject FullConnectInfo => new()
    {
        ["displayCalleeNum"] = X,
        ["calleeNum"] = B,
        ["maxDuration"] = 60,
        ["waitVoice"] = "waitVoice001.wav",
        ["recordFlag"] = "true",
        ["recordHintTone"] = "recordHintTone001.wav",
        ["lastMinVoice"] = "lastMinVoice001.wav",
        ["userData"] = "userflag001",
    };

    /// <summary>Connects to B; each change sets a member, or null it.</summary>
    public static string Connect(params (string Name, JsonNode? Value)[] changes) => Answer("connect", "connectInfo", [("calleeNum", B), .. changes]);

    public static string Close(params (string Name, JsonNode? Value)[] members) => Answer("close", "closeInfo", members);

    /// <summary>The stand-in customer answers each callin like this.</summary>
    public static void Answers(this TestEmulator emulator, string body, int status = 200, TimeSpan delay = default) =>
        emulator.Answers(("callin", [new ScriptedAnswer(status, delay, body)]));

    public static void Answers(this TestEmulator emulator, params (string EventType, IReadOnlyList<ScriptedAnswer> Answers)[] script)
    {
        lock (emulator.World.Gate)
        {
            emulator.World.StandIn.Script(script.ToDictionary(entry => entry.EventType, entry => entry.Answers));
        }
    }

    public static (int StateCode, int UlFailReason, int Direction) Ends(Call call) => (call.Cause!.StateCode, call.Cdr!.UlFailReason, call.Cdr.Direction);

    public static IEnumerable<string> EventTypes(this TestEmulator emulator, Call call) =>
        emulator.Pushed(call.SessionId).Select(body => (string)body["eventType"]!);

    private static string Answer(string operation, string name, (string Name, JsonNode? Value)[] members)
    {
        var info = new JsonObject();
        foreach (var (member, value) in members)
        {
            info[member] = value?.DeepClone();
        }

        return new JsonObject { ["operation"] = operation, [name] = info }.ToJsonString();
    }
}
