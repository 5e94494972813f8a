using System.Collections.Frozen;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Recordings;

namespace PrivateNumber.Emulator.OpenApi;

/// <summary>The operations of the control API, by method and path.</summary>
internal static class ControlPages
{
    private static readonly ControlJson Json = ControlJson.Api;
    private static readonly Member App = Member.Any("app", "An application's name or key; left out it means all of them.");
    private static readonly Member OfApp = App with { About = "An application's name or key.", IsRequired = true };
    private static readonly Member SessionId = Member.Any("sessionId", "A call.");
    private static readonly Member After = new("after", new JsonObject { ["type"] = "integer", ["minimum"] = 0 }, "Only what has changed since an answer whose last was this.");
    private static readonly Member EventType = Member.OneOf("eventType", "A kind of push.", PushTypes.All);
    private static readonly Member Keys = Member.Text("keys", "What the caller keys: 0 to 9, * and #.", ControlRules.LongestKeys);
    private static readonly Member Party = Member.OneOf("hangsUp", "Who hangs up.", Parties.Names);
    private static readonly Member ReviewStatus = Member.OneOf("status", "What its review came to.", VoiceFileStatuses.Names);

    private static readonly FrozenDictionary<string, OperationPage> All = new Dictionary<string, OperationPage>(StringComparer.Ordinal)
    {
        ["GET health/live"] = new("Says that the process answers.") { Answer = Json.Health },
        ["GET health/ready"] = new("Says whether everything is ready.") { Answer = Json.Health, Others = [(503, "What is missing.", Json.Health)] },
        ["GET info"] = new("Tells version, seed, endpoints and applications.") { Answer = Json.Info },
        ["GET ca.pem"] = new("The authority that the certificate of https comes from.") { ContentType = "application/x-pem-file" },
        ["GET openapi.json"] = new("This document.") { Answer = Json.JsonObject },
        ["POST reset"] = new("Goes back to the configured state.", App),
        ["GET applications"] = new("Lists the applications.") { Answer = Json.ItemListWrittenApplication },
        ["POST applications"] = new("Makes an application: a fresh isolated world.", [.. OfAnApplication("mode")]) { Answer = Json.WrittenApplication, Status = 201 },
        ["GET applications/{app}"] = new("Shows an application.") { Answer = Json.WrittenApplication },
        ["PATCH applications/{app}"] = new("Changes settings at once.", [.. OfAnApplication()]) { Answer = Json.WrittenApplication },
        ["DELETE applications/{app}"] = new("Removes an application.") { Status = 204 },
        ["GET applications/{app}/headers"] = new("Signed headers, one a line.") { ContentType = "text/plain" },
        ["GET numbers"] = new("Lists privacy numbers.", App) { Answer = Json.ItemListNumberView },
        ["POST numbers"] = new(
            "Adds one number, or several made up from the seed.",
            OfApp, Member.Number("number", "The number itself."), Member.Text("areaCode", "Its city, such as 0755.", 4, 3).Required,
            Member.Integer("count", "How many are made up.", 1, ApplicationBinder.MostNumbers), Member.Flag("sms", "Whether it takes SMS.", true))
        { Answer = Json.ItemListNumberView, Status = 201 },
        ["PATCH numbers/{number}"] = new(
            "Changes a number's status, and pushes numStatus.",
            Member.OneOf("status", "The new status.", NumberStatuses.Names).Required,
            Member.OneOf("cause", "Why it is unavailable.", NumberStatuses.Causes))
        { Answer = Json.NumberView },
        ["GET voice-files"] = new("Lists voice files.", App) { Answer = Json.ItemListVoiceFileView },
        ["POST voice-files"] = new("Adds a voice file.", OfApp, Member.Text("name", "The file's name.", Rules.LongestFileName, 1).Required, ReviewStatus)
        { Answer = Json.VoiceFileView, Status = 201 },
        ["PATCH voice-files/{name}"] = new("Reviews a voice file.", OfApp, ReviewStatus.Required) { Answer = Json.VoiceFileView },
        ["DELETE voice-files/{name}"] = new("Removes a voice file.", OfApp) { Status = 204 },
        ["GET bindings"] = new("Lists bindings with the platform's own names.", App) { Answer = Json.ItemListJsonObject },
        ["POST calls"] = new(
            "Places a call.",
            App, Member.Number("from", "Who calls.").Required, Member.Number("to", "The privacy number dialled.").Required,
            new Member("keys", new JsonObject { ["type"] = "array", ["items"] = Keys.Schema.DeepClone() }, "What the caller keys, one entry a collection."),
            Member.OneOf("outcome", "What becomes of the call.", Outcomes.Names), Member.Duration("ringsFor", "How long it rings."),
            Member.Duration("talksFor", "How long they talk."), Party, Member.Flag("interactive", "Whether the call is driven by hand."))
        { Answer = Json.PlacedCall, Status = 201 },
        ["GET calls"] = new("Lists calls.", App) { Answer = Json.JournalListCallView },
        ["GET calls/{sessionId}"] = new("Shows a call with its events and its CDR.") { Answer = Json.CallView },
        ["POST calls/{sessionId}/answer"] = new("Answers an interactive call.") { Answer = Json.CallView },
        ["POST calls/{sessionId}/reject"] = new("Rejects an interactive call.") { Answer = Json.CallView },
        ["POST calls/{sessionId}/hangup"] = new("Ends a call.", Party) { Answer = Json.CallView },
        ["POST calls/{sessionId}/keys"] = new("Keys what the platform asks for.", Keys.Required) { Answer = Json.CallView },
        ["POST messages"] = new(
            "Sends an SMS.",
            App, Member.Number("from", "Who sends it.").Required, Member.Number("to", "The privacy number.").Required, Member.Text("text", "What it says.", ControlRules.LongestSms, 1).Required)
        { Answer = Json.SentMessage, Status = 201 },
        ["GET messages"] = new("Lists the newest SMS.", App) { Answer = Json.JournalListMessageView },
        ["GET callbacks"] = new("Lists pushes with every attempt.", App, SessionId, EventType, Member.OneOf("state", "How far they came.", PushStates.Names), After)
        { Answer = Json.CallbackList },
        ["POST callbacks/wait"] = new(
            "Waits until pushes have been attempted.",
            App, SessionId, EventType, Member.Integer("count", "How many.", 1, PushJournal.Capacity, 1),
            Member.Integer("timeoutMs", "How long at most, in milliseconds of real time.", 0, CallbacksApi.LongestWait, CallbacksApi.DefaultWait), After)
        { Answer = Json.ArrivedPushes, Others = [(408, "What did arrive in time, what came near it, and a hint.", Json.WaitedInVain)] },
        ["POST callbacks/ping"] = new("Tells what DNS, TCP, TLS and HTTP say about a URL.", Member.Any("url", "The URL.").Required) { Answer = Json.PingView },
        ["POST callbacks/{id}/redeliver"] = new("Sends a push once more.") { Answer = Json.CallbackView, Status = 202 },
        ["GET requests"] = new(
            "Lists requests of the platform's API, each with the rule that decided.",
            App, Member.Any("resultcode", "The answer's code."), Member.Any("path", "The request's path."))
        { Answer = Json.JournalListRequestView },
        ["GET clock"] = new("Shows the clock of an application, or all of them.", App) { Answers = [Json.ClockView, Json.ItemListClockView] },
        ["PUT clock"] = new(
            "Changes how time goes.",
            App, Member.OneOf("mode", "How it goes.", ClockModes.Names).Required,
            new Member("factor", new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0 }, "How much faster a scaled clock goes."))
        { Answers = [Json.ClockView, Json.ItemListClockView] },
        ["POST clock/advance"] = new(
            "Runs every due event in order and waits for its pushes.",
            App, Member.Duration("by", "How far."), Member.Any("to", "Until when, as in ISO 8601."), Member.Any("untilCallEnds", "Until the CDR of this call is pushed."))
        { Answer = Json.Advanced },
        ["GET faults"] = new("Lists faults.", App) { Answer = Json.ItemListFaultView },
        ["POST faults"] = new(
            "Adds a fault.",
            App, Member.OneOf("on", "The operation or push.", FaultTargets.Names).Required, Member.Integer("times", "How often it strikes.", 1, FaultReader.Most),
            Member.Integer("nth", "Which match it strikes.", 1, FaultReader.Most),
            new Member("probability", new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 }, "How likely it strikes, by the seed."),
            Member.Object(
                "fault", "What goes wrong.",
                Member.OneOf("kind", "The kind.", FaultKinds.Names).Required, Member.Any("code", "A result code of the platform."),
                Member.Integer("status", "An HTTP status.", FaultReader.LeastStatus, FaultReader.MostStatus), Member.Duration("delay", "How late it comes.")).Required)
        { Answers = [Json.FaultView, Json.ItemListFaultView], Status = 201 },
        ["DELETE faults"] = new("Removes faults.", App) { Status = 204 },
        ["DELETE faults/{id}"] = new("Removes a fault.") { Status = 204 },
        ["GET events"] = new("Server-sent events: requests, calls, pushes and clocks as they happen.", App) { ContentType = "text/event-stream" },
        ["GET customer"] = new("Shows the script of the stand-in customer.", App) { Answers = [Json.CustomerView, Json.ItemListCustomerView] },
        ["PUT customer"] = new(
            "Scripts the stand-in customer.",
            OfApp, new Member("answers", new JsonObject { ["type"] = "object" }, "Answers by kind of push: a status, {status, delay, body}, or a list of these.").Required)
        { Answer = Json.CustomerView },
        ["GET state"] = new("The whole state as one document.") { Answer = Json.JsonObject },
        ["PUT state"] = new("Puts a document in the place of all state."),
        ["GET snapshots"] = new("Lists snapshots.") { Answer = Json.ItemListSnapshotView },
        ["POST snapshots/{name}"] = new("Keeps the state under a name.") { Answer = Json.SnapshotView, Status = 201 },
        ["GET snapshots/{name}"] = new("Shows a snapshot.") { Answer = Json.JsonObject },
        ["DELETE snapshots/{name}"] = new("Forgets a snapshot.") { Status = 204 },
        ["POST snapshots/{name}/restore"] = new("Puts a snapshot in force."),
        ["GET scenarios"] = new("Lists the scenarios of the server's folder.") { Answer = Json.ItemListScenarioView },
        ["POST scenarios/run"] = new("Plays the scenario of the body, in YAML.") { Answer = Json.StartedRun, Status = 202 },
        ["POST scenarios/{name}/run"] = new("Plays a scenario of the folder.")
        {
            Answer = Json.StartedRun,
            Status = 202,
            Others = [(409, "It starts by itself.", Json.Problem)],
        },
        ["GET scenarios/runs"] = new("Lists the newest runs.") { Answer = Json.JournalListScenarioRunView },
        ["GET scenarios/runs/{id}"] = new("Shows a run with every step.") { Answer = Json.ScenarioRunView },
    }.ToFrozenDictionary();

    public static OperationPage Of(ControlOperation operation) => All[$"{operation.Method} {operation.Path}"];

    /// <summary>An application is sent as it is answered, and nothing of it is mandatory but what is named.</summary>
    private static IEnumerable<Member> OfAnApplication(params string[] required) => OpenApiSchemas.PropertiesOf(Json.WrittenApplication)
        .Select(property => new Member(property.Name, property.Schema, "A key of the configuration.", required.Contains(property.Name)));
}
