using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Storage;

public sealed class SnapshotTests
{
    [Test]
    [Rule("contract.md §3", "A named snapshot brings the whole state back, as often as it is restored.")]
    public async Task A_snapshot_brings_the_state_back_as_often_as_wanted()
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        await emulator.BindAsync();
        var taken = await emulator.Control.PostAsync("snapshots/bound");
        var state = await emulator.ExportAsync();

        for (var i = 0; i < 2; i++)
        {
            await emulator.Control.PatchAsync("numbers/" + AxbSample.X, """{ "status": "frozen" }""");
            await emulator.BindAsync(("relationNum", AxbSample.OtherX));
            await emulator.AdvanceAsync(TimeSpan.FromDays(1));
            Assert.That((await emulator.Control.PostAsync("snapshots/bound/restore")).Status, Is.EqualTo(200));
            Assert.That(await emulator.ExportAsync(), Is.EqualTo(state));
        }

        Assert.That((taken.Status, taken["name"]), Is.EqualTo((201, "bound")));
        Assert.That((await emulator.Control.GetAsync("snapshots/bound")).Text, Is.EqualTo(state));
    }

    [Test]
    [Rule("contract.md §3", "A snapshot outlives a reset, and can be restored after it.")]
    public async Task Snapshots_are_listed_by_name_and_outlive_a_reset()
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        await emulator.Control.PostAsync("snapshots/b");
        await emulator.Control.PostAsync("snapshots/a");

        Assert.That((await emulator.Control.GetAsync("snapshots")).Items.Select(item => (string?)item["name"]), Is.EqualTo(new[] { "a", "b" }));

        await emulator.BindAsync();
        await emulator.Control.PostAsync("snapshots/bound");
        await emulator.Control.PostAsync("reset");
        Assert.That((await emulator.Control.GetAsync("bindings")).Items, Is.Empty);

        await emulator.Control.PostAsync("snapshots/bound/restore");
        Assert.That((await emulator.Control.GetAsync("bindings")).Items, Has.Count.EqualTo(1));

        Assert.That((await emulator.Control.SendAsync("DELETE", "snapshots/bound", null)).Status, Is.EqualTo(204));
        Assert.That((await emulator.Control.GetAsync("snapshots")).Items.Select(item => (string?)item["name"]), Is.EqualTo(new[] { "a", "b" }));
    }

    [TestCase("GET", "snapshots/none")]
    [TestCase("DELETE", "snapshots/none")]
    [TestCase("POST", "snapshots/none/restore")]
    public async Task An_unknown_snapshot_is_not_found(string method, string path)
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);

        Assert.That((await emulator.Control.SendAsync(method, path, method == "POST" ? "{}" : null)).Status, Is.EqualTo(404));
    }
}
