using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Ax;

public sealed class AxTemporaryCalleeTests
{
    [TestCase(null, 59, true)]
    [TestCase(null, 60, false)]
    [TestCase(300, 299, true)]
    [TestCase(300, 300, false)]
    [Rule("ax.md §6", "A temporary callee lives for its duration, 60 seconds unless given")]
    public async Task A_temporary_callee_lives_for_its_duration(int? duration, int seconds, bool lives)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();
        await ax.SetCalleeAsync(duration: duration);

        await ax.AdvanceAsync(TimeSpan.FromSeconds(seconds));

        Assert.That((await ax.PlayAsync(AxEmulator.A)).Cause, Is.EqualTo(lives ? EndCause.Released : EndCause.NoTemporaryCallee));
    }

    [Test]
    [Rule("ax.md §6", "Setting again overwrites the callee and restarts the clock")]
    public async Task A_new_temporary_callee_takes_the_place_of_the_old()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();
        await ax.SetCalleeAsync(AxEmulator.B);
        await ax.AdvanceAsync(TimeSpan.FromSeconds(50));
        await ax.SetCalleeAsync(AxEmulator.C);
        await ax.AdvanceAsync(TimeSpan.FromSeconds(50));

        Assert.That((await ax.PlayAsync(AxEmulator.A)).Cdr!.FwdDstNum, Is.EqualTo(AxEmulator.C));
    }

    [TestCase(false, 0)]
    [TestCase(true, 8013)]
    [Rule("decision D12", "A temporary callee serves every call until it ends; a switch makes it one-shot", Inferred = true, Switch = "switches.oneShotTemporaryCallee")]
    public async Task A_temporary_callee_serves_one_call_only_when_switched_so(bool oneShot, int second)
    {
        await using var ax = await AxEmulator.StartAsync(app => app with { Switches = new Switches { OneShotTemporaryCallee = oneShot } });
        await ax.BindAsync();
        await ax.SetCalleeAsync(duration: 3600);

        Assert.That((await ax.PlayAsync(AxEmulator.B)).Cause, Is.EqualTo(EndCause.Released), "others' calls do not use it");
        Assert.That((await ax.PlayAsync(AxEmulator.A)).Cause, Is.EqualTo(EndCause.Released));
        Assert.That((await ax.PlayAsync(AxEmulator.A)).Cause!.StateCode, Is.EqualTo(second));
    }

    [Test]
    [Rule("ax.md §6", "An unbind takes the temporary callee along", Inferred = true)]
    public async Task A_new_binding_has_no_temporary_callee()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();
        await ax.SetCalleeAsync();
        await ax.UnbindAsync();
        await ax.BindAsync();
        await ax.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.That((await ax.PlayAsync(AxEmulator.A)).Cause, Is.EqualTo(EndCause.NoTemporaryCallee));
    }

    [TestCase(false, 8013)]
    [TestCase(true, 8019)]
    [Rule("ax.md §6", "A whom a modify made the one that was set, or remembered, as callee does not call himself", Inferred = true)]
    public async Task A_is_never_his_own_callee(bool remembered, int stateCode)
    {
        await using var ax = await AxEmulator.StartAsync(app => app with { MemoryCallback = remembered });
        await ax.BindAsync();
        await (remembered ? ax.PlayAsync(AxEmulator.B) : ax.SetCalleeAsync(AxEmulator.B, duration: 3600));
        await ax.ModifyAsync(new() { ["privateNum"] = AxEmulator.X, ["origNum"] = AxEmulator.B });

        Assert.That((await ax.PlayAsync(AxEmulator.B)).Cause!.StateCode, Is.EqualTo(stateCode));
    }

    [TestCase("bound", "set", "set")]
    [TestCase("bound", null, "bound")]
    [TestCase(null, "set", "set")]
    [TestCase(null, null, null)]
    [Rule("ax.md §6", "The temporary callee's userData goes with A's call, in all events and in the CDR; others' calls carry the binding's")]
    public async Task A_call_of_A_carries_the_userData_of_the_temporary_callee(string? ofBinding, string? ofCallee, string? expected)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync(ofBinding is null ? "{}" : $$"""{"userData":"{{ofBinding}}"}""");
        await ax.SetCalleeAsync(userData: ofCallee);

        var ofA = await ax.PlayAsync(AxEmulator.A);
        var ofOthers = await ax.PlayAsync(AxEmulator.B);

        Assert.That(ofA.Events.Select(e => e.StatusInfo.UserData).Append(ofA.Cdr!.UserData), Is.All.EqualTo(expected));
        Assert.That(ofOthers.Events.Select(e => e.StatusInfo.UserData).Append(ofOthers.Cdr!.UserData), Is.All.EqualTo(ofBinding));
    }
}
