using System.Globalization;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Plays one step after another in a session.</summary>
internal sealed class StepPlayer(ScenarioSession session)
{
    private readonly CallPlayer _calls = new(session);
    private readonly SmsPlayer _messages = new(session);
    private readonly HashSet<string> _counted = new(StringComparer.Ordinal);

    private Variables Variables => session.Variables;

    public Task<Observation> PlayAsync(ScenarioStep step, CancellationToken ct) => step switch
    {
        ApiStep api => AnswerAsync(Request(api), ct),
        RequestStep request => AnswerAsync(Request(request), ct),
        RecordingStep recording => RecordingAsync(recording, ct),
        CallStep call => _calls.PlayAsync(call, ct),
        HandStep hand => _calls.PlayAsync(hand, ct),
        SmsStep sms => _messages.PlayAsync(sms, ct),
        TimeStep time => PassAsync(time, ct),
        NumberStep number => ChangeAsync(number, ct),
        FaultStep fault => AddAsync(fault, ct),
        ResetStep => ResetAsync(ct),
        ExpectCallbackStep callback => AwaitAsync(callback, ct),
        _ => throw new InvalidOperationException($"A step of {step.GetType().Name} cannot be played."),
    };

    private async Task<Observation> AnswerAsync(PlatformRequest request, CancellationToken ct, int success = 200)
    {
        var reply = await session.Platform.SendAsync(request, ct);
        var body = (reply.Body as JsonObject)?.DeepClone().AsObject() ?? [];
        var (code, text) = (body["resultcode"], body["resultdesc"]);
        body[ExpectationReader.Status] = reply.Status;
        if (reply.Location is { } location)
        {
            body[ExpectationReader.Location] = location.OriginalString;
        }

        return new Observation(
            code is null ? $"{reply.Status}" : $"{reply.Status} {Scalars.ToText(code)} {Scalars.ToText(text)}",
            body)
        { SuccessStatus = success };
    }

    /// <summary>The CDR is the only source of both names (recording.md §5), and the answer a redirect (§2).</summary>
    private async Task<Observation> RecordingAsync(RecordingStep step, CancellationToken ct)
    {
        var fields = (JsonObject)Variables.Resolve(step.Fields)!;
        var call = session.LastSessionId is { } sessionId ? await session.Control.CallAsync(sessionId, ct) : null;
        fields.TryAdd("fileName", call?.Body?["cdr"]?["recordObjectName"]?.DeepClone());
        fields.TryAdd("recordDomain", call?.Body?["cdr"]?["recordDomain"]?.DeepClone());
        return await AnswerAsync(new PlatformRequest(step.Operation.Method, step.Operation.Path, Texts(fields)), ct, success: 301);
    }

    private PlatformRequest Request(ApiStep step)
    {
        var operation = step.Operation;
        var fields = (JsonObject)Variables.Resolve(step.Fields)!;
        var query = operation.HasBody ? [] : Texts(fields);

        // AXYB names the application in the URL too (axyb.md §1).
        if (operation.Mode == Mode.Axyb && !query.Any(pair => pair.Key == "app_key"))
        {
            query.Add(KeyValuePair.Create("app_key", session.AppKey));
        }

        return new PlatformRequest(operation.Method, operation.Path, query) { Body = operation.HasBody ? Scalars.Show(fields) : null };
    }

    private PlatformRequest Request(RequestStep step) =>
        new(step.Method, Variables.Text(step.Path), Texts((JsonObject)Variables.Resolve(step.Query)!))
        {
            Headers = Texts((JsonObject)Variables.Resolve(step.Headers)!),
            Body = step.Body is null or { IsNull: true } ? null : BodyText(step.Body),
            Sign = step.Sign,
        };

    /// <summary>A text is sent as it is, so that a body can be broken on purpose; all else is JSON.</summary>
    private string BodyText(YamlNode body) => body is YamlScalar text ? Variables.Text(text) : Scalars.Show(Variables.Resolve(body));

    private static List<KeyValuePair<string, string>> Texts(JsonObject fields) =>
        [.. fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, Scalars.ToText(field.Value)))];

    private async Task<Observation> PassAsync(TimeStep step, CancellationToken ct)
    {
        await session.Pace.PassAsync(step.By, ct);
        var clock = await session.Control.ClockAsync(session.App, ct);
        return new Observation(Text.Durations.Format(step.By), clock.Body);
    }

    private async Task<Observation> ChangeAsync(NumberStep step, CancellationToken ct)
    {
        var number = Variables.Text(step.Number);
        var reply = await session.Control.ChangeNumberAsync(number, Variables.Resolve(step.Change), ct);
        return new Observation($"{number} {Scalars.ToText(Variables.Resolve(step.Change)?["status"])}", reply.Body);
    }

    private async Task<Observation> AddAsync(FaultStep step, CancellationToken ct)
    {
        var rule = Variables.Resolve(step.Rule)!.AsObject();
        rule["app"] = session.App;
        var reply = await session.Control.AddFaultAsync(rule, ct);
        session.Faults.Add(Scalars.ToText(reply.Body?["id"]));
        return new Observation($"{Scalars.ToText(rule["fault"]?["kind"])} on {Scalars.ToText(rule["on"])}", reply.Body);
    }

    private async Task<Observation> ResetAsync(CancellationToken ct)
    {
        var reply = await session.Control.ResetAsync(session.App, ct);
        session.LastSessionId = null;
        session.ForgetPushes();
        session.Faults.Clear();
        _counted.Clear();
        await session.Customer.BeginAsync(Variables, ct);
        return new Observation("", reply.Body);
    }

    private async Task<Observation> AwaitAsync(ExpectCallbackStep step, CancellationToken ct)
    {
        await session.Pace.SettleAsync(ct);
        var sessionId = step.SessionId is { } text ? Variables.Text(text) : null;
        await session.Pace.WithinAsync(
            step.Count == 0 ? null : async () => (await FindAsync(step, sessionId, ct)).Count >= step.Count, sessionId, step.Within, ct);
        var found = await FindAsync(step, sessionId, ct);
        _counted.UnionWith(found.Select(push => push.Id));
        var count = found.Count.ToString(CultureInfo.InvariantCulture);
        return new Observation($"{count} × {step.EventType}", found.LastOrDefault()?.Body)
        {
            Differences = found.Count == step.Count
                ? []
                :
                [
                    new Difference($"pushes of {step.EventType}", step.Count.ToString(CultureInfo.InvariantCulture), count),
                    .. found.Count < step.Count ? await MissedAsync(step, sessionId, ct) : [],
                ],
        };
    }

    private async Task<List<ObservedPush>> FindAsync(ExpectCallbackStep step, string? sessionId, CancellationToken ct) =>
    [
        .. (await session.PushesAsync(sessionId, ct))
            .Where(push => push.WasSent && push.EventType == step.EventType && !_counted.Contains(push.Id) && Matches(step, push)),
    ];

    /// <summary>Why the last push of this type, if there was another one, did not match.</summary>
    private async Task<IEnumerable<Difference>> MissedAsync(ExpectCallbackStep step, string? sessionId, CancellationToken ct) =>
        (await session.PushesAsync(sessionId, ct)).LastOrDefault(push => push.WasSent && push.EventType == step.EventType && !_counted.Contains(push.Id)) is { } other
            ? Mismatches(step, other).Select(difference => difference with { Path = $"match.{difference.Path}" })
            : [];

    private bool Matches(ExpectCallbackStep step, ObservedPush push) => Mismatches(step, push).Count == 0;

    private IReadOnlyList<Difference> Mismatches(ExpectCallbackStep step, ObservedPush push)
    {
        var expectations = new Expectations(Variables);
        expectations.Compare(step.Match ?? YamlMap.Empty, push.Body);
        return expectations.Differences;
    }
}
