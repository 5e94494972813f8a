using PrivateNumber.Emulator.Platform.Tests.Modes.Ax;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.Modes.Routed;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Calls;

internal sealed class BlacklistTests
{
    private const string Stranger = "+8613900000099";

    // Who is in the blacklist, who dials X: stateCode (the cut point too) and direction.
    [TestCase(A, A, 7005, 1)]
    [TestCase(B, B, 7005, 0)]
    [TestCase(Stranger, Stranger, 7005, 2)]
    [TestCase(B, A, 7004, 1)]
    [TestCase(A, B, 7004, 0)]
    [Rule("call-notifications.md §4.4", "A caller in the blacklist ends with 7005, a callee in it with 7004, without a second leg.", Inferred = true, Switch = "applications[].blacklist")]
    public async Task A_call_of_or_to_somebody_in_the_blacklist_is_refused(string listed, string from, int stateCode, int direction)
    {
        await using var emulator = await TestEmulator.StartAsync(Application with { Blacklist = [listed] });
        await emulator.BindAsync();

        var call = await emulator.PlayAsync(from, X);

        var cdr = call.Cdr!;
        Assert.That(emulator.Events(call), Is.EqualTo((string[])["callin", "disconnect", "fee"]));
        Assert.That((int)emulator.StatusInfo(call, "disconnect")["stateCode"]!, Is.EqualTo(stateCode));
        Assert.That((cdr.UlFailReason, cdr.FwdUnaswRsn, cdr.SipStatusCode, cdr.Direction, cdr.FwdDstNum), Is.EqualTo((stateCode, 0, 0, direction, (string?)null)));
    }

    [Test]
    [Rule("decision D30", "Where the binding does not name the caller, a call refused for its callee has direction 2.", Inferred = true, Switch = "applications[].blacklist")]
    public async Task A_stranger_who_calls_somebody_in_the_blacklist_has_no_direction()
    {
        await using var ax = await AxEmulator.StartAsync(application => application with { Blacklist = [AxEmulator.A] });
        await ax.BindAsync();

        Assert.That(AxEmulator.Ending(await ax.PlayAsync(AxEmulator.B)), Is.EqualTo("7004/7004 0 0 direction 2: callin disconnect"));
    }

    [Test]
    public async Task A_changed_blacklist_counts_at_once_and_until_a_reset()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        await emulator.Control.PatchAsync("applications/axb", $$"""{ "blacklist": ["{{Stranger}}"] }""");

        var refused = await emulator.PlayAsync(Stranger, X);
        await emulator.Control.PostAsync("reset");
        var unbound = await emulator.PlayAsync(Stranger, X);

        Assert.That((refused.Cdr!.UlFailReason, unbound.Cdr!.UlFailReason), Is.EqualTo((7005, 8014)));
    }

    [TestCase(XSample.A, 7005, 2)]
    [TestCase(XSample.B, 7004, 2)]
    [Rule("decision D30", "X mode: a call refused for the blacklist has direction 2.", Inferred = true, Switch = "applications[].blacklist")]
    public async Task X_mode_refuses_the_callee_that_the_customer_named(string listed, int stateCode, int direction)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application with { Blacklist = [listed] });
        emulator.Answers(XSample.Connect());

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        Assert.That(XSample.Ends(call), Is.EqualTo((stateCode, stateCode, direction)));
    }
}
