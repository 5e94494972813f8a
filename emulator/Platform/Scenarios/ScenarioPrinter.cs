using System.Globalization;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Writes what happens, for people: a line a step, a line a push, and what failed.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="verbose">Whether answers and pushes are written in full.</param>
/// <param name="colours">Whether a terminal shows them.</param>
internal sealed class ScenarioPrinter(TextWriter output, bool verbose, bool colours)
{
    private const string Green = "\e[32m";
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    private int _titleWidth;

    public void Begin(Scenario scenario)
    {
        _titleWidth = scenario.Steps.Select(step => step.Frame.Title.Length).DefaultIfEmpty().Max();
        output.WriteLine($"{scenario.Name}  {scenario.Source}");
        if (scenario.Description.Length > 0)
        {
            output.WriteLine($"  {string.Join(' ', scenario.Description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
        }
    }

    public void Step(StepResult result)
    {
        output.WriteLine($"  {Mark(result.Passed)} {result.Step.Frame.Title.PadRight(_titleWidth)}  {result.Answer}".TrimEnd());
        if (verbose && result.Body is { } body)
        {
            output.WriteLine($"      {Scalars.Show(body)}");
        }

        foreach (var push in result.Pushes)
        {
            Push(push);
        }

        if (!result.Passed)
        {
            Failure(result);
        }
    }

    public void End(ScenarioResult result)
    {
        if (result.Problem is { } problem)
        {
            output.WriteLine($"  {Mark(false)} {problem}");
        }

        output.WriteLine();
    }

    public void Summary(IReadOnlyList<ScenarioResult> results)
    {
        var failed = results.Count(result => !result.Passed);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(results.Count, "scenario")}, {Count(results.Sum(result => result.Steps.Count), "step")}: {results.Count - failed} passed, {failed} failed"));
    }

    private void Failure(StepResult result)
    {
        var frame = result.Step.Frame;
        output.WriteLine($"    {frame.Position.Source}:{frame.Position.Line}: {frame.Title} failed");
        if (result.Problem is { } problem)
        {
            output.WriteLine($"      {problem}");
        }

        foreach (var (path, expected, got) in result.Differences)
        {
            output.WriteLine($"      {path}");
            output.WriteLine($"        expected {expected}");
            output.WriteLine($"        got      {got}");
        }
    }

    private void Push(ObservedPush push)
    {
        var last = push.Attempts is [.., var attempt] ? attempt : null;
        var time = last?.At is { } at ? at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "--------";
        output.WriteLine($"      {time} {push.EventType,-11} {Told(push)}{Delivery(push, last)}".TrimEnd());
        if (verbose && push.Body is { } body)
        {
            output.WriteLine($"               {Scalars.Show(body)}");
        }
    }

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

    private string Mark(bool passed) => (passed, colours) switch
    {
        (true, true) => $"{Green}✓{Plain}",
        (false, true) => $"{Red}✗{Plain}",
        (true, false) => "✓",
        _ => "✗",
    };

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
