using CsCheck;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Platform.Tests.Storage;

public sealed class DataDirTests
{
    [Test]
    [Rule("contract.md §1", "With a data directory the state after a restart is the state before it, whatever happened and wherever it is cut.")]
    public async Task Whatever_happened_the_state_survives_a_restart_and_a_crash() => await Gen.Select(StateHistory.Steps.Array[1, 40], Gen.Int[0, 40], Gen.Bool).SampleAsync(
        async (steps, cut, crashes) =>
        {
            using var folder = new TemporaryFolder();
            string before;
            TemporaryFolder? left = null;
            await using (var emulator = await StateHistory.StartAsync(dataDir: folder.Path))
            {
                foreach (var step in steps.Take(cut))
                {
                    await emulator.DoAsync(step);
                }

                before = await emulator.ExportAsync();
                left = crashes ? folder.Copy() : null;
            }

            using (left)
            {
                var where = (left ?? folder).Path;
                await using var restarted = await StateHistory.StartAsync(dataDir: where);
                Assert.That(await restarted.ExportAsync(), Is.EqualTo(before));

                foreach (var step in steps.Skip(cut))
                {
                    await restarted.DoAsync(step);
                }

                before = await restarted.ExportAsync();
                await restarted.DisposeAsync();
                await using var again = await StateHistory.StartAsync(dataDir: where);
                Assert.That(await again.ExportAsync(), Is.EqualTo(before));
            }
        },
        iter: 30);

    [Test]
    public async Task A_success_is_on_disk_when_it_is_answered()
    {
        using var folder = new TemporaryFolder();
        await using var emulator = await StartAsync(folder);

        var id = await emulator.BindAsync();

        using var left = folder.Copy();
        await using var restarted = await StartAsync(left);
        Assert.That((await restarted.Api.GetAsync(AxbSample.Path, ("subscriptionId", id))).ResultCode, Is.EqualTo("0"));
    }

    [Test]
    public async Task Ids_never_repeat_after_a_crash()
    {
        using var folder = new TemporaryFolder();
        await using var emulator = await StartAsync(folder);
        var before = await emulator.BindAsync();
        using var left = folder.Copy();
        await using var restarted = await StartAsync(left);
        await restarted.Api.DeleteAsync(AxbSample.Path, ("subscriptionId", before));

        Assert.That(await restarted.BindAsync(), Is.Not.EqualTo(before));
    }

    [TestCase("bindings", "sequence: 1 is not allowed")]
    [TestCase("pushes", "body: a JSON object is needed")]
    public async Task A_row_that_cannot_be_is_named_and_nothing_is_changed(string kind, string problem)
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await StateHistory.StartAsync(dataDir: folder.Path))
        {
            await emulator.DoAsync(new HistoryStep(Act.Bind, Mode.Axb, 0, 1, 0, 0));
            await emulator.DoAsync(new HistoryStep(Act.Bind, Mode.Axb, 2, 3, 0, 0));
            await emulator.DoAsync(new HistoryStep(Act.Suspend, Mode.Axb, 0, 0, 1, 0));
            await emulator.DoAsync(new HistoryStep(Act.Suspend, Mode.Axb, 0, 0, 2, 0));
            await emulator.ExportAsync();
        }

        using (var file = StateFile.Open(folder["emulator.db"]))
        {
            var second = file.Read($"1/{kind}/").OrderBy(row => row.Key, StringComparer.Ordinal).ElementAt(1);
            var text = kind == "bindings"
                ? second.Value.Replace("\"sequence\":2", "\"sequence\":1", StringComparison.Ordinal)
                : second.Value.Replace("\"body\":\"{", "\"body\":\"", StringComparison.Ordinal);
            Assert.That(text, Is.Not.EqualTo(second.Value));
            file.Write([new Row(second.Key, text)]);
            file.Close();
        }

        var before = File.ReadAllBytes(folder["emulator.db"]);

        var refused = Assert.ThrowsAsync<DataDirectoryException>(() => StateHistory.StartAsync(dataDir: folder.Path));

        Assert.That(refused.Message, Does.Contain($"applications[1].{kind}[1]: {problem}"));
        Assert.That(File.ReadAllBytes(folder["emulator.db"]), Is.EqualTo(before));
    }

    [Test]
    public async Task A_voice_file_may_be_called_as_a_row_is()
    {
        using var folder = new TemporaryFolder();
        string before;
        await using (var emulator = await StateHistory.StartAsync(dataDir: folder.Path))
        {
            await emulator.DoAsync(new HistoryStep(Act.Review, Mode.Axb, 0, 0, 0, 0));
            var state = (await emulator.ExportAsync()).Replace("tone0.wav", "application", StringComparison.Ordinal);
            Assert.That((await emulator.Control.PutAsync("state", state)).Status, Is.EqualTo(200));
            before = await emulator.ExportAsync();
        }

        await using var restarted = await StateHistory.StartAsync(dataDir: folder.Path);

        Assert.That(await restarted.ExportAsync(), Is.EqualTo(before).And.Contain("\"application\""));
    }

    [Test]
    public async Task The_ids_of_pushes_go_on_after_a_crash()
    {
        using var folder = new TemporaryFolder();
        var application = AxbSample.Application with { StatusUrl = null, NumberStatusUrl = null };
        await using var emulator = await StartAsync(folder, application);
        await SuspendAsync(emulator);
        using var left = folder.Copy();
        await using var restarted = await StartAsync(left, application);
        await SuspendAsync(restarted);

        Assert.That(Ids(restarted), Is.Not.Empty);
        Assert.That(Ids(restarted).Intersect(Ids(emulator)), Is.Empty);

        static List<string> Ids(TestEmulator emulator) => [.. emulator.World.Outbox.Journal.Items.Select(push => push.Id)];

        static async Task SuspendAsync(TestEmulator emulator)
        {
            await emulator.Control.PatchAsync("numbers/" + AxbSample.X, """{ "status": "suspended" }""");
            await emulator.AdvanceAsync(TimeSpan.Zero);
            await emulator.Control.PatchAsync("numbers/" + AxbSample.X, """{ "status": "normal" }""");
            await emulator.AdvanceAsync(TimeSpan.Zero);
            await emulator.Service<StateStore>().SavedAsync();
        }
    }

    [Test]
    public async Task A_push_that_was_not_delivered_is_delivered_after_a_crash()
    {
        using var folder = new TemporaryFolder();
        var application = AxbSample.Application with { StatusUrl = $"http://{Customer.Host}/status" };
        var customer = new Customer();
        customer.Answer(500);
        await using var emulator = await StartAsync(folder, application);
        emulator.RouteCallbacks(Customer.Host, customer);
        await emulator.Control.PatchAsync("numbers/" + AxbSample.X, """{ "status": "suspended" }""");
        await emulator.AdvanceAsync(TimeSpan.Zero);
        await emulator.Service<StateStore>().SavedAsync();
        using var left = folder.Copy();
        customer.Answer(200);

        await using var restarted = await StartAsync(left, application);
        restarted.RouteCallbacks(Customer.Host, customer);
        await restarted.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.That(customer.Received.Select(push => push.EventType), Is.EqualTo(new[] { "numStatus", "numStatus" }));
        Assert.That(restarted.World.Outbox.Journal.Items.Single().State, Is.EqualTo(PushState.Delivered));
    }

    [Test]
    public async Task Snapshots_survive_and_a_reset_takes_everything_else_off_the_disk()
    {
        using var folder = new TemporaryFolder();
        string fresh;
        await using (var emulator = await StartAsync(folder))
        {
            fresh = await emulator.ExportAsync();
            await emulator.BindAsync();
            await emulator.Control.PostAsync("snapshots/" + new string('n', 1500));
            await emulator.Control.PostAsync("applications", """{ "mode": "AX" }""");
        }

        await using (var restarted = await StartAsync(folder))
        {
            Assert.That((await restarted.Control.PostAsync("snapshots/" + new string('n', 1500) + "/restore")).Status, Is.EqualTo(200));
            Assert.That((await restarted.Control.GetAsync("applications")).Items, Has.Count.EqualTo(1));
            Assert.That((await restarted.Control.GetAsync("bindings")).Items, Has.Count.EqualTo(1));
            await restarted.Control.PostAsync("reset");
        }

        await using var afresh = await StartAsync(folder);
        Assert.That(await afresh.ExportAsync(), Is.EqualTo(fresh));
        Assert.That((await afresh.Control.GetAsync("snapshots")).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_removed_application_stays_away_until_a_reset()
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await StartAsync(folder))
        {
            await emulator.Control.DeleteAsync("applications/axb");
        }

        await using var restarted = await StartAsync(folder);
        Assert.That(restarted.Worlds.All, Is.Empty);
        await restarted.Control.PostAsync("reset");
        Assert.That(restarted.Worlds.All, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_a_data_directory_nothing_is_noted()
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        await emulator.BindAsync();

        Assert.That((emulator.World.Unsaved.IsWatched, emulator.World.Unsaved.Take()), Is.EqualTo((false, new Dictionary<(IDurable, string), object?>())));
    }

    [Test]
    [Rule("contract.md §1", "A success is on the disk before it is answered; reads and refusals do not wait for the disk.", Inferred = true)]
    public async Task Reads_and_refusals_do_not_wait_for_the_disk()
    {
        using var folder = new TemporaryFolder();
        await using var emulator = await StartAsync(folder);
        Task<ApiReply>? bind = null;

        // The writer takes its next round only afterwards.
        emulator.Worlds.Look((_, _) =>
        {
            bind = emulator.Api.PostAsync(AxbSample.Path, AxbSample.Bind());
            Assert.That(SpinWait.SpinUntil(() => emulator.World.Mode.Count == 1, TestEmulator.Patience), Is.True, "nothing was bound");
            var refused = emulator.Api.PostAsync(AxbSample.Path, AxbSample.Bind()).GetAwaiter().GetResult();
            var read = emulator.Api.GetAsync(AxbSample.Path, ("relationNum", AxbSample.X)).GetAwaiter().GetResult();

            Assert.That((refused.ResultCode, read.ResultCode, bind.IsCompleted), Is.EqualTo(("1012010", "0", false)));
        });

        Assert.That((await bind!).ResultCode, Is.EqualTo("0"));
    }

    private static Task<TestEmulator> StartAsync(TemporaryFolder folder, params ApplicationOptions[] applications) =>
        TestEmulator.StartAsync(new EmulatorOptions { DataDir = folder.Path, Applications = applications is [] ? [AxbSample.Application] : applications });
}
