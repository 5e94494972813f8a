using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axe;

/// <summary>Whole bodies to hold against the documents: <c>Golden/axe/*.json</c>.</summary>
public sealed class AxeGoldenTests
{
    private static readonly CallPlan Talk = new() { RingsFor = TimeSpan.FromSeconds(6), TalksFor = TimeSpan.FromSeconds(65) };

    [Test]
    [Rule("axe.md §1", "The documented example of a bind")]
    public async Task The_documented_bind()
    {
        await using var axe = await AxeEmulator.StartAsync();
        var request = new JsonObject
        {
            ["virtualNum"] = AxeEmulator.X,
            ["bindNum"] = AxeEmulator.A,
            ["callbackTone"] = "callbackTone.wav",
            ["bindExpiredTime"] = 0,
            ["callbackExpiredTime"] = 0,
        };

        var reply = await axe.Api.PostAsync(AxeEmulator.Path, request);

        Assert.That(reply.Status, Is.EqualTo(200));
        Golden.Verify("axe/bind", new JsonObject { ["request"] = request.DeepClone(), ["answer"] = reply.Json });
    }

    [Test]
    [Rule("axe.md §4", "A query's fields stand beside the result, not in a list")]
    public async Task The_answers_of_all_other_interfaces()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync(
            """{"recordFlag":"true","recordHintTone":"recordHintTone.wav","callbackNum":"+8613800000099","timeUnit":"1","bindExpiredTime":60,"callbackExpiredTime":30,"userData":"order-1"}""");
        await axe.BindAsync("""{"callbackTone":"callbackTone.wav"}""", a: AxeEmulator.C);
        (string, string)[] first = [("virtualNum", AxeEmulator.X), ("extendNum", "0001")];

        Golden.Verify("axe/query", (await axe.Api.GetAsync(AxeEmulator.Path, first)).Json);
        Golden.Verify("axe/query-page-1", (await axe.Api.GetAsync(AxeEmulator.PagePath, ("virtualNum", AxeEmulator.X), ("limit", "1"))).Json);
        Golden.Verify("axe/query-page-all", (await axe.Api.GetAsync(AxeEmulator.PagePath, ("virtualNum", AxeEmulator.X))).Json);
        Golden.Verify("axe/count", (await axe.Api.GetAsync(AxeEmulator.CountPath, ("limit", "1"))).Json);
        Golden.Verify("axe/modify", (await axe.Api.PutAsync(AxeEmulator.Path, new() { ["virtualNum"] = AxeEmulator.X, ["extendNum"] = "0001" })).Json);
        Golden.Verify("axe/unbind", (await axe.Api.DeleteAsync(AxeEmulator.Path, first)).Json);
        Golden.Verify("axe/unbind-again", (await axe.Api.DeleteAsync(AxeEmulator.Path, first)).Json);
    }

    [Test]
    [Rule("call-notifications.md §2.4", "The documented events and CDR of an AXE call, order of members included")]
    public async Task The_pushes_of_calls()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync("""{"userData":"order-1","recordFlag":true,"recordHintTone":"recordHintTone.wav"}""");

        Golden.Verify("axe/call", axe.Pushed(await axe.PlayAsync(AxeEmulator.B, Talk with { Keys = ["0001"] })));
        Golden.Verify("axe/callback", axe.Pushed(await axe.PlayAsync(AxeEmulator.A, Talk)));
        Golden.Verify("axe/wrong-extension", axe.Pushed(await axe.PlayAsync(AxeEmulator.B, "0009")));
        Golden.Verify("axe/no-extension", axe.Pushed(await axe.PlayAsync(AxeEmulator.B)));
    }

    [Test]
    public async Task The_pushes_of_a_callback_without_a_record()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync("""{"userData":"order-1"}""");

        Golden.Verify("axe/callback-without-record", axe.Pushed(await axe.PlayAsync(AxeEmulator.A)));
    }
}
