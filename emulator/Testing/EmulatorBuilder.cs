using System.Text.Json;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Testing;

/// <summary>
/// What an embedded emulator is to be like. Every property has a default; without an application there is a ready one for each mode.
/// </summary>
/// <example><code>
/// await using var emulator = await PrivateNumberEmulator.StartAsync(options =>
/// {
///     options.Seed = 7;
///     options.AddApplication("orders", Mode.Axb, app => app.StatusUrl = "http://customer.test/status");
/// });
/// </code></example>
public sealed class EmulatorBuilder
{
    private readonly List<ApplicationOptions> _applications = [];
    private readonly Claims _claims = new();

    internal EmulatorBuilder()
    {
    }

    /// <summary>Ids and made up numbers follow from it: 42 unless set.</summary>
    public int Seed { get; set; } = new EmulatorOptions().Seed;

    /// <summary>Whether what real clients get wrong is refused as the platform does it: it is, unless set.</summary>
    public Strictness Strictness { get; set; }

    /// <summary>
    /// The clock of each application: unless set it stands at noon of 1 March 2026 in Beijing until it is moved, so that runs are alike.
    /// </summary>
    public ClockOptions Clock { get; set; } =
        new() { Mode = ClockMode.Manual, Start = new DateTimeOffset(2026, 3, 1, 4, 0, 0, TimeSpan.Zero) };

    /// <summary>How requests are authenticated.</summary>
    public AuthOptions Auth { get; set; } = new();

    /// <summary>How pushes are delivered.</summary>
    public CallbackOptions Callbacks { get; set; } = new();

    /// <summary>How phones behave when a call names no outcome, by number with <c>+86</c>.</summary>
    public IDictionary<string, Outcome> Phones { get; } = new Dictionary<string, Outcome>(StringComparer.Ordinal);

    /// <summary>
    /// A directory in which the state survives: the next emulator that is started with it goes on from there. Null, as it is unless set, keeps
    /// state in memory. It belongs to one emulator at a time.
    /// </summary>
    public string? DataDir { get; set; }

    /// <summary>
    /// A folder of scenario files: those with <c>when</c> start by themselves, the others are there for <see cref="ScenariosClient.RunAsync"/>.
    /// None unless set.
    /// </summary>
    public string? Scenarios { get; set; }

    /// <summary>
    /// Receives what the author of a test should see: a push whose host has no route, and failures of the emulator itself. Standard error,
    /// unless set. It may be called from several threads.
    /// </summary>
    /// <example><code>
    /// options.Log = TestContext.Progress.WriteLine;   // NUnit; with xUnit the WriteLine of an ITestOutputHelper
    /// </code></example>
    public Action<string> Log { get; set; } = StandardError;

    internal bool UsesKestrel { get; private set; }

    /// <summary>Adds an application. Its key is <c>NAME-key</c> and its secret <c>NAME-secret</c>, unless set.</summary>
    /// <param name="name">Its name, for the <c>app</c> of other methods.</param>
    /// <param name="mode">What its numbers do.</param>
    /// <param name="configure">Changes the other defaults.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A value that is not allowed, or a name, key or number that another application has.</exception>
    public EmulatorBuilder AddApplication(string name, Mode mode, Action<ApplicationSettings>? configure = null)
    {
        var settings = new ApplicationSettings(mode) { Name = name, AppKey = $"{name}-key", AppSecret = $"{name}-secret" };
        configure?.Invoke(settings);
        _applications.Add(Checked(settings));
        return this;
    }

    /// <summary>
    /// Listens on a free port of 127.0.0.1: <see cref="PrivateNumberEmulator.BaseAddress"/>. For tests whose application under test needs a socket.
    /// Pushes to a host without a route then go out to the network.
    /// </summary>
    /// <returns>The same builder.</returns>
    public EmulatorBuilder UseKestrel()
    {
        UsesKestrel = true;
        return this;
    }

    internal EmulatorOptions Build() => new()
    {
        Seed = Seed,
        Strictness = Strictness,
        Clock = Clock,
        Auth = Auth,
        Callbacks = Callbacks,
        Phones = Phones.AsReadOnly(),
        DataDir = DataDir,
        Scenarios = Scenarios,
        Applications = _applications.Count > 0 ? _applications : Ready(),
    };

    internal static void StandardError(string line) => Console.Error.WriteLine($"PrivateNumber emulator: {line}");

    private static IReadOnlyList<ApplicationOptions> Ready() => ConfigurationLoader
        .LoadDocument(new YamlDocument(YamlMap.Empty, []), new Dictionary<string, string>(), [])
        .Options!
        .Applications;

    /// <summary>By the rules of the configuration: there is one set of them, whoever sets an application up.</summary>
    private ApplicationOptions Checked(ApplicationSettings settings)
    {
        YamlProblems problems = [];
        using var document = JsonDocument.Parse(settings.ToJson().ToJsonString());
        var field = YamlField.Root(JsonTree.From(document.RootElement), problems, $"applications[{_applications.Count}]");
        var application = ApplicationBinder.Bind(field, _claims, place: _applications.Count);
        return problems.Count == 0 ? application : throw new ArgumentException(string.Join("; ", problems), nameof(settings));
    }
}
