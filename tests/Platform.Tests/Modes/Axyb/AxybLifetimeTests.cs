using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axyb;

public sealed class AxybLifetimeTests
{
    private const int Default = 7200;

    // duration and ybDuration of the AX, ybDuration of the YB bind; when the YB and when the AX end, in seconds, 0 never.
    [TestCase(null, null, null, Default, Default)]
    [TestCase(0, null, null, 0, 0)]
    [TestCase(600, null, null, 600, 600)]
    [TestCase(600, 60, null, 60, 600)]
    [TestCase(600, null, 60, 60, 600)]
    [TestCase(600, 60, 120, 120, 600, Description = "the YB bind's counts")]
    [TestCase(600, 60, 0, 600, 600)]
    [TestCase(600, null, 6000, 600, 600, Description = "longer than the AX is no error")]
    [TestCase(0, 60, null, 60, 0)]
    [Rule("axyb.md §2", "ybDuration: the YB bind's, else the AX's, else it ends with the AX; never longer than the AX, and that is no error.")]
    [Rule("axyb.md §1", "duration defaults to 7200, 0 never ends.")]
    public async Task A_YB_ends_by_itself_or_with_its_AX(int? duration, int? axYbDuration, int? ybDuration, int ybEnds, int axEnds)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, _) = await emulator.BindXAsync(("duration", duration), ("ybDuration", axYbDuration));
        await emulator.BindYAsync(id, ("ybDuration", ybDuration));
        var seen = new List<(int Ends, bool Ax, bool Yb)>();

        foreach (var end in new[] { ybEnds, axEnds }.Where(end => end > 0).Distinct())
        {
            await emulator.AdvanceAsync(AxybLifetime.Until(emulator, end) - TimeSpan.FromSeconds(1));
            seen.Add(await AxybLifetime.SeeAsync(emulator, id, end));
            await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));
            seen.Add(await AxybLifetime.SeeAsync(emulator, id, end));
        }

        await emulator.AdvanceAsync(TimeSpan.FromDays(365));
        seen.Add(await AxybLifetime.SeeAsync(emulator, id, 0));

        var expected = new[] { ybEnds, axEnds }.Where(end => end > 0).Distinct()
            .SelectMany(end => new[] { (end, true, end <= ybEnds || ybEnds == 0), (end, end != axEnds, false) })
            .Append((0, axEnds == 0, ybEnds == 0 && axEnds == 0));
        Assert.That(seen, Is.EqualTo(expected));
    }

    [Test]
    [Rule("axyb.md §2", "Timers start at the success of the respective bind.")]
    public async Task The_time_of_a_YB_counts_from_its_own_bind()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, _) = await emulator.BindXAsync(("ybDuration", 60));
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(40));
        await emulator.BindYAsync(id);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(59));

        var before = await AxybLifetime.SeeAsync(emulator, id, 0);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));
        var after = await AxybLifetime.SeeAsync(emulator, id, 0);

        Assert.That((before.Yb, after.Yb, after.Ax), Is.EqualTo((true, false, true)));
    }

    [TestCase(60)]
    [TestCase(null)]
    [Rule("axyb.md §2", "A YB made on the fly lives for the AX's ybDuration, else as long as the AX.")]
    public async Task A_YB_made_on_the_fly_lives_by_the_AX(int? ybDuration)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync(("ybDuration", ybDuration), ("duration", 600));
        emulator.Place(AxybSample.C, x);

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(60));
        var afterAMinute = await AxybLifetime.SeeAsync(emulator, id, 0);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(540));

        Assert.That((afterAMinute.Ax, afterAMinute.Yb), Is.EqualTo((true, ybDuration is null)));
        Assert.That(emulator.World.Mode.Count, Is.Zero);
    }

    [Test]
    public async Task A_YB_bound_again_after_an_unbind_does_not_inherit_the_old_end()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 2)));
        var (id, _) = await emulator.BindXAsync();
        var y = await emulator.BindYAsync(id, ("ybDuration", 60));
        await emulator.DeleteAsync(("subscriptionId", id), ("yNum", y));
        await emulator.BindYAsync(id);

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(60));

        Assert.That((await AxybLifetime.SeeAsync(emulator, id, 0)).Yb, Is.True);
    }

    [Test]
    public async Task A_reset_forgets_bindings_and_their_ends()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 2)));
        var (id, x) = await emulator.BindXAsync();
        var y = await emulator.BindYAsync(id);
        emulator.World.Reset();

        var (again, sameX) = await emulator.BindXAsync();
        var sameY = await emulator.BindYAsync(again);

        Assert.That((again, sameX, sameY), Is.EqualTo((id, x, y)));
    }
}

internal static class AxybLifetime
{
    public static TimeSpan Until(TestEmulator emulator, int secondsAfterStart) =>
        TestEmulator.Start.AddSeconds(secondsAfterStart) - emulator.World.Clock.Now;

    public static async Task<(int Ends, bool Ax, bool Yb)> SeeAsync(TestEmulator emulator, string id, int end)
    {
        var listed = await emulator.ListAsync(id);
        return (end, listed.Count > 0, listed.Any(relation => relation.ContainsKey("numY")));
    }
}
