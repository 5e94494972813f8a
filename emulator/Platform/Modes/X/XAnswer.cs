using System.Text;
using System.Text.Json;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.X;

/// <summary>The customer's answer to a callin in control mode (x-mode.md §4, §5).</summary>
internal abstract record XAnswer(string? UserData)
{
    private const int MaxMinutes = 1440;

    public sealed record Connect(
        PhoneNumber CalleeNum, PhoneNumber? DisplayCalleeNum, int MaxDuration, bool RecordFlag, string? RecordHintTone, string? UserData) : XAnswer(UserData);

    public sealed record Close(string? UserData) : XAnswer(UserData);

    /// <summary>No routing was obtained: the call ends with <paramref name="Cause"/>.</summary>
    public sealed record Bad(EndCause Cause, string? UserData = null) : XAnswer(UserData);

    public static XAnswer Read(PushReply reply, Strictness strictness, IReadOnlySet<string> voiceFiles)
    {
        if (!reply.IsSuccess || RequestBody.Json(Encoding.UTF8.GetBytes(reply.Body)) is not { } members)
        {
            return new Bad(EndCause.NoBinding);
        }

        // Samples send connectInfo and closeInfo together: the operation decides which counts (wire-facts.md 48).
        var answer = new Parameters(members, XInfo.Spec, strictness, voiceFiles);
        return answer.Choice("operation", "connect", "close") switch
        {
            "connect" when Info(members, "connectInfo") is { } info => ReadConnect(new XInfo(info, strictness, voiceFiles)),
            "close" when Info(members, "closeInfo") is { } info => ReadClose(new XInfo(info, strictness, voiceFiles)),
            "close" when IsMissing(members, "closeInfo") => new Close(UserData: null),
            _ => new Bad(EndCause.NoBinding),
        };
    }

    private static XAnswer ReadConnect(XInfo info)
    {
        var p = info.Parameters;
        var calleeNum = info.Number("calleeNum");
        var display = info.Number("displayCalleeNum", service: true);
        info.Expect("maxDuration", JsonValueKind.Number);
        var maxDuration = p.Integer("maxDuration", 0, MaxMinutes);
        info.Tone("waitVoice");
        info.Expect("recordFlag", JsonValueKind.String);
        var recordFlag = p.Flag("recordFlag");
        var recordHintTone = info.Tone("recordHintTone");
        info.Tone("lastMinVoice");
        var userData = p.UserData(min: 0);
        return info.Failure is { } failure ? new Bad(failure, userData)
            : calleeNum is { } callee ? new Connect(callee, display, maxDuration ?? 0, recordFlag ?? false, recordHintTone, userData)
            : new Bad(EndCause.NoBinding, userData);
    }

    private static XAnswer ReadClose(XInfo info)
    {
        info.Tone("closeHintTone");
        var userData = info.Parameters.UserData(min: 0);
        return info.Failure is { } failure ? new Bad(failure, userData) : new Close(userData);
    }

    /// <summary>An empty array is as good as nothing.</summary>
    private static bool IsMissing(IReadOnlyDictionary<string, JsonElement> members, string name) =>
        !members.TryGetValue(name, out var value)
        || value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    /// <summary>Documented as an object; the official sample sends an array of one.</summary>
    private static IReadOnlyDictionary<string, JsonElement>? Info(IReadOnlyDictionary<string, JsonElement> members, string name)
    {
        if (!members.TryGetValue(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            value = value[0];
        }

        return value.ValueKind == JsonValueKind.Object ? RequestBody.Members(value) : null;
    }
}
