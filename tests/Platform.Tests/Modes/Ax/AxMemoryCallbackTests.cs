using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Ax;

public sealed class AxMemoryCallbackTests
{
    [Test]
    [Rule("ax.md §10.2", "Memory callback: A without a temporary callee reaches the B of the last connected call, in whichever direction")]
    public async Task A_reaches_the_last_B_that_was_connected()
    {
        await using var ax = await StartAsync();
        await ax.PlayAsync(AxEmulator.B);
        Assert.That((await ax.PlayAsync(AxEmulator.A)).Cdr!.FwdDstNum, Is.EqualTo(AxEmulator.B), "B called");

        await ax.SetCalleeAsync(AxEmulator.C);
        Assert.That((await ax.PlayAsync(AxEmulator.A)).Cdr!.FwdDstNum, Is.EqualTo(AxEmulator.C), "what is set goes first");

        await ax.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.That((await ax.PlayAsync(AxEmulator.A)).Cdr!.FwdDstNum, Is.EqualTo(AxEmulator.C), "A called C");
    }

    [Test]
    [Rule("ax.md §10.2", "Memory callback without a record ends with 8019")]
    public async Task Without_a_connected_call_there_is_no_record()
    {
        await using var ax = await StartAsync();
        await ax.PlayAsync(AxEmulator.B, plan: new CallPlan { Outcome = Outcome.NoAnswer });

        Assert.That(AxEmulator.Ending(await ax.PlayAsync(AxEmulator.A)), Is.EqualTo("8019/8019 0 0 direction 1: callin disconnect"));
    }

    [Test]
    [Rule("decision D25", "Memory callback: one record per X")]
    public async Task Every_X_has_a_record_of_its_own()
    {
        await using var ax = await StartAsync();
        await ax.BindAsync(x: AxEmulator.Idle);
        await ax.PlayAsync(AxEmulator.B, AxEmulator.X);
        await ax.PlayAsync(AxEmulator.C, AxEmulator.Idle);

        Assert.That((await ax.PlayAsync(AxEmulator.A, AxEmulator.X)).Cdr!.FwdDstNum, Is.EqualTo(AxEmulator.B));
        Assert.That((await ax.PlayAsync(AxEmulator.A, AxEmulator.Idle)).Cdr!.FwdDstNum, Is.EqualTo(AxEmulator.C));
    }

    [Test]
    [Rule("decision D25", "The record goes with the binding: a new A of X never reaches the other's B", Inferred = true)]
    public async Task A_new_binding_of_X_has_no_record()
    {
        await using var ax = await StartAsync();
        var call = ax.Place(AxEmulator.B);
        await ax.UnbindAsync();
        await ax.BindAsync();
        await ax.FinishAsync(call);

        Assert.That((await ax.PlayAsync(AxEmulator.A)).Cause, Is.EqualTo(EndCause.NoCallbackRecord));
    }

    [Test]
    [Rule("ax.md §10.2", "Without the application option A without a temporary callee ends with 8013")]
    public async Task Without_the_option_nothing_is_remembered()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();
        await ax.PlayAsync(AxEmulator.B);

        Assert.That((await ax.PlayAsync(AxEmulator.A)).Cause, Is.EqualTo(EndCause.NoTemporaryCallee));
    }

    private static async Task<AxEmulator> StartAsync()
    {
        var ax = await AxEmulator.StartAsync(app => app with { MemoryCallback = true });
        await ax.BindAsync();
        return ax;
    }
}
