using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>Every request of the platform's API with the rule that decided its answer.</summary>
internal static class RequestsApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of(
            "GET",
            "requests",
            static (call, map) => (
                App: call.App(map["app"]),
                ResultCode: map["resultcode"].Optional(ScalarRules.Any),
                Path: map["path"].Optional(ScalarRules.Any)),
            List),
    ];

    private static ControlAnswer List(ControlCall call, (World? App, string? ResultCode, string? Path) input)
    {
        // Requests that reached no application belong to none, and are seen when none is asked for.
        IEnumerable<RequestJournal> journals = input.App is { } world
            ? [world.Requests]
            : [.. call.Worlds.All.Select(known => known.Requests), call.Emulator.UnknownRequests.Journal];
        var read = journals.Select(journal => journal.Read()).ToList();
        var items = read
            .SelectMany(journal => journal.Items)
            .Where(entry => (input.ResultCode is null || entry.ResultCode == input.ResultCode)
                && (input.Path is null || entry.Path.StartsWith(input.Path, StringComparison.Ordinal)))
            .OrderBy(entry => entry.Sequence)
            .Select(RequestView.Of);
        return ControlAnswer.Ok(
            new JournalList<RequestView>([.. items], read.Sum(journal => journal.Dropped)), ControlJson.Api.JournalListRequestView);
    }
}

internal sealed record RequestView
{
    public required DateTimeOffset At { get; init; }

    public string? App { get; init; }

    public string? Operation { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string Body { get; init; }

    public required int Status { get; init; }

    /// <summary>The platform's own spelling, as in the answer.</summary>
    [JsonPropertyName("resultcode")]
    public required string ResultCode { get; init; }

    [JsonPropertyName("resultdesc")]
    public required string ResultDesc { get; init; }

    public required string Answer { get; init; }

    public Explain? Explain { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FaultMark? Fault { get; init; }

    public static RequestView Of(RequestEntry entry) => new()
    {
        At = entry.At,
        App = entry.App,
        Operation = entry.Operation,
        Method = entry.Method,
        Path = entry.Path,
        Query = entry.Query,
        Headers = entry.Headers.ToDictionary(),
        Body = entry.Body,
        Status = entry.Status,
        ResultCode = entry.ResultCode,
        ResultDesc = entry.ResultDesc,
        Answer = entry.Answer,
        Explain = entry.Explain,
        Fault = FaultMark.Of(entry.Fault),
    };
}
