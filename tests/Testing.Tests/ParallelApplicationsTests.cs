using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Testing.Tests.TestInfra;

namespace PrivateNumber.Emulator.Testing.Tests;

/// <summary>What a parallel test suite does with one server: an application for each test, made at run time, over sockets.</summary>
public sealed class ParallelApplicationsTests
{
    private const int Suites = 50;
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";

    [Test]
    public async Task Fifty_applications_of_one_server_see_nothing_of_each_other()
    {
        await using var server = await PrivateNumberEmulator.StartAsync(options => options.UseKestrel());
        using var emulator = EmulatorClient.Connect(server.BaseAddress);

        var suites = await Task.WhenAll(Enumerable.Range(0, Suites).Select(index => Task.Run(() => RunAsync(server, emulator, index))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(suites.SelectMany(suite => suite.App.Numbers).Select(x => x.Number), Is.Unique);
            Assert.That(suites.SelectMany(suite => suite.Sessions), Is.Unique);
            Assert.That(suites.Select(suite => suite.App.AppKey), Is.Unique);
        }

        // Once more when all are done: nobody's later steps changed what another one has.
        foreach (var suite in suites)
        {
            await CheckAsync(emulator, suite);
        }
    }

    /// <summary>One suite: as many binds as its index says, a fault of its own, calls of its own length, and a clock of its own.</summary>
    private static async Task<Suite> RunAsync(PrivateNumberEmulator server, EmulatorClient emulator, int index)
    {
        var host = $"suite{index}.test";
        var customer = new Recorder();
        server.RouteCallbacks(host, customer);
        var app = await emulator.Applications.CreateAsync(Mode.Axb, settings => settings.StatusUrl = $"http://{host}/status");
        var suite = new Suite(index, app, customer, (await emulator.Clock.GetAsync(app.Name)).Now);
        using var http = server.CreateClient();
        var orders = new OrderService(http, app.AppKey, app.AppSecret);

        if (suite.IsFaulty)
        {
            await emulator.Faults.AddAsync("axb.bind", Fault.ResultCode("1010001"), times: 1, app: app.Name);
            Assert.That(async () => await orders.ConnectAsync(A, B), Throws.InvalidOperationException);
        }

        for (var bind = 0; bind < suite.Binds; bind++)
        {
            var x = await orders.ConnectAsync(A, Phone(bind));
            var call = await emulator.Calls.PlaceAsync(A, x, ringsFor: TimeSpan.FromSeconds(1), talksFor: TimeSpan.FromSeconds(index), app: app.Name);
            suite.Sessions.Add(call.SessionId);
            await emulator.Clock.AdvanceAsync(TimeSpan.FromMinutes(index + 1), app.Name);
        }

        await CheckAsync(emulator, suite);
        if (suite.IsReset)
        {
            await emulator.ResetAsync(app.Name);
            await CheckAsync(emulator, suite with { Binds = 0, IsFaulty = false });
        }

        return suite.IsReset ? suite with { Binds = 0, IsFaulty = false } : suite;
    }

    private static async Task CheckAsync(EmulatorClient emulator, Suite suite)
    {
        var name = suite.App.Name;
        var bindings = await emulator.Bindings.ListAsync(name);
        var calls = await emulator.Calls.ListAsync(name);
        var pushes = await emulator.Callbacks.AllAsync(name);
        var requests = await emulator.Requests.ListAsync(name);
        var faults = await emulator.Faults.ListAsync(name);
        var clock = await emulator.Clock.GetAsync(name);

        Assert.That(bindings.Select(binding => binding["calleeNum"]), Is.EquivalentTo(Enumerable.Range(0, suite.Binds).Select(Phone)), name);
        Assert.That(bindings.Select(binding => binding["relationNum"]), Is.SubsetOf(suite.App.Numbers.Select(x => x.Number)), name);
        Assert.That(calls.Select(call => call.SessionId), Is.EqualTo(suite.Sessions.Take(suite.Binds)), name);
        Assert.That(calls.Select(call => call.State), Is.All.EqualTo(CallState.Ended), name);
        Assert.That(calls.Select(call => (call.Events[^1].At - call.Events[^2].At).TotalSeconds), Is.All.EqualTo(suite.Index), name);
        Assert.That(pushes.Select(push => push.State), Is.All.EqualTo(PushState.Delivered), name);
        Assert.That(pushes, Has.Count.EqualTo(6 * suite.Binds), name);
        Assert.That(requests, Has.Count.EqualTo(suite.Binds + (suite.IsFaulty ? 1 : 0)), name);
        Assert.That(faults.Select(fault => (fault.Matched, fault.Struck)), Is.EqualTo(suite.IsFaulty ? new[] { (suite.Binds + 1, 1) } : []), name);
        Assert.That(clock.Now - suite.Begin, Is.EqualTo(TimeSpan.FromMinutes(suite.Binds * (suite.Index + 1))), name);

        // What the customer got, it got from its own application alone.
        Assert.That(suite.Customer.Keys.Distinct(), Is.EqualTo(new[] { suite.App.AppKey }), name);
        Assert.That(suite.Customer.Sessions.Distinct(), Is.EqualTo(suite.Sessions), name);
    }

    private static string Phone(int index) => (long.Parse(B, CultureInfo.InvariantCulture) + index).ToString("'+'0", CultureInfo.InvariantCulture);

    private sealed record Suite(int Index, EmulatedApplication App, Recorder Customer, DateTimeOffset Begin)
    {
        public List<string> Sessions { get; } = [];

        public int Binds { get; init; } = 1 + (Index % 5);

        public bool IsFaulty { get; init; } = Index % 2 == 1;

        public bool IsReset => Index % 10 == 7;
    }

    /// <summary>A customer in memory that remembers who signed what.</summary>
    private sealed class Recorder : HttpMessageHandler
    {
        private readonly ConcurrentQueue<(string Key, string Session)> _pushes = new();

        public IEnumerable<string> Keys => _pushes.Select(push => push.Key);

        public IEnumerable<string> Sessions => _pushes.Select(push => push.Session);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            var token = request.Headers.GetValues("X-AKSK").Single();
            _pushes.Enqueue((token.Split('"')[1], (string)(body["statusInfo"] ?? body["feeLst"]![0])!["sessionId"]!));
            return new HttpResponseMessage();
        }
    }
}
