using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axyb;

public sealed class AxybUnbindTests
{
    [Test]
    [Rule("axyb.md §4", "subscriptionId alone removes the AX and all its YB.")]
    public async Task The_id_alone_removes_the_AX_and_all_its_YB()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        await emulator.BindYAsync(id);

        var unbound = await emulator.DeleteAsync(("subscriptionId", id));
        var query = await emulator.GetAsync(("relationNum", x));
        var again = await emulator.DeleteAsync(("subscriptionId", id));

        Assert.That(unbound.Text, Is.EqualTo("""{"resultcode":"0","resultdesc":"Success"}"""));
        Assert.That((query.Summary, again.Summary), Is.EqualTo((AxybSample.NotFound, AxybSample.NotFound)));
        Assert.That(emulator.World.Mode.Count, Is.Zero);
    }

    [TestCase("yNum")]
    [TestCase("bNum")]
    [TestCase("yNum and another bNum")]
    [Rule("axyb.md §4", "With yNum or bNum only that YB goes; yNum wins over bNum.")]
    public async Task One_YB_is_removed_by_its_Y_or_its_B(string by)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, _) = await emulator.BindXAsync();
        var y = await emulator.BindYAsync(id);
        await emulator.BindYAsync(id, ("origNum", AxybSample.C));

        var unbound = by switch
        {
            "yNum" => await emulator.DeleteAsync(("subscriptionId", id), ("yNum", y)),
            "bNum" => await emulator.DeleteAsync(("subscriptionId", id), ("bNum", AxybSample.B)),
            _ => await emulator.DeleteAsync(("subscriptionId", id), ("yNum", y), ("bNum", AxybSample.C)),
        };

        Assert.That(unbound.Summary, Is.EqualTo(AxybSample.Success));
        Assert.That((await emulator.ListAsync(id)).Select(relation => (string?)relation["numB"]), Is.EqualTo(new[] { AxybSample.C }));
    }

    [Test]
    [Rule("axyb.md §10 no. 14", "A YB that was made on the fly is unbound like any other.", Inferred = true)]
    public async Task A_YB_made_on_the_fly_is_unbound_like_any_other()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        emulator.Place(AxybSample.C, x);

        var unbound = await emulator.DeleteAsync(("subscriptionId", id), ("bNum", AxybSample.C));

        Assert.That(unbound.Summary, Is.EqualTo(AxybSample.Success));
        Assert.That((await emulator.ListAsync(id)).Single().ContainsKey("numB"), Is.False);
    }

    [TestCase("subscriptionId", null, "403 1010002 Invalid request.subscriptionId")]
    [TestCase("subscriptionId", "", "403 1010002 Invalid request.subscriptionId")]
    [TestCase("subscriptionId", "unknown", "403 1016001 The record does not exist.")]
    [TestCase("yNum", "+8617099999999", "403 1016001 The record does not exist.")]
    [TestCase("bNum", AxybSample.D, "403 1016001 The record does not exist.")]
    [TestCase("yNum", "17099999999", "403 1010002 Invalid request.yNum")]
    [TestCase("yNum", " 8617099999999", "403 1010002 Invalid request.yNum")]
    [TestCase("bNum", " 8613800000024", "403 1010002 Invalid request.bNum")]
    [Rule("axyb.md §4, §8", "What is not tied to the id is 1016001.")]
    [Rule("decision D15", "A raw + in the URL is 1010002, and the binding stays.", Inferred = true)]
    public async Task What_is_not_bound_is_not_unbound(string name, string? value, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, _) = await emulator.BindXAsync();
        await emulator.BindYAsync(id);
        var query = new Dictionary<string, string> { ["subscriptionId"] = id };
        query[name] = value ?? "";

        var reply = await emulator.DeleteAsync([.. query.Select(pair => (pair.Key, pair.Value))]);

        Assert.That(reply.Summary, Is.EqualTo(expected));
        Assert.That((await emulator.ListAsync(id)).Single()["numB"]!.ToString(), Is.EqualTo(AxybSample.B));
    }

    [Test]
    public async Task A_YB_of_another_AX_is_not_found_under_this_one()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 5)));
        var (first, _) = await emulator.BindXAsync();
        var (second, _) = await emulator.BindXAsync();
        var y = await emulator.BindYAsync(second);

        var reply = await emulator.DeleteAsync(("subscriptionId", first), ("yNum", y));

        Assert.That(reply.Summary, Is.EqualTo(AxybSample.NotFound));
    }

    [Test]
    [Rule("axyb.md §4", "A call at the platform goes on to its end, the next one fails with 8030.")]
    public async Task A_running_call_survives_the_unbind()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        await emulator.BindYAsync(id);
        var running = emulator.Place(AxybSample.B, x);
        await emulator.DeleteAsync(("subscriptionId", id));

        await emulator.FinishAsync(running);
        var next = await emulator.PlayAsync(AxybSample.B, x);

        Assert.That(
            (emulator.World.Calls.Find(running.SessionId)!.Cause!.StateCode, next.Cause!.StateCode), Is.EqualTo((0, 8030)));
    }
}
