using System.Globalization;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>One scenario on one emulator: its application there, its clock, and what the customer has received so far.</summary>
internal sealed class ScenarioSession : IAsyncDisposable
{
    private static readonly TimeSpan CleanUp = TimeSpan.FromSeconds(10);

    private readonly Scenario _scenario;
    private readonly Dictionary<string, (int Attempts, string State)> _shown = new(StringComparer.Ordinal);
    private readonly Occasion? _occasion;
    private readonly PushLog _pushes;
    private bool _made;

    private ScenarioSession(Scenario scenario, Occasion? occasion, HttpClient http, ControlClient control, PushLog pushes, JsonObject application)
    {
        _scenario = scenario;
        _occasion = occasion;
        Control = control;
        App = Scalars.ToText(application["name"]);
        AppKey = Scalars.ToText(application["appKey"]);
        Platform = new PlatformClient(http, AppKey, Scalars.ToText(application["appSecret"]));
        Customer = new ScriptedCustomer(scenario.Customer, control, App);
        _pushes = pushes;
        Variables = Variables.None.With(Variables.AppKey, AppKey);
    }

    public ControlClient Control { get; }

    public PlatformClient Platform { get; }

    public ScriptedCustomer Customer { get; }

    public string App { get; }

    public string AppKey { get; }

    public Variables Variables { get; set; }

    /// <summary>The ids of the faults that the run has added.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The call placed last; null before the first.</summary>
    public string? LastSessionId { get; set; }

    /// <summary>How virtual time passes.</summary>
    public required IPace Pace { get; init; }

    /// <param name="scenario">The scenario.</param>
    /// <param name="occasion">What started it, if it did not start by hand.</param>
    /// <param name="http">Reaches the emulator.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<ScenarioSession> OpenAsync(Scenario scenario, Occasion? occasion, HttpClient http, CancellationToken ct)
    {
        var control = new ControlClient(http);
        var reply = scenario.Application switch
        {
            ScenarioApplication.Inline inline => await control.CreateApplicationAsync(Scalars.ToJson(inline.Node), ct),
            ScenarioApplication.Configured configured => await control.ApplicationAsync(configured.Name, ct),
            _ => throw new InvalidOperationException("An application is either configured or inline."),
        };
        var application = reply.Body as JsonObject ?? throw new ControlFailure("the control API does not tell the application");
        var app = Scalars.ToText(application["name"]);
        var pushes = new PushLog(control, app);
        var session = new ScenarioSession(scenario, occasion, http, control, pushes, application)
        {
            _made = scenario.Application is ScenarioApplication.Inline,
            Pace = occasion?.Pace ?? await PaceOfAsync(control, pushes, app, ct),
        };
        try
        {
            await session.BeginAsync(ct);
            return session;
        }
        catch
        {
            // The application that was made for it must not stay behind on a server.
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the customer has received since this was last asked; nobody watches a run that started by itself.</summary>
    public async Task<IReadOnlyList<ObservedPush>> NewPushesAsync(CancellationToken ct)
    {
        if (_occasion is not null)
        {
            return [];
        }

        await Pace.SettleAsync(ct);
        List<ObservedPush> fresh = [];
        foreach (var push in await _pushes.LookAsync(ct))
        {
            var now = (push.Attempts.Count, push.State);
            if (push.WasSent && _shown.GetValueOrDefault(push.Id) != now)
            {
                _shown[push.Id] = now;
                fresh.Add(push);
            }
        }

        return fresh;
    }

    /// <summary>All pushes of a call; without one, those of the application since the run began.</summary>
    public async Task<IReadOnlyCollection<ObservedPush>> PushesAsync(string? sessionId, CancellationToken ct) =>
        sessionId is null ? await _pushes.LookAsync(ct) : [.. (await Control.CallbacksAsync(App, sessionId, ct)).Select(ObservedPush.Read)];

    /// <summary>Why the platform refused its last request, if this was the answer: the rule, the parameter and the place in the specification.</summary>
    public async Task<string?> RefusalAsync(JsonNode? answer, CancellationToken ct)
    {
        var code = Scalars.ToText(answer?[ExpectationReader.ResultCode]);
        if (code.Length == 0)
        {
            return null;
        }

        var requests = await Control.RequestsAsync(App, code, ct);
        if (requests is not [.., var last] || last["explain"] is not JsonObject explain)
        {
            return null;
        }

        var parts = new[] { ("", "field"), ("expected ", "expected"), ("got ", "got") }.Where(part => explain[part.Item2] is not null)
            .Select(part => part.Item1 + Scalars.ToText(explain[part.Item2])).ToList();
        var rule = Scalars.ToText(explain["rule"]).TrimEnd('.');
        var label = code == "0" ? "what else is known of it" : "why it was refused";
        return $"{label}: {(parts.Count == 0 ? rule : $"{rule}: {string.Join(", ", parts)}")} ({Scalars.ToText(explain["spec"])})";
    }

    /// <summary>Ids start anew after a reset.</summary>
    public void ForgetPushes()
    {
        _shown.Clear();
        _pushes.Clear();
    }

    /// <summary>The next scenario finds the application as this one did; a reactive one acts on what comes after it.</summary>
    public async ValueTask DisposeAsync()
    {
        // Also of a run that was interrupted, but not for ever.
        using var limit = new CancellationTokenSource(CleanUp, WallClock.Provider);
        if (_made)
        {
            await Control.DeleteApplicationAsync(App, limit.Token);
        }
        else if (_occasion is null)
        {
            await Customer.LeaveAsync(limit.Token);
            foreach (var fault in Faults)
            {
                await Control.RemoveFaultAsync(fault, limit.Token);
            }
        }
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        var info = (await Control.InfoAsync(ct)).Body as JsonObject;
        _ = int.TryParse(Scalars.ToText(info?["seed"]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed);
        foreach (var (name, number) in PartyNumbers.MakeUp(_scenario, seed))
        {
            Variables = Variables.With(name, number);
        }

        foreach (var (name, value) in _occasion?.Fields ?? [])
        {
            Variables = Variables.With(name, value);
        }

        if (_occasion is null || _scenario.Customer.Count > 0)
        {
            await Customer.BeginAsync(Variables, ct);
        }

        await Pace.SettleAsync(ct);
        await _pushes.BeginAsync(ct);
    }

    private static async Task<IPace> PaceOfAsync(ControlClient control, PushLog pushes, string app, CancellationToken ct)
    {
        var clock = (await control.ClockAsync(app, ct)).Body as JsonObject;
        _ = ClockModes.Names.TryParse(Scalars.ToText(clock?["mode"]), out var mode);
        return mode == ClockMode.Manual
            ? new MovedClock(control, app)
            : new RunningClock(control, pushes, app, mode == ClockMode.Scaled ? (double?)clock?["factor"] ?? 1 : 1);
    }
}
