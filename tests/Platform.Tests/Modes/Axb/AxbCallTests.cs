using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axb;

public sealed class AxbCallTests
{
    private const string Path = "/rest/caas/relationnumber/partners/v1.0";
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";
    private const string X = "+8617000000001";

    [Test]
    public async Task An_answered_call_pushes_its_events_in_order_and_then_its_CDR()
    {
        await using var emulator = await TestEmulator.StartAsync(
            new ApplicationOptions { Mode = Mode.Axb, Numbers = [new NumberOptions { Number = X, AreaCode = "0755" }] });
        var bound = await emulator.Api.PostAsync(Path, new() { ["callerNum"] = A, ["calleeNum"] = B, ["relationNum"] = X });
        TestContext.Out.WriteLine(bound.Text);

        var call = await emulator.PlayAsync(A, X, new CallPlan { TalksFor = TimeSpan.FromSeconds(65) });

        var pushed = emulator.Pushed(call.SessionId);
        TestContext.Out.WriteLine(string.Join("\n", pushed));
        Assert.That(
            pushed.Select(body => (string)body["eventType"]!),
            Is.EqualTo(new[] { "callin", "callout", "alerting", "answer", "disconnect", "fee" }));
    }
}
