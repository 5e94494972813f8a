using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Testing;

/// <summary>
/// Drives an emulator: places calls, moves time, looks at pushes. All methods throw <see cref="EmulatorException"/> when the emulator
/// refuses something, and <see cref="HttpRequestException"/> when it cannot be reached.
/// </summary>
/// <example><code>
/// using var emulator = EmulatorClient.Connect(new Uri("http://127.0.0.1:8080"));
/// var app = await emulator.Applications.CreateAsync(Mode.Axb, app => app.StatusUrl = "http://127.0.0.1:9090/status");
/// </code></example>
public class EmulatorClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly ControlChannel _channel;

    private protected EmulatorClient(HttpClient http)
    {
        _http = http;
        _channel = new ControlChannel(http);
        Applications = new ApplicationsClient(_channel);
        Numbers = new NumbersClient(_channel);
        Bindings = new BindingsClient(_channel);
        Calls = new CallsClient(_channel);
        Messages = new MessagesClient(_channel);
        Callbacks = new CallbacksClient(_channel);
        Requests = new RequestsClient(_channel);
        Clock = new ClockClient(_channel);
        Faults = new FaultsClient(_channel);
        Scenarios = new ScenariosClient(_channel);
        State = new StateClient(_channel);
    }

    /// <summary>The applications: each is a world of its own.</summary>
    public ApplicationsClient Applications { get; }

    /// <summary>The privacy numbers X.</summary>
    public NumbersClient Numbers { get; }

    /// <summary>The current bindings.</summary>
    public BindingsClient Bindings { get; }

    /// <summary>Calls: placed, driven by hand, and looked at.</summary>
    public CallsClient Calls { get; }

    /// <summary>SMS: sent, and looked at.</summary>
    public MessagesClient Messages { get; }

    /// <summary>The pushes to the application under test.</summary>
    public CallbacksClient Callbacks { get; }

    /// <summary>The requests of the application under test, and why each was answered as it was.</summary>
    public RequestsClient Requests { get; }

    /// <summary>The clocks of the applications.</summary>
    public ClockClient Clock { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public FaultsClient Faults { get; }

    /// <summary>Scenario files that run inside the emulator.</summary>
    public ScenariosClient Scenarios { get; }

    /// <summary>The whole state: saved, restored, exported and imported.</summary>
    public StateClient State { get; }

    /// <summary>Connects to a running emulator; nothing is sent before the first use. Any certificate is accepted.</summary>
    /// <param name="address">Where it listens, such as <c>http://127.0.0.1:8080</c>.</param>
    /// <returns>The client; dispose it at the end.</returns>
    public static EmulatorClient Connect(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new EmulatorClient(ScenarioTarget.Connect(address));
    }

    /// <summary>Goes back to the configured state: bindings, calls, journals, clock and ids; what is pending is cancelled.</summary>
    /// <param name="app">The name or key of one application; null resets all, and removes those that were made at run time.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Completes when it is done.</returns>
    public Task ResetAsync(string? app = null, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(HttpMethod.Post, "reset", ControlChannel.Body(("app", app)), cancellationToken);

    /// <summary>Ends the connection. The emulator goes on, unless it is a <see cref="PrivateNumberEmulator"/>.</summary>
    public virtual void Dispose()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
    }
}
