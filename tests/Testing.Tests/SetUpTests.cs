using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Testing.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Testing.Tests;

/// <summary>How an embedded emulator is set up, and what may be set.</summary>
public sealed class SetUpTests
{
    private const string A = "+8613800000021";

    private static IEnumerable<TestCaseData> NotAllowed()
    {
        yield return Case("an URL", o => o.AddApplication("a", Mode.Ax, app => app.StatusUrl = "ftp://customer.test"), "applications[0].statusUrl: 'ftp://customer.test' is");
        yield return Case("a name", o => o.AddApplication("a b", Mode.Ax, app => (app.AppKey, app.AppSecret) = ("k", "s")), "applications[0].name: 'a b' is");
        yield return Case("a name that is taken", o => o.AddApplication("a", Mode.Ax).AddApplication("a", Mode.Axb), "applications[1].name: name 'a' is taken by applications[0].name");
        yield return Case("a switch", o => o.AddApplication("a", Mode.Axe, app => app.Switches = new Switches { AxeDefaultBindHours = 721 }), "applications[0].switches.axeDefaultBindHours: '721' is");
        yield return Case("a phone without +86", o => o.Phones["13800000021"] = Outcome.Busy, "phones.13800000021: '13800000021' is");
        yield return Case("a negative time", o => o.Auth = new AuthOptions { CreatedWindow = TimeSpan.FromSeconds(-1) }, "auth.createdWindow: '-00:00:01' is");
        yield return Case("no time at all", o => o.Callbacks = new CallbackOptions { Timeout = TimeSpan.Zero }, "callbacks.timeout: '0' is");
        yield return Case("retries out of order", o => o.Callbacks = new CallbackOptions { RetryAfter = [TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1)] }, "callbacks.retryAfter[1]: 1m is");
        yield return Case("a host", o => o.Callbacks = new CallbackOptions { RewriteHosts = new Dictionary<string, string> { ["localhost"] = "http://a" } }, "callbacks.rewriteHosts.localhost: 'http://a' is");
        yield return Case("a file that is not there", o => o.Callbacks = new CallbackOptions { CaFile = "no such file" }, "callbacks.caFile: 'no such file' is");
        yield return Case("a factor", o => o.Clock = new ClockOptions { Mode = ClockMode.Scaled, Factor = double.NaN }, "clock.factor: 'NaN' is");
        yield return Case("a seed", o => o.Seed = -1, "seed: '-1' is");
        yield return Case("a folder without a name", o => o.DataDir = "", "dataDir: '' is");
    }

    [TestCaseSource(nameof(NotAllowed))]
    public void What_is_set_in_code_is_checked_by_the_rules_of_the_configuration(Action<EmulatorBuilder> configure, string problem) => Assert.That(
        async () => await PrivateNumberEmulator.StartAsync(configure),
        Throws.ArgumentException.With.Message.StartsWith(problem).And.Property("ParamName").EqualTo("configure"));

    [Test]
    public void Options_are_checked_by_the_rules_of_the_configuration_and_every_problem_is_told()
    {
        var options = new EmulatorOptions
        {
            Applications =
            [
                new ApplicationOptions { Mode = Mode.Ax, Numbers = [new() { Number = "17000000001", AreaCode = "0755" }] },
                new ApplicationOptions { Mode = Mode.Axb, Name = "ax-1" },
            ],
        };

        Assert.That(
            async () => await PrivateNumberEmulator.StartAsync(options),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("options")
                .And.Message.StartsWith("applications[0].numbers[0].number: '17000000001' is not allowed; ")
                .And.Message.Contains("applications[1].name: name 'ax-1' is taken by applications[0].name; "));
    }

    [Test]
    public async Task Whatever_is_allowed_is_what_the_emulator_has()
    {
        await using var emulator = await PrivateNumberEmulator.StartAsync(options =>
        {
            options.Clock = new ClockOptions { Mode = ClockMode.Scaled, Factor = 1e-7, Start = DateTimeOffset.UnixEpoch };
            options.Phones["+8675528000000"] = Outcome.PoweredOff;
            options.AddApplication("orders", Mode.Axb, app =>
            {
                app.RateLimit = new RateLimit(10, TimeSpan.FromSeconds(5));
                app.IpWhitelist = [System.Net.IPNetwork.Parse("127.0.0.0/8")];
            });
        });

        var clock = await emulator.Clock.GetAsync("orders");
        Assert.That(clock.Factor, Is.EqualTo(1e-7));
        Assert.That(clock.Now, Is.EqualTo(DateTimeOffset.UnixEpoch).Within(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public void Every_option_of_an_application_can_be_set()
    {
        var settings = typeof(ApplicationSettings).GetProperties().ToDictionary(property => property.Name, property => property.PropertyType);

        Assert.That(
            typeof(ApplicationOptions).GetProperties().Select(property => (property.Name, property.PropertyType)),
            Is.EquivalentTo(settings.Select(setting => (setting.Key, setting.Value))));
    }

    [Test]
    public async Task Without_a_URL_of_their_own_CDRs_go_to_the_status_URL_and_with_null_they_are_lost()
    {
        await using var customerApp = await CustomerApp.StartAsync();
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options
            .AddApplication("told", Mode.Axb, app => app.StatusUrl = "http://customer.test/status")
            .AddApplication("lost", Mode.Axb, app => (app.StatusUrl, app.FeeUrl) = ("http://customer.test/status", null)));
        emulator.RouteCallbacks("customer.test", customerApp.Server.CreateHandler());

        var told = await CallAsync(emulator, "told");
        var lost = await CallAsync(emulator, "lost");

        Assert.That(emulator.Callbacks.For(told)[^1].EventType, Is.EqualTo("fee"));
        Assert.That(emulator.Callbacks.For(lost)[^1].EventType, Is.EqualTo("disconnect"));
        Assert.That((await emulator.Calls.GetAsync(lost)).Cdr, Is.Not.Null);
        Assert.That(customerApp.Received.Where(type => type == "fee"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task CDRs_can_be_lost_and_found_at_run_time_too()
    {
        await using var emulator = await PrivateNumberEmulator.StartAsync(options => options.UseKestrel());
        var app = await emulator.Applications.CreateAsync(Mode.Axb, settings => (settings.StatusUrl, settings.FeeUrl) = ("http://customer.test/status", null));

        string? before = null, after = null;
        await emulator.Applications.ChangeAsync(app.Name, settings =>
        {
            before = settings.FeeUrl;
            settings.FeeUrl = settings.StatusUrl;
        });
        await emulator.Applications.ChangeAsync(app.Name, settings => after = settings.FeeUrl);

        Assert.That((before, after), Is.EqualTo(((string?)null, "http://customer.test/status")));
    }

    [Test]
    public async Task An_emulator_that_cannot_start_leaves_its_directory_to_the_next()
    {
        using var folder = new TemporaryFolder();
        Task<PrivateNumberEmulator> WithScenariosOfAsync(string scenarios) => PrivateNumberEmulator.StartAsync(options =>
        {
            options.DataDir = folder["data"];
            options.Scenarios = scenarios;
        });
        Directory.CreateDirectory(folder["scenarios"]);

        Assert.That(() => WithScenariosOfAsync(folder["none"]), Throws.InstanceOf<IOException>().With.Message.Contains("there is no folder of scenarios"));

        await using var next = await WithScenariosOfAsync(folder["scenarios"]);
        Assert.That(await next.Applications.ListAsync(), Has.Count.EqualTo(5));
    }

    private static TestCaseData Case(string what, Action<EmulatorBuilder> configure, string problem) => new TestCaseData(configure, problem).SetArgDisplayNames(what);

    private static async Task<PlacedCall> CallAsync(EmulatorClient emulator, string app)
    {
        var placed = await emulator.Calls.PlaceAsync(A, (await emulator.Numbers.ListAsync(app))[0].Number, app: app);
        await emulator.Clock.AdvanceUntilCallEndsAsync(placed);
        return placed;
    }
}
