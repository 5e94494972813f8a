using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>Scenarios on a server that has run for long.</summary>
[CancelAfter(60_000)]
internal sealed class FullJournalTests
{
    private const string Old = "of-an-old-call";

    [TestCase(ClockMode.Manual)]
    [TestCase(ClockMode.Scaled)]
    public async Task A_run_neither_fails_nor_asks_for_the_pushes_of_others(ClockMode mode, CancellationToken ct)
    {
        await using var emulator = await TestEmulator.StartAsync(
            ScenarioTexts.Configuration with { Clock = new ClockOptions { Mode = mode, Factor = 60, Start = TestEmulator.Start } });
        Fill(emulator.Worlds.FindByName("axb-demo")!);
        using var watch = new OldPushes(emulator.CreateHandler());
        using var http = new HttpClient(watch) { BaseAddress = new Uri("http://localhost") };

        var result = await new ScenarioRunner(http).RunAsync(ScenarioTexts.Of("""
            name: t
            app: axb-demo
            parties: { A: any, B: any }
            steps:
              - bind: { callerNum: $A, calleeNum: $B, areaCode: "0755" }
                save: { X: relationNum }
              - call: { from: $A, to: $X, until: answer, talksFor: 1h }
                save: { call: sessionId }
              - stopCall: { sessionid: $call, signal: call_stop }
              - expectCallback: { eventType: fee, within: 1m }
                expect: { "feeLst[0].ulFailReason": 8017 }
              - call: { from: $A, to: $X, outcome: busy }
                expect: { events: [callin, callout, disconnect] }
            """), null, ct);

        Assert.That(result.Passed, string.Join('\n', result.Steps.Select(step => $"{step.Problem} {string.Join(", ", step.Differences)}")));
        Assert.That(watch.Seen, Is.Zero);
        Assert.That(result.Steps.Sum(step => step.Pushes.Count), Is.EqualTo(10), "the steps show what they have caused");
    }

    private static void Fill(World world)
    {
        var attempt = new PushAttempt(TestEmulator.Start, [], new PushReply(200, "", null, TimeSpan.Zero));
        lock (world.Gate)
        {
            for (var i = 0; i < PushJournal.Capacity; i++)
            {
                world.Outbox.Journal.Add(new Push
                {
                    Id = $"old-{i}",
                    Sequence = i - PushJournal.Capacity,
                    EventType = PushTypes.Fee,
                    SessionIds = [Old],
                    Target = new PushTarget("http://customer.test/fee", IsStandIn: false),
                    Body = "{}"u8.ToArray(),
                    Queue = Old,
                    State = PushState.Delivered,
                    Replied = static _ => { },
                    Attempts = [attempt],
                });
            }
        }
    }

    /// <summary>Counts the answers that hold old pushes.</summary>
    private sealed class OldPushes(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public int Seen { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            Seen += (await response.Content.ReadAsStringAsync(cancellationToken)).Contains(Old, StringComparison.Ordinal) ? 1 : 0;
            return response;
        }
    }
}
