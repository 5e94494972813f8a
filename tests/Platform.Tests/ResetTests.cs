using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests;

/// <summary>
/// Nothing survives a reset. Whoever adds a service with state is told here to make it resettable, to have it reset, and to
/// take back all of it.
/// </summary>
public sealed partial class ResetTests
{
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";
    private const string X = "+8617000000001";
    private const string Bindings = "/rest/caas/relationnumber/partners/v1.0";

    /// <summary>Not services: they live as long as one request, one reading or one event, or a service above holds them and clears them.</summary>
    private static readonly string[] NoServices =
    [
        // One input, one answer.
        "Api.Parameters", "Applications.HeaderAttributes", "Applications.SignatureHeaders", "Applications.WrittenApplication", "Configuration.Claims",
        "Control.ControlCall", "Modes.X.XInfo", "Storage.StateReader", "Storage.StoredState", "Yaml.YamlMapReader", "Yaml.YamlParser", "Yaml.YamlProblems",

        // One run, one download.
        "OpenApi.Member", "OpenApi.OpenApiSchemas", "Recordings.RecordingStream",
        "Scenarios.Expectations", "Scenarios.KnownNames", "Scenarios.Occasion", "Scenarios.PushLog", "Scenarios.RunProgress", "Scenarios.ScenarioBatch",
        "Scenarios.ScenarioPrinter", "Scenarios.ScenarioSession", "Scenarios.ScriptedCustomer", "Scenarios.StepPlayer", "Scenarios.StepReader",
        "Scenarios.Serving.InProcessEmulator+Answer", "Scenarios.Serving.InProcessEmulator+Lifetime",

        // One thing among many, dropped with the collection that holds it.
        "Applications.Lockout+Record", "Callbacks.AnswerGate", "Callbacks.Outbox+SendQueue", "Callbacks.Push", "Scenarios.Serving.ScenarioRun",
        "Scenarios.Serving.Turn", "Scenarios.Serving.Watch", "Time.ScheduledEvent", "Time.Turn",

        // Who listens goes on listening, and hears what comes after.
        "Control.EventListener", "Control.PushWatch", "Journals.EventFeed",

        // To be restored after a reset is what they are for.
        "Storage.Snapshots",

        // It is what its folder is.
        "Scenarios.Serving.ScenarioLibrary",

        // It numbers requests, and only their order counts.
        "Api.PlatformApi",

        // The disk follows memory, also through a reset.
        "Storage.LogStream", "Storage.PendingRows", "Storage.StateStore", "Storage.Unsaved",

        // Containers and parts of one service.
        "Journals.RingBuffer`1", "Numbers.RandomSet`1", "Applications.WorldIndex", "Time.Clock", "Time.EventQueue", "Modes.Expiries",
        "Modes.Ax.AxBindings", "Modes.Axb.AxbBindings", "Modes.Axe.AxeBindings", "Modes.Axe.CallbackRecords", "Modes.Axe.Extensions",
        "Modes.Axyb.AxybBindings", "Modes.OrderedIndex`2",
    ];

    [Test]
    public void Every_class_with_state_is_resettable()
    {
        var stateful = Types().Where(type => !typeof(IResettable).IsAssignableFrom(type) && ObjectGraph.FieldsOf(type).Any(IsState));

        Assert.That(stateful.Select(NameOf).Except(NoServices), Is.Empty, "must implement IResettable, or be no service");
    }

    [Test]
    public void Nothing_is_excepted_that_needs_no_exception() =>
        Assert.That(NoServices.Except(Types().Where(type => ObjectGraph.FieldsOf(type).Any(IsState)).Select(NameOf)), Is.Empty);

    [Test]
    public async Task Every_resettable_service_is_within_reach_of_a_reset()
    {
        await using var emulator = await TestEmulator.StartAsync(Options);

        var reached = ObjectGraph.Reachable(emulator.Service<EmulatorReset>().Services).Select(found => found.GetType()).ToHashSet();

        var services = Types().Where(type => typeof(IResettable).IsAssignableFrom(type));
        Assert.That(services.Where(type => !reached.Contains(type)).Select(NameOf), Is.Empty, "is reset by nobody");
    }

    [Test]
    public async Task After_a_reset_every_service_holds_what_it_held_at_the_start()
    {
        await using var fresh = await TestEmulator.StartAsync(Options);
        await using var used = await TestEmulator.StartAsync(Options);
        await UseEverythingAsync(used);

        Assert.That(StateOf(used), Is.Not.EqualTo(StateOf(fresh)), "it was not used");
        await used.Control.PostAsync("reset");

        Assert.That(StateOf(used).Except(StateOf(fresh)), Is.Empty, "is left over");
        Assert.That(StateOf(fresh).Except(StateOf(used)), Is.Empty, "is lost");
    }

    [Test]
    public async Task After_a_reset_the_control_API_shows_what_it_showed_at_the_start()
    {
        await using var fresh = await TestEmulator.StartAsync(Options);
        await using var used = await TestEmulator.StartAsync(Options);
        await UseEverythingAsync(used);

        await used.Control.PostAsync("reset");

        Assert.That(await ShownAsync(used), Is.EqualTo(await ShownAsync(fresh)));
    }

    [Test]
    public async Task After_a_reset_the_same_steps_give_the_same_ids()
    {
        await using var emulator = await TestEmulator.StartAsync(Options);
        var first = await BindAndCallAsync(emulator);
        await emulator.Control.PostAsync("reset");

        Assert.That(await BindAndCallAsync(emulator), Is.EqualTo(first));
    }

    [Test]
    public async Task A_reset_of_one_application_leaves_the_others_alone()
    {
        await using var emulator = await TestEmulator.StartAsync(Options);
        await UseEverythingAsync(emulator);
        var others = await ShownAsync(emulator, "taxi");

        await emulator.Control.PostAsync("reset", """{ "app": "orders" }""");

        await using var fresh = await TestEmulator.StartAsync(Options);
        Assert.That(await ShownAsync(emulator, "orders"), Is.EqualTo(await ShownAsync(fresh, "orders")));
        Assert.That(await ShownAsync(emulator, "taxi"), Is.EqualTo(others));
    }

    [Test]
    public async Task A_reset_cancels_what_was_still_to_come()
    {
        await using var emulator = await TestEmulator.StartAsync(Options);
        await BindAndCallAsync(emulator);
        await emulator.Control.PostAsync("reset");

        var advanced = await emulator.Control.PostAsync("clock/advance", """{ "by": "90d" }""");

        Assert.That(advanced.Json["fired"]!.AsArray(), Is.Empty);
        Assert.That((await emulator.Control.GetAsync("callbacks")).Items, Is.Empty);
    }

    private static EmulatorOptions Options => new()
    {
        Auth = new AuthOptions { RejectReusedNonce = true, Lockout = new LockoutOptions { Failures = 2 } },
        Applications =
        [
            new ApplicationOptions
            {
                Name = "orders", Mode = Mode.Axb, RateLimit = new RateLimit(100, TimeSpan.FromHours(1)), Numbers = [new() { Number = X, AreaCode = "0755" }],
            },
            new ApplicationOptions { Name = "taxi", Mode = Mode.Axb, Numbers = [new() { AreaCode = "010", Count = 3 }] },
            .. Enum.GetValues<Mode>().Select(mode => new ApplicationOptions
            {
                Name = $"mode-{mode}", Mode = mode, MemoryCallback = true, Numbers = [new() { AreaCode = "020", Count = 3 }],
            }),
            new ApplicationOptions { Name = "removed", Mode = Mode.Axb, Numbers = [new() { AreaCode = "021", Count = 3 }] },
        ],
    };

    /// <summary>Leaves something behind in every service: done things, and things that are still to come.</summary>
    private static async Task UseEverythingAsync(TestEmulator emulator)
    {
        var control = emulator.Control;
        await control.PutAsync("customer", """{ "app": "orders", "answers": { "callin": [500, 200], "alerting": { "delay": "10m" } } }""");
        await BindAndCallAsync(emulator);
        await control.PostAsync("clock/advance", """{ "by": "30s" }""");
        await control.PostAsync("faults", """{ "app": "orders", "on": "push.alerting", "times": 1, "fault": { "kind": "reorder", "delay": "1h" } }""");
        await BindAndCallAsync(emulator, interactive: true);
        await emulator.ApiFor(emulator.Worlds.Find("taxi")!).PostAsync(Bindings, new() { ["callerNum"] = A, ["calleeNum"] = B, ["areaCode"] = "010" });
        await UseModesAsync(emulator);
        await control.PostAsync("applications", """{ "mode": "AXB", "name": "later" }""");
        await control.DeleteAsync("applications/removed");
        await control.PatchAsync("applications/orders", """{ "recording": false, "voiceFiles": [] }""");
        await control.PostAsync("numbers", """{ "app": "orders", "areaCode": "020", "count": 2 }""");
        await control.PatchAsync("numbers/" + X, """{ "status": "suspended" }""");
        await control.PutAsync("clock", """{ "app": "taxi", "mode": "scaled", "factor": 60 }""");
        await control.PutAsync("clock", """{ "app": "taxi", "mode": "manual" }""");
        var stranger = new ApiClient(emulator.CreateClient(), "nobody", "nothing");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await stranger.PostAsync(Bindings, []);
        }

        Assert.That((await control.GetAsync("requests?resultcode=1020176")).Items, Is.Not.Empty, "nobody was locked out");
    }

    private static async Task UseModesAsync(TestEmulator emulator)
    {
        (Mode Mode, string Path, JsonObject Body)[] binds =
        [
            (Mode.Ax, "/rest/provision/caas/privatenumber/v1.0", new() { ["origNum"] = A, ["privateNumType"] = "mobile-virtual", ["areaCode"] = "020" }),
            (Mode.Axe, "/rest/caas/extendnumber/v1.0", new() { ["bindNum"] = A, ["areaCode"] = "020" }),
            (Mode.Axyb, "/rest/omp/xyrelationnumber/v1.0?app_key=", new() { ["origNum"] = A, ["areaCode"] = "020" }),
        ];
        foreach (var (mode, path, body) in binds)
        {
            var world = emulator.Worlds.Find($"mode-{mode}")!;
            var bound = await emulator.ApiFor(world).PostAsync(path.EndsWith('=') ? path + world.Application.AppKey : path, body);
            Assert.That(bound.ResultCode, Is.EqualTo("0"), bound.Text);
        }

        foreach (var world in emulator.Worlds.All.Where(world => world.Application.Name!.StartsWith("mode-", StringComparison.Ordinal)))
        {
            emulator.Place(B, world.Numbers.Numbers.First().Number.Value, world: world);
            await emulator.AdvanceAsync(TimeSpan.FromSeconds(1), world);
        }
    }

    private static async Task<string> BindAndCallAsync(TestEmulator emulator, bool interactive = false)
    {
        var bound = await emulator.Api.PostAsync(Bindings, new() { ["callerNum"] = A, ["calleeNum"] = B, ["relationNum"] = X, ["duration"] = 3600 });
        var placed = await emulator.Control.PostAsync(
            "calls", $$"""{ "from": "{{A}}", "to": "{{X}}", "interactive": {{(interactive ? "true" : "false")}} }""");
        return bound.Text + placed.Text;
    }

    /// <summary>All that can be read of an emulator, or of one of its applications.</summary>
    private static async Task<string> ShownAsync(TestEmulator emulator, string? app = null)
    {
        var paths = ControlPaths.Where(path => app is null || path is not "info");
        var shown = new List<string>();
        foreach (var path in paths)
        {
            var one = app is null ? path : path == "applications" ? $"applications/{app}" : $"{path}?app={app}";
            shown.Add($"{one}: {LastChange().Replace((await emulator.Control.GetAsync(one)).Text, "")}");
        }

        return string.Join('\n', shown);
    }

    /// <summary>Every list of the control API; the stream of events is none, and has no end, and each start has an authority of its own.</summary>
    private static IEnumerable<string> ControlPaths => Emulator.Control.ControlApi.Operations
        .Where(operation => operation.Method == "GET" && !operation.Path.Contains('{') && !operation.Path.StartsWith("health", StringComparison.Ordinal) && operation.Path is not ("events" or "ca.pem"))
        .Select(operation => operation.Path);

    private static IReadOnlyList<string> StateOf(TestEmulator emulator) =>
        [.. ObjectGraph.Dump(emulator.Service<EmulatorReset>().Services, IsNoState).Order(StringComparer.Ordinal)];

    /// <summary>What may differ: counters that only tell old from new, and when the clock was last set on the wall.</summary>
    private static bool IsNoState(FieldInfo field) => (NameOf(field.DeclaringType!), field.Name) is
        ("Time.Scheduler", "_epoch") or ("Time.EventQueue", "_sequence") or ("Time.Clock", "_wallBase") or ("Journals.EventFeed", "_changes");

    /// <summary>It never goes back, or who has seen all up to it would miss what comes after a reset.</summary>
    [GeneratedRegex(",\"last\":\\d+")]
    private static partial Regex LastChange();

    private static IEnumerable<Type> Types() => typeof(IResettable).Assembly.GetTypes().Where(type =>
        type is { IsClass: true, IsAbstract: false }
        && !type.Name.Contains('<')
        && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        && type.DeclaringType?.Name.Contains('<') != true
        && !typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(type));

    /// <summary>A field that can be set again, or a collection that can change. What a constructor captured is written by nobody.</summary>
    private static bool IsState(FieldInfo field) =>
        field.DeclaringType!.Assembly == typeof(IResettable).Assembly
        && !(field.Name.StartsWith('<') && field.Name.EndsWith('P'))
        && (!field.IsInitOnly || IsMutable(field.FieldType));

    private static bool IsMutable(Type type) =>
        !type.IsInterface
        && type.Assembly != typeof(IResettable).Assembly
        && ((typeof(IEnumerable).IsAssignableFrom(type) && type != typeof(string) && !type.IsArray
                && !type.Namespace!.StartsWith("System.Collections.Immutable", StringComparison.Ordinal)
                && !type.Namespace.StartsWith("System.Collections.Frozen", StringComparison.Ordinal))
            || type.Name.StartsWith("PriorityQueue", StringComparison.Ordinal)
            || type == typeof(Random)
            || type == typeof(TaskCompletionSource));

    /// <summary>With its room: two rooms may have a class of the same name.</summary>
    private static string NameOf(Type type) => type.FullName!.Replace("PrivateNumber.Emulator.", "", StringComparison.Ordinal);
}
