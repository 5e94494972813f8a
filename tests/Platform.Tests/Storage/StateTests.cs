using System.Text.Json.Nodes;
using CsCheck;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Storage;

public sealed class StateTests
{
    [Test]
    [Rule("contract.md §3", "State that is exported, taken away and imported again is the same, whatever happened in any mode.")]
    public async Task Whatever_happened_the_state_comes_back_as_it_was() => await StateHistory.Steps.Array[1, 60].SampleAsync(
        async steps =>
        {
            await using var emulator = await StateHistory.StartAsync();
            foreach (var step in steps)
            {
                await emulator.DoAsync(step);
            }

            var before = await emulator.ExportAsync();
            var bindings = (await emulator.Control.GetAsync("bindings")).Text;
            await emulator.Control.PostAsync("reset");
            var reply = await emulator.Control.PutAsync("state", before);

            Assert.That(reply.Status, Is.EqualTo(200), reply.Text);
            Assert.That(await emulator.ExportAsync(), Is.EqualTo(before));
            Assert.That((await emulator.Control.GetAsync("bindings")).Text, Is.EqualTo(bindings));
        },
        iter: 40);

    [Test]
    public async Task A_state_fits_a_server_with_more_applications_in_its_configuration()
    {
        await using var small = await TestEmulator.StartAsync(AxbSample.Application);
        await small.Control.PostAsync("applications", """{ "name": "one", "mode": "AX" }""");
        await small.Control.PostAsync("applications", """{ "name": "two", "mode": "AXE" }""");
        await using var large = await TestEmulator.StartAsync(AxbSample.Application, new ApplicationOptions { Name = "x", Mode = Mode.X }, new ApplicationOptions { Name = "y", Mode = Mode.Axyb });

        var reply = await large.Control.PutAsync("state", await small.ExportAsync());

        Assert.That(reply.Status, Is.EqualTo(200), reply.Text);
        Assert.That(large.Worlds.All.Select(world => world.Application.Name), Is.EquivalentTo(new[] { AxbSample.Application.Name, "one", "two" }));
        Assert.That(large.Worlds.All.Select(world => world.Ordinal), Is.Unique);
    }

    [Test]
    public async Task A_long_history_leaves_something_of_every_kind()
    {
        await using var emulator = await StateHistory.StartAsync();
        foreach (var act in Enum.GetValues<Act>())
        {
            foreach (var mode in Enum.GetValues<Mode>())
            {
                for (var i = 0; i < (act == Act.Unbind ? 1 : 3); i++)
                {
                    await emulator.DoAsync(new HistoryStep(act, mode, i, act == Act.Unbind ? 0 : i + 1, i, act == Act.Advance ? 3 : 7200));
                }
            }
        }

        // Until a CDR waits for others.
        var axb = emulator.Worlds.Find("mode-Axb")!;
        await axb.Clock.AdvanceWhileAsync(() => !axb.Fees.Durable.Export().Any(), axb.Clock.Now.AddHours(1), CancellationToken.None);
        var state = JsonNode.Parse(await emulator.ExportAsync())!.AsObject();

        var kinds = state["applications"]!.AsArray().SelectMany(application => application!.AsObject())
            .Where(member => member.Value is JsonArray).ToLookup(member => member.Key, member => member.Value!.AsArray().Count);
        Assert.That(kinds.Where(kind => kind.Sum() == 0).Select(kind => kind.Key), Is.Empty);
        Assert.That(kinds.Select(kind => kind.Key), Is.EquivalentTo(new[]
        {
            "numbers", "voiceFiles", "bindings", "bindQuota", "callbackRecords", "relations", "recordings", "waitingCdrs", "pushes",
        }));
    }

    [Test]
    public async Task An_imported_binding_expires_at_its_time()
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        var id = await emulator.BindAsync(("duration", 60));
        var state = await emulator.ExportAsync();
        await emulator.Control.PostAsync("reset");
        await emulator.Control.PutAsync("state", state);

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(59));
        Assert.That(await FoundAsync(emulator, id), Is.True);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.That(await FoundAsync(emulator, id), Is.False);
    }

    [Test]
    public async Task What_fell_due_meanwhile_on_a_real_clock_is_gone_at_once()
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        await emulator.BindAsync(("duration", 60));
        var state = JsonNode.Parse(await emulator.ExportAsync())!;
        var clock = state["applications"]![0]!["clock"]!;
        clock["mode"] = "real";
        clock["wall"] = WallClock.Provider.GetUtcNow().AddHours(-1);

        await emulator.Control.PutAsync("state", state.ToJsonString());
        await emulator.Control.PutAsync("clock", """{ "mode": "manual" }""");
        await emulator.AdvanceAsync(TimeSpan.Zero);

        Assert.That(emulator.World.Clock.Now, Is.GreaterThan(TestEmulator.Start.AddMinutes(59)));
        Assert.That((await emulator.Control.GetAsync("bindings")).Items, Is.Empty);
    }

    [Test]
    public async Task Ids_never_repeat_after_an_import()
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        var before = new[] { await emulator.BindAsync(), emulator.Place(AxbSample.A, AxbSample.X).SessionId };
        var state = await emulator.ExportAsync();
        await emulator.Control.PutAsync("state", state);
        await emulator.Api.DeleteAsync(AxbSample.Path, ("subscriptionId", before[0]));

        var after = new[] { await emulator.BindAsync(), emulator.Place(AxbSample.A, AxbSample.X).SessionId };

        Assert.That(before.Concat(after), Is.Unique);
    }

    [Test]
    public async Task An_undelivered_push_goes_on_with_its_retries()
    {
        var customer = new Customer();
        await using var emulator = await StateHistory.StartAsync(customer);
        var world = emulator.Worlds.Find("mode-Ax")!;
        emulator.Place(AxbSample.B, world.Numbers.Numbers.First().Number.Value, world: world);
        await emulator.AdvanceAsync(TimeSpan.Zero, world);
        var state = await emulator.ExportAsync();
        await emulator.Control.PostAsync("reset");
        Assert.That((await emulator.Control.PutAsync("state", state)).Status, Is.EqualTo(200));
        customer.Answer(200);

        await emulator.AdvanceAsync(TimeSpan.FromMinutes(1), emulator.Worlds.Find("mode-Ax")!);

        Assert.That(customer.Received.Select(push => push.EventType), Does.Contain("callin"));
        Assert.That(JsonNode.Parse(await emulator.ExportAsync())!["applications"]![0]!["pushes"]!.AsArray(), Is.Empty);
        Assert.That(emulator.Worlds.Find("mode-Ax")!.Outbox.Journal.Items.Where(push => push.EventType != PushTypes.Fee)
            .Select(push => (push.State, push.Attempts.Length)), Is.Not.Empty.And.All.EqualTo((PushState.Delivered, 2)));
    }

    [Test]
    public async Task A_reset_after_an_import_goes_back_to_the_configuration()
    {
        await using var emulator = await StateHistory.StartAsync();
        var fresh = await emulator.ExportAsync();
        var other = JsonNode.Parse(fresh)!;
        var applications = other["applications"]!.AsArray();
        applications.RemoveAt(3);
        applications[0]!["numbers"]!.AsArray().RemoveAt(0);
        Assert.That((await emulator.Control.PutAsync("state", other.ToJsonString())).Status, Is.EqualTo(200));

        await emulator.Control.PostAsync("reset");

        Assert.That(await emulator.ExportAsync(), Is.EqualTo(fresh));
        Assert.That(emulator.Worlds.All.SelectMany(world => world.Numbers.Numbers.Select(number => emulator.Worlds.OwnerOf(number.Number) == world)), Is.All.True);
    }

    [Test]
    public async Task A_push_that_a_fault_swallowed_does_not_come_back()
    {
        await using var emulator = await StateHistory.StartAsync();
        var fault = await emulator.Control.PostAsync("faults", """{ "app": "mode-Ax", "on": "push.numStatus", "fault": { "kind": "drop" } }""");
        Assert.That(fault.Status, Is.EqualTo(201), fault.Text);
        var number = emulator.Worlds.Find("mode-Ax")!.Numbers.Numbers.First().Number;
        await emulator.Control.PatchAsync("numbers/" + Uri.EscapeDataString(number.Value), """{ "status": "suspended" }""");

        var pushes = JsonNode.Parse(await emulator.ExportAsync())!["applications"]![0]!["pushes"]!.AsArray();

        Assert.That(emulator.Worlds.Find("mode-Ax")!.Outbox.Journal.Items.Single().State, Is.EqualTo(PushState.Dropped));
        Assert.That(pushes, Is.Empty);
    }

    [Test]
    public async Task An_application_in_a_state_is_never_without_its_secret()
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        var state = JsonNode.Parse(await emulator.ExportAsync())!;
        state["applications"]![0]!["settings"]!["appSecret"] = null;
        Assert.That((await emulator.Control.PutAsync("state", state.ToJsonString())).Status, Is.EqualTo(200));

        Assert.That(await emulator.BindAsync(), Is.Not.Empty);
    }

    [Test]
    public async Task A_running_call_is_no_state()
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        await emulator.BindAsync();
        emulator.Place(AxbSample.A, AxbSample.X);

        await emulator.Control.PutAsync("state", await emulator.ExportAsync());

        Assert.That((await emulator.Control.GetAsync("calls")).Items, Is.Empty);
    }

    [Test]
    public async Task A_state_moves_to_another_emulator()
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        var id = await emulator.BindAsync();
        await using var other = await TestEmulator.StartAsync(new ApplicationOptions { Name = "other", Mode = Mode.Ax, Numbers = [] });

        await other.Control.PutAsync("state", await emulator.ExportAsync());

        Assert.That(other.Worlds.All.Select(world => world.Application.Name), Is.EqualTo(new[] { "axb" }));
        Assert.That(await FoundAsync(other, id), Is.True);
    }

    private static async Task<bool> FoundAsync(TestEmulator emulator, string id) =>
        (await emulator.Api.GetAsync(AxbSample.Path, ("subscriptionId", id))).ResultCode == "0";
}
