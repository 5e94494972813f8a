using System.Globalization;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>A push on one line, for people.</summary>
internal static class PushText
{
    /// <param name="push">The push.</param>
    /// <param name="firstDay">The day that needs no telling.</param>
    public static string Of(ObservedPush push, DateOnly? firstDay)
    {
        var last = push.Attempts is [.., var attempt] ? attempt : null;
        var time = last?.At is { } at ? Day(at, firstDay) + at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "--------";
        return $"{time} {push.EventType,-11} {Told(push)}{Delivery(push, last)}".TrimEnd();
    }

    public static DateOnly? DayOf(ObservedPush push) => push.Attempts is [.., { At: { } at }] ? DateOnly.FromDateTime(at.UtcDateTime) : null;

    private static string Day(DateTimeOffset at, DateOnly? firstDay) => DateOnly.FromDateTime(at.UtcDateTime) is var day && firstDay is { } first && day != first
        ? string.Create(CultureInfo.InvariantCulture, $"+{day.DayNumber - first.DayNumber}d ")
        : "";

    /// <summary>The fields that tell one push from the next.</summary>
    private static string Told(ObservedPush push) => push.EventType switch
    {
        PushTypes.Fee => string.Join("; ", (push.Body?["feeLst"] as JsonArray ?? []).Select(Record)),
        PushTypes.NumStatus => string.Join("; ", (push.Body?["numInfo"] as JsonArray ?? []).Select(
            info => $"{Field(info, "number")}{Named(info, "status")}{Named(info, "cause")}")),
        CallEvent.CollectInfo => $"digitInfo {Field(push.Body?["statusInfo"], "digitInfo")}",
        PushTypes.SmsNotify or PushTypes.SmsBlock => Message(push.Body?["smsEvent"]),
        _ when push.Body?["statusInfo"] is { } status =>
            $"{Field(status, "caller")} → {Field(status, "called")}{Named(status, "stateCode")}{Named(status, "stateDesc")}",
        _ => "",
    };

    private static string Record(JsonNode? cdr)
    {
        var callee = Field(cdr, "fwdDstNum", fallback: Field(cdr, "calleeNum"));
        return $"{Field(cdr, "callerNum")} → {callee}{Named(cdr, "direction")}{Named(cdr, "ulFailReason")}";
    }

    private static string Message(JsonNode? sms)
    {
        var parties = $"{Field(sms, "calling")} → {Field(sms, "virtualNumber")}";
        return $"{(Field(sms, "called") is { Length: > 0 } called ? $"{parties} → {called}" : parties)}{Named(sms, "sendResult")}";
    }

    private static string Field(JsonNode? map, string name, string fallback = "") =>
        (map as JsonObject)?[name] is { } value ? Scalars.ToText(value) : fallback;

    private static string Named(JsonNode? map, string name) => Field(map, name) is { Length: > 0 } value ? $", {name} {value}" : "";

    private static string Delivery(ObservedPush push, ObservedAttempt? last) => last switch
    {
        null => $" ({push.State})",
        { Status: 200 } when push.Attempts.Count == 1 => "",
        _ => string.Create(CultureInfo.InvariantCulture, $" (attempt {push.Attempts.Count}: {last.Error ?? $"{last.Status}"})"),
    };
}
