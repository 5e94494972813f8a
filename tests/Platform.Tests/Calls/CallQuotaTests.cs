using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.Modes.Routed;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Calls;

internal sealed class CallQuotaTests
{
    // The limit, and who calls first, then again: stateCode (the cut point too) and direction of the second call.
    private static readonly object[][] Limits =
    [
        [new Switches { CallsPerDay = 1 }, A, B, 7002, 0],
        [new Switches { CallsPerDayOfCaller = 1 }, A, A, 8047, 1],
        [new Switches { CallsPerDayOfCaller = 1 }, A, B, 0, 0],
        [new Switches { CallsPerDayOfCallee = 1 }, A, A, 8048, 1],
        [new Switches { CallsPerDayOfCallee = 1 }, A, B, 0, 0],
    ];

    [TestCaseSource(nameof(Limits))]
    [Rule("call-notifications.md §4.4", "Beyond an application's calls of a day a call ends with 7002, without a second leg.", Inferred = true, Switch = "switches.callsPerDay")]
    [Rule("call-notifications.md §4.4", "Beyond a caller's calls of a day a call ends with 8047, without a second leg.", Inferred = true, Switch = "switches.callsPerDayOfCaller")]
    [Rule("call-notifications.md §4.4", "Beyond a callee's calls of a day a call ends with 8048, without a second leg.", Inferred = true, Switch = "switches.callsPerDayOfCallee")]
    public async Task A_call_beyond_those_of_a_day_is_refused(Switches switches, string first, string second, int stateCode, int direction)
    {
        await using var emulator = await CallSample.BoundAsync(switches);
        await emulator.PlayAsync(first, X);

        var call = await emulator.PlayAsync(second, X);

        var cdr = call.Cdr!;
        Assert.That((call.Cause!.StateCode, cdr.UlFailReason, cdr.Direction), Is.EqualTo((stateCode, stateCode, direction)));
        Assert.That((cdr.FwdDstNum is null, cdr.FwdUnaswRsn, cdr.SipStatusCode), Is.EqualTo((stateCode != 0, 0, 0)));
    }

    [Test]
    [Rule("platform.md §5", "The calls of a day are counted anew each day in Beijing, and after a reset.", Inferred = true, Switch = "switches.callsPerDayOfCaller")]
    public async Task The_next_day_counts_anew()
    {
        await using var emulator = await CallSample.BoundAsync(new Switches { CallsPerDayOfCaller = 1 });
        await emulator.PlayAsync(A, X);
        await emulator.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.That((await emulator.PlayAsync(A, X)).Cause!.StateCode, Is.Zero);
        Assert.That((await emulator.PlayAsync(A, X)).Cause!.StateCode, Is.EqualTo(8047));

        emulator.World.Reset();
        await emulator.BindAsync();
        Assert.That((await emulator.PlayAsync(A, X)).Cause!.StateCode, Is.Zero);
    }

    [Test]
    public async Task A_limit_of_none_is_set_at_run_time_and_refuses_every_call()
    {
        await using var emulator = await CallSample.BoundAsync();
        await emulator.Control.PatchAsync("applications/axb", """{ "switches": { "callsPerDayOfCallee": 0 } }""");

        Assert.That((await emulator.PlayAsync(A, X)).Cause!.StateCode, Is.EqualTo(8048));
    }

    [Test]
    public async Task X_mode_counts_whom_the_customer_named()
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application with { Switches = new Switches { CallsPerDayOfCallee = 0 } });
        emulator.Answers(XSample.Connect());

        Assert.That(XSample.Ends(await emulator.PlayAsync(XSample.A, XSample.X)), Is.EqualTo((8048, 8048, 2)));
    }
}
