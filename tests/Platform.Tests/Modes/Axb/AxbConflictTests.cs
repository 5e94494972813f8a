using System.Text.Json.Nodes;
using CsCheck;
using PrivateNumber.Emulator.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axb;

/// <summary>No user number stands twice on one X, in any role (axb.md §7).</summary>
internal sealed class AxbConflictTests
{
    private static readonly object[][] Pairs =
    [
        [A, B, Bound],
        [B, A, Bound],
        [A, C, Bound],
        [C, A, Bound],
        [B, C, Bound],
        [C, B, Bound],
        [C, D, Success],
    ];

    [TestCaseSource(nameof(Pairs))]
    [Rule("axb.md §7", "With A and B bound on X, no pair with either of them can be bound there: 1012010; C and D can.")]
    public async Task A_user_is_bound_once_on_an_X(string caller, string callee, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var first = await emulator.BindAsync();

        var reply = await emulator.Api.PostAsync(AxbSample.Path, Bind(("callerNum", caller), ("calleeNum", callee)));
        var elsewhere = await emulator.Api.PostAsync(
            AxbSample.Path, Bind(("callerNum", caller), ("calleeNum", callee), ("relationNum", OtherX)));

        Assert.That(reply.Summary, Is.EqualTo(expected));
        Assert.That(elsewhere.Summary, Is.EqualTo(Success), "another X knows nothing of it");
        Assert.That((string?)(await emulator.QueryAsync(first))["calleeNum"], Is.EqualTo(B), "the first binding stays");
    }

    [TestCase("unbind")]
    [TestCase("expiry")]
    [TestCase("modify")]
    [Rule("axb.md §7", "Unbind, expiry and modify free a user at once.")]
    public async Task A_user_is_free_again_at_once(string how)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync(("duration", 60));
        switch (how)
        {
            case "unbind":
                await emulator.Api.DeleteAsync(AxbSample.Path, ("subscriptionId", id));
                break;
            case "expiry":
                await emulator.AdvanceAsync(TimeSpan.FromSeconds(60));
                break;
            default:
                await emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = id, ["calleeNum"] = D });
                break;
        }

        var reply = await emulator.Api.PostAsync(AxbSample.Path, Bind(("callerNum", B), ("calleeNum", C)));

        Assert.That(reply.Summary, Is.EqualTo(Success));
    }

    private static readonly string[] Users = [A, B, C, D];
    private static readonly string[] Relations = [X, OtherX];
    private static readonly string[] Whats = ["bind", "bind", "pick", "modify", "unbind", "clear", "expire"];

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, Whats.Length - 1], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 1], Gen.Int[0, 20],
        (what, caller, callee, x, pick) => new Step(Whats[what], Users[caller], Users[callee], Relations[x], pick));

    [Test]
    [Rule("axb.md §7", "Whatever is bound, modified and unbound at the same time: no user stands twice on one X.")]
    public void No_user_ever_stands_twice_on_one_X() => Steps.Array[4, 40].Sample(
        steps =>
        {
            var emulator = TestEmulator.StartAsync(Application).GetAwaiter().GetResult();
            try
            {
                PlayAsync(emulator, steps).GetAwaiter().GetResult();
            }
            finally
            {
                emulator.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        },
        iter: 60);

    private static async Task PlayAsync(TestEmulator emulator, Step[] steps)
    {
        var api = emulator.Api;
        foreach (var together in steps.Chunk(4))
        {
            var ids = Bindings(emulator).Select(binding => binding.SubscriptionId).ToArray();
            await Task.WhenAll(together.Select(step => Task.Run(() => SendAsync(emulator, api, step, ids))));
            foreach (var onX in Bindings(emulator).GroupBy(binding => binding.X))
            {
                Assert.That(onX.SelectMany(binding => (string[])[binding.A.Value, binding.B.Value]), Is.Unique);
            }
        }

        foreach (var binding in Bindings(emulator))
        {
            Assert.That((string?)(await emulator.QueryAsync(binding.SubscriptionId))["callerNum"], Is.EqualTo(binding.A.Value));
        }
    }

    private static Task SendAsync(TestEmulator emulator, ApiClient api, Step step, string[] ids)
    {
        var id = ids.Length == 0 ? "none" : ids[step.Pick % ids.Length];
        var pair = new JsonObject { ["callerNum"] = step.Caller, ["calleeNum"] = step.Callee };
        switch (step.What)
        {
            case "bind":
                pair["relationNum"] = step.X;
                pair["duration"] = step.Pick;
                return api.PostAsync(AxbSample.Path, pair);
            case "pick":
                pair["areaCode"] = "0755";
                return api.PostAsync(AxbSample.Path, pair);
            case "modify":
                pair["subscriptionId"] = id;
                return api.PutAsync(AxbSample.Path, pair);
            case "unbind":
                return api.DeleteAsync(AxbSample.Path, ("subscriptionId", id));
            case "clear":
                return api.DeleteAsync(AxbSample.Path, ("relationNum", step.X));
            default:
                return emulator.AdvanceAsync(TimeSpan.FromSeconds(step.Pick));
        }
    }

    private static List<AxbBinding> Bindings(TestEmulator emulator)
    {
        var axb = (AxbMode)emulator.World.Mode;
        lock (emulator.World.Gate)
        {
            return [.. emulator.World.Numbers.Numbers.SelectMany(number => axb.On(number.Number))];
        }
    }

    private sealed record Step(string What, string Caller, string Callee, string X, int Pick);
}
