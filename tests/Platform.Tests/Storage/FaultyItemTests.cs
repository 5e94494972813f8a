using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Platform.Tests.Storage;

/// <summary>Items of a state, of all modes, that no emulator can have written.</summary>
public sealed class FaultyItemTests
{
    private static readonly (string Name, Action<JsonNode> Spoil, string[] Problems)[] Faults =
    [
        .. OneAfterAnother("mode-Ax", "bindings", 0),
        .. OneAfterAnother("mode-Axb", "bindings", 1),
        .. OneAfterAnother("mode-Axe", "bindings", 2),
        .. OneAfterAnother("mode-Axyb", "bindings", 3),
        .. OneAfterAnother("mode-Axyb", "relations", 3),
        ("a push twice", state => Push(state, 1)["sequence"] = (long)Push(state, 0)["sequence"]!, ["applications[1].pushes[1]: sequence: 1 stands twice"]),
        ("a push from 0", state => Push(state, 0)["sequence"] = 0, ["applications[1].pushes[0]: sequence: 0 is not allowed"]),
        ("a push of no JSON", state => Push(state, 0)["body"] = "no JSON", ["applications[1].pushes[0]: body: a JSON object is needed"]),
        ("a push of half an object", state => Push(state, 1)["body"] = """{ "eventType": """, ["applications[1].pushes[1]: body: a JSON object is needed"]),
        ("a push of a list", state => Push(state, 0)["body"] = "[]", ["applications[1].pushes[0]: body: a JSON object is needed"]),
        ("a push of half a letter", state => Push(state, 0)["body"] = """{ "eventType": "\uD800" }""", ["applications[1].pushes[0]: body: a JSON object is needed"]),
        ("a push too deep to be shown", state => Push(state, 0)["body"] = $$"""{ "a": {{new string('[', 60)}}{{new string(']', 60)}} }""", ["applications[1].pushes[0]: body: a JSON object is needed"]),
        ("a push of no call", state => Push(state, 0)["sessionIds"] = new JsonArray((JsonNode?)null), ["applications[1].pushes[0]: sessionIds: "]),
        ("a push without attempts", state => Push(state, 0)["attempts"] = null, ["applications[1].pushes[0]: The JSON value"]),
        ("a push with no attempt", state => Push(state, 0)["attempts"] = new JsonArray((JsonNode?)null), ["applications[1].pushes[0]: attempts: "]),
        ("a header of nothing", state => Headers(state).Add(null), ["applications[1].pushes[0]: attempts: "]),
        ("a header twice", state => Headers(state).Add(Headers(state)[0]!.DeepClone()), ["applications[1].pushes[0]: attempts: "]),
        ("fewer retries than none", state => Push(state, 0)["retries"] = -1, ["applications[1].pushes[0]: retries: "]),
        ("a CDR twice", state => Cdrs(state).Add(Cdrs(state)[0]!.DeepClone()), ["applications[1].waitingCdrs[1]: sequence: 1 is not allowed"]),
        (
            "more CDRs than wait",
            state =>
            {
                for (var sequence = 2; sequence <= 50; sequence++)
                {
                    Cdrs(state).Add(Cdrs(state)[0]!.DeepClone());
                    Cdrs(state)[^1]!["sequence"] = sequence;
                }
            },
            ["applications[1].waitingCdrs[49]: 50 CDRs do not wait"]),
    ];

    private static IEnumerable<TestCaseData> Cases() => Faults.Select(fault => new TestCaseData(fault.Spoil, fault.Problems).SetArgDisplayNames(fault.Name));

    [TestCaseSource(nameof(Cases))]
    [Rule("contract.md §3", "Items of a state that cannot be are refused with their place, in every mode.")]
    public async Task A_faulty_item_is_refused_and_changes_nothing(Action<JsonNode> spoil, string[] problems)
    {
        await using var emulator = await StateHistory.StartAsync();
        var before = await FillAsync(emulator);
        Assert.That((await emulator.Control.PutAsync("state", before)).Status, Is.EqualTo(200));
        var state = JsonNode.Parse(before)!;
        spoil(state);

        var reply = await emulator.Control.PutAsync("state", state.ToJsonString());

        Assert.That(reply.Status, Is.EqualTo(400), reply.Text);
        foreach (var problem in problems)
        {
            Assert.That(reply.Errors, Has.Some.StartsWith(problem));
        }

        Assert.That(await emulator.ExportAsync(), Is.EqualTo(before));
        Assert.That((await emulator.Control.GetAsync("callbacks")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task What_was_made_of_a_state_that_could_not_be_read_sends_nothing()
    {
        var customer = new Customer();
        await using var emulator = await StateHistory.StartAsync(customer);
        await emulator.DoAsync(new HistoryStep(Act.Suspend, Mode.Ax, 0, 0, 0, 0));
        var state = JsonNode.Parse(await emulator.ExportAsync())!;
        var push = state["applications"]![0]!["pushes"]![0]!;
        (push["attempts"], push["nextRetry"]) = (new JsonArray(), null);

        // Half of a letter, which only the reading of the second application meets.
        using var document = JsonDocument.Parse(state.ToJsonString().Replace("\"name\":\"mode-Axb\"", "\"name\":\"\\uD800\"", StringComparison.Ordinal));
        var gate = new AnswerGate();
        var received = customer.Received.Count;

        Assert.That(() => StateReader.Apply(document.RootElement, emulator.Worlds, StateHistory.Options, gate), Throws.InvalidOperationException);
        gate.Open();
        for (var number = 0; number < 3; number++)
        {
            // Whatever began to send at the same time as this had its turn.
            await emulator.DoAsync(new HistoryStep(Act.Suspend, Mode.Axe, 0, 0, number, 0));
            await emulator.AdvanceAsync(TimeSpan.Zero, emulator.Worlds.Find("mode-Axe"));
        }

        Assert.That(customer.Received.Count, Is.EqualTo(received + 3));
        Assert.That(customer.Received.Skip(received).Select(late => late.Body), Has.None.EqualTo((string)push["body"]!));
    }

    [Test]
    public async Task A_push_that_has_had_more_retries_than_there_are_now_is_given_up()
    {
        await using var emulator = await StateHistory.StartAsync();
        await emulator.DoAsync(new HistoryStep(Act.Suspend, Mode.Ax, 0, 0, 0, 0));
        var state = JsonNode.Parse(await emulator.ExportAsync())!;
        state["applications"]![0]!["pushes"]![0]!["retries"] = 9;
        Assert.That((await emulator.Control.PutAsync("state", state.ToJsonString())).Status, Is.EqualTo(200));

        await emulator.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.That(emulator.World.Outbox.Journal.Items.Single().State, Is.EqualTo(PushState.Dropped));
    }

    /// <summary>Two items of every kind that is numbered, and a CDR that waits.</summary>
    private static async Task<string> FillAsync(TestEmulator emulator)
    {
        HistoryStep[] steps =
        [
            new(Act.Bind, Mode.Ax, 0, 0, 0, 0), new(Act.Bind, Mode.Ax, 0, 0, 1, 0),
            new(Act.Bind, Mode.Axb, 0, 1, 0, 0), new(Act.Bind, Mode.Axb, 2, 3, 0, 0),
            new(Act.Bind, Mode.Axe, 0, 0, 0, 0), new(Act.Bind, Mode.Axe, 0, 0, 0, 0),
            new(Act.Bind, Mode.Axyb, 0, 0, 0, 0), new(Act.Bind, Mode.Axyb, 0, 0, 0, 0),

            // The newer AX gets the older YB.
            new(Act.BindMore, Mode.Axyb, 0, 1, 0, 0), new(Act.BindMore, Mode.Axyb, 0, 2, 0, 0),
            new(Act.Suspend, Mode.Axb, 0, 0, 2, 0), new(Act.Suspend, Mode.Axb, 0, 0, 3, 0),
            new(Act.Call, Mode.Axb, 0, 0, 0, 0),
        ];
        foreach (var step in steps)
        {
            await emulator.DoAsync(step);
        }

        var axb = emulator.Worlds.Find("mode-Axb")!;
        await axb.Clock.AdvanceWhileAsync(() => !axb.Fees.Durable.Export().Any(), axb.Clock.Now.AddHours(1), CancellationToken.None);
        var state = await emulator.ExportAsync();
        var relations = JsonNode.Parse(state)!["applications"]![3]!["relations"]!.AsArray();
        var bindings = JsonNode.Parse(state)!["applications"]![3]!["bindings"]!.AsArray();
        Assert.That(relations.Select(yb => (string)yb!["subscriptionId"]!), Is.EqualTo(bindings.Select(ax => (string)ax!["subscriptionId"]!).Reverse()));
        return state;
    }

    /// <summary>Numbers that two items of one kind cannot have, by the place of their application.</summary>
    private static IEnumerable<(string Name, Action<JsonNode> Spoil, string[] Problems)> OneAfterAnother(string app, string kind, int place) =>
    [
        ($"{app} {kind} with one sequence", state => Item(state, app, kind, 1)["sequence"] = 1, [$"applications[{place}].{kind}[1]: sequence: 1 is not allowed"]),
        ($"{app} {kind} that go down", state => Item(state, app, kind, 0)["sequence"] = 3, [$"applications[{place}].{kind}[1]: sequence: 2 is not allowed"]),
        ($"{app} {kind} from 0", state => Item(state, app, kind, 0)["sequence"] = 0, [$"applications[{place}].{kind}[0]: sequence: 0 is not allowed"]),
        (
            $"{app} {kind} without an end",
            state => Item(state, app, kind, 1)["sequence"] = long.MaxValue,
            [$"applications[{place}].{kind}[1]: sequence: {long.MaxValue} is not allowed"]),
    ];

    private static JsonNode Item(JsonNode state, string app, string kind, int index) =>
        state["applications"]!.AsArray().Single(application => (string)application!["created"]!["name"]! == app)![kind]![index]!;

    private static JsonNode Push(JsonNode state, int index) => Item(state, "mode-Axb", "pushes", index);

    private static JsonArray Headers(JsonNode state) => Push(state, 0)["attempts"]![0]!["headers"]!.AsArray();

    private static JsonArray Cdrs(JsonNode state) => Item(state, "mode-Axb", "waitingCdrs", 0).Parent!.AsArray();
}
