using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>A word that a step can begin with.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Value">The whole value where it is no map of <paramref name="Keys"/>.</param>
/// <param name="Keys">The keys of its map.</param>
/// <param name="Operations">Of an API step: the modes that have it, and the operation that each calls.</param>
/// <param name="Saves">Whether there is an answer to save from.</param>
/// <param name="Build">Makes the step of a value that has been checked.</param>
internal sealed record StepWord(
    string Name,
    ValueRule? Value,
    IReadOnlyList<StepKey> Keys,
    IReadOnlyDictionary<Mode, ApiOperation>? Operations,
    bool Saves,
    Func<StepFrame, StepValue, ScenarioStep> Build)
{
    /// <summary>What it has to do with a phone call.</summary>
    public CallUse Call { get; init; }

    /// <summary>What is wrong between its keys.</summary>
    public Action<YamlMapReader>? Across { get; init; }

    /// <summary>The modes that have it; null for all.</summary>
    public IReadOnlyList<Mode>? Modes { get; init; } = Operations is null ? null : [.. Operations.Keys];

    public bool IsIn(Mode mode) => Modes is null || Modes.Contains(mode);
}

/// <summary>What a step has to do with a phone call.</summary>
internal enum CallUse
{
    None,

    /// <summary>It places one.</summary>
    Places,

    /// <summary>It does something in one that goes on.</summary>
    Drives,

    /// <summary>It does what only the handsets of an interactive one wait for.</summary>
    DrivesInteractive,
}

/// <summary>Every step there is: what it takes, in which modes, and what it becomes. The loader, the schema and the messages follow from it.</summary>
internal static class StepVocabulary
{
    public static IReadOnlyList<string> CallEvents { get; } =
        [CallEvent.CallIn, CallEvent.CollectInfo, CallEvent.CallOut, CallEvent.Alerting, CallEvent.Answer, CallEvent.Disconnect];

    public static IReadOnlyList<StepWord> All { get; } =
    [
        Api("bind", StepOperations.Bind),
        Api("bindY", StepOperations.BindY),
        Api("unbind", StepOperations.Unbind),
        Api("modify", StepOperations.Modify),
        Api("query", StepOperations.Query),
        Api("calleeNumber", StepOperations.CalleeNumber),
        Api("stopCall", StepOperations.StopCall),
        new(
            "request",
            null,
            [
                new("method", ValueRule.OneOf("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"), IsRequired: true),
                new("path", ValueRule.Path, IsRequired: true),
                new("headers", ValueRule.Headers),
                new("query", ValueRule.Map),
                new("body", ValueRule.Any),
                new("sign", ValueRule.Flag),
            ],
            null,
            Saves: true,
            (frame, value) => new RequestStep(
                frame, value.Text("method")!, value.Scalar("path")!, value.Map("headers"), value.Map("query"), value.Node("body"), value.Flag("sign", true))),
        new(
            "call",
            null,
            [
                new("from", ValueRule.Number, IsRequired: true),
                new("to", ValueRule.Number, IsRequired: true),
                new("keys", ValueRule.ListOf(ValueRule.Keys)),
                new("outcome", ValueRule.OneOf(Outcomes.Names)),
                new("ringsFor", ValueRule.Duration),
                new("talksFor", ValueRule.Duration),
                new("hangsUp", ValueRule.OneOf(Parties.Names)),
                new("interactive", ValueRule.Flag),
                new("until", ValueRule.OneOf(CallEvents)),
            ],
            null,
            Saves: true,
            (frame, value) => new CallStep(frame, value.Without("until"), value.Text("until"), value.Flag("interactive", false)))
        { Call = CallUse.Places },
        Hand("answer", CallUse.DrivesInteractive),
        Hand("reject", CallUse.DrivesInteractive),
        Hand("hangup", CallUse.Drives, new StepKey("hangsUp", ValueRule.OneOf(Parties.Names))),
        Hand("keys", CallUse.Drives, new StepKey("keys", ValueRule.Keys, IsRequired: true)) with { Modes = [Mode.Axe] },
        new(
            "sms",
            null,
            [
                new("from", ValueRule.Sender, IsRequired: true),
                new("to", ValueRule.Number, IsRequired: true),
                new("text", ValueRule.SmsText, IsRequired: true),
            ],
            null,
            Saves: true,
            (frame, value) => new SmsStep(frame, value.AsMap)),
        new(
            "recording",
            null,
            [new("fileName", ValueRule.Text), new("recordDomain", ValueRule.Text)],
            StepOperations.Recording,
            Saves: true,
            (frame, value) => new RecordingStep(frame, StepOperations.Recording[value.Mode], value.AsMap)),
        Time("advance"),
        Time("wait"),
        new(
            "number",
            null,
            [
                new("number", ValueRule.Number, IsRequired: true),
                new("status", ValueRule.OneOf(NumberStatuses.Names), IsRequired: true),
                new("cause", ValueRule.OneOf(NumberStatuses.Causes)),
            ],
            null,
            Saves: false,
            (frame, value) => new NumberStep(frame, value.Scalar("number")!, value.Without("number")))
        {
            Across = map =>
            {
                if (map["cause"].IsGiven && map["status"].Node is YamlScalar { Text: not "unavailable" })
                {
                    map["cause"].Refuse("a cause", "only with the status unavailable");
                }
            },
        },
        new("fault", ValueRule.Fault, [], null, Saves: false, (frame, value) => new FaultStep(frame, value.AsMap)),
        new("reset", ValueRule.Nothing, [], null, Saves: false, (frame, _) => new ResetStep(frame)),
        new(
            "expectCallback",
            null,
            [
                new("eventType", ValueRule.OneOf(PushTypes.All), IsRequired: true),
                new("count", ValueRule.Integer(0, 10_000)),
                new("within", ValueRule.Duration),
                new("sessionId", ValueRule.Text),
                new("match", ValueRule.Expected),
            ],
            null,
            Saves: true,
            (frame, value) => new ExpectCallbackStep(
                frame, value.Text("eventType")!, value.Integer("count", 1), value.Duration("within"), value.Scalar("sessionId"), value.Node("match") as YamlMap)),
    ];

    private static StepWord Api(string name, IReadOnlyDictionary<Mode, ApiOperation> operations) => new(
        name, ValueRule.Map, [], operations, Saves: true, (frame, value) => new ApiStep(frame, operations[value.Mode], value.AsMap));

    private static StepWord Hand(string name, CallUse use, params IReadOnlyList<StepKey> keys) => new(
        name, null, [.. keys, new("sessionId", ValueRule.Text)], null, Saves: true,
        (frame, value) => new HandStep(frame, value.Scalar("sessionId"), value.Without("sessionId")))
    { Call = use };

    private static StepWord Time(string name) => new(
        name, ValueRule.Duration, [], null, Saves: false, (frame, value) => new TimeStep(frame, value.AsDuration));
}
