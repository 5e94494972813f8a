using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Ax;

/// <summary>The documented examples, whole.</summary>
public sealed class AxGoldenTests
{
    private const string Everything = """
        {"recordFlag":"true","recordHintTone":"recordHintTone.wav","calleeNumDisplay":"0","privateSms":"false","maxDuration":60,
         "lastMinVoice":"lastMinVoice.wav","userData":"order-1","turnFlag":"on","callDirection":0,
         "preVoice":{"callerHintTone":"callerHintTone.wav","calleeHintTone":"calleeHintTone.wav"}}
        """;

    private static readonly CallPlan Short = new() { RingsFor = TimeSpan.FromSeconds(2), TalksFor = TimeSpan.FromSeconds(16) };

    [Test]
    [Rule("ax.md §2.3", "The answer to a bind is origNum, privateNum and subscriptionId")]
    public async Task The_answer_to_a_bind()
    {
        await using var ax = await AxEmulator.StartAsync();

        var reply = await ax.Api.PostAsync(AxEmulator.Path, new()
        {
            ["origNum"] = AxEmulator.A,
            ["privateNum"] = AxEmulator.X,
            ["preVoice"] = new JsonObject { ["callerHintTone"] = "callerHintTone.wav", ["calleeHintTone"] = "calleeHintTone.wav" },
        });

        Golden.Verify("ax/bind", reply.Json);
        Assert.That(reply["subscriptionId"], Does.Match("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"));
    }

    [TestCase("DELETE", AxEmulator.Path + "?origNum=%2B8613800000021&privateNum=%2B8617000000101", null)]
    [TestCase("PUT", AxEmulator.Path, """{"privateNum":"+8617000000101","privateSms":"true"}""")]
    [TestCase("PUT", AxEmulator.CalleePath, """{"privateNum":"+8617000000101","calleeNum":"+8613800000022"}""")]
    [Rule("ax.md §3, §4, §6", "Unbind, modify and temporary callee answer with resultcode and resultdesc alone, to the byte")]
    public async Task The_plain_answers(string method, string path, string? body)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();

        var reply = await ax.Api.SendAsync(method, path, body is null ? null : System.Text.Encoding.UTF8.GetBytes(body));

        Assert.That(reply.Text, Is.EqualTo("""{"resultcode":"0","resultdesc":"Success"}"""));
    }

    [TestCase("{}", "ax/query")]
    [TestCase(Everything, "ax/query-everything")]
    [Rule("ax.md §5", "A query shows the rows in the order of the table, without the temporary callee")]
    [Rule("decision D10", "subscribeTime is in Beijing time")]
    public async Task The_answer_to_a_query(string binding, string golden)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync(binding);
        await ax.SetCalleeAsync();

        Golden.Verify(golden, (await ax.Api.GetAsync(AxEmulator.Path, ("privateNum", AxEmulator.X))).Json);
    }

    [TestCase(AxEmulator.A, "ax/call-of-a")]
    [TestCase(AxEmulator.B, "ax/call-to-a")]
    [Rule("ax.md §10.5", "Events and CDR of a connected, recorded call, in both directions")]
    public async Task The_pushes_of_a_connected_call(string from, string golden)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync(Everything);
        await ax.SetCalleeAsync();

        Golden.Verify(golden, ax.Pushed(await ax.PlayAsync(from, plan: Short)));
    }

    [Test]
    [Rule("ax.md §10.1", "Events and CDR of a call to an unbound X")]
    public async Task The_pushes_of_a_refused_call()
    {
        await using var ax = await AxEmulator.StartAsync();

        Golden.Verify("ax/call-unbound", ax.Pushed(await ax.PlayAsync(AxEmulator.B)));
    }

    [Test]
    [Rule("call-notifications.md §4.4", "Events and CDR of a call that rings out")]
    public async Task The_pushes_of_an_unanswered_call()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();

        Golden.Verify("ax/call-unanswered", ax.Pushed(await ax.PlayAsync(AxEmulator.B, plan: new CallPlan { Outcome = Outcome.NoAnswer })));
    }

    [Test]
    public async Task The_control_view_of_a_binding_has_the_temporary_callee()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync(Everything);
        await ax.BindAsync(x: AxEmulator.Idle);
        await ax.SetCalleeAsync(duration: 90);

        lock (ax.World.Gate)
        {
            Golden.Verify("ax/bindings", new JsonArray([.. ax.World.Mode.Bindings()]));
        }
    }
}
