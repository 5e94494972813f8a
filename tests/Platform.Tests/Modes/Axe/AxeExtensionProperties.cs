using CsCheck;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axe;

public sealed class AxeExtensionProperties
{
    private enum Kind
    {
        Bind,
        BindNamed,
        Unbind,
        Modify,
        Advance,
        Call,
        Callback,
    }

    private static readonly Gen<(Kind Kind, int Number)> Step = Gen.Select(Gen.Enum<Kind>(), Gen.Int[0, 40]);

    [Test]
    [Rule("axe.md §6", "An extension stands at most once on one X, has the application's length and is never all zero")]
    public async Task No_extension_stands_twice_on_one_X_whatever_happens_at_once() =>
        await Gen.Select(Gen.Int[1, 2], Gen.Enum<ExtensionOrder>(), Gen.Select(Step, Step, Step).Array[10, 40]).SampleAsync(async (digits, order, rounds) =>
        {
            await using var axe = await AxeEmulator.StartAsync(
                application => application with { ExtensionDigits = digits, Switches = new Switches { ExtensionOrder = order } });
            foreach (var (one, two, three) in rounds)
            {
                // Three at once: the clock's events and the requests race for the World's lock.
                await Task.WhenAll(Run(one), Run(two), Run(three));
                Check(axe, digits);
            }

            Task Run((Kind, int) step) => Task.Run(() => DoAsync(axe, digits, step));
        }, iter: 25, threads: 1);

    private static async Task DoAsync(AxeEmulator axe, int digits, (Kind Kind, int Number) step)
    {
        var x = step.Number % 2 == 0 ? AxeEmulator.X : AxeEmulator.Idle;
        var bindings = axe.Bindings;
        var id = bindings.Count == 0 ? "none" : (string)bindings[step.Number % bindings.Count]["subscriptionId"]!;
        var extension = step.Number.ToString($"D{digits}", null);
        switch (step.Kind)
        {
            case Kind.Bind:
                Answered(await axe.TryBindAsync($$"""{"areaCode":"0755","timeUnit":"1","bindExpiredTime":{{step.Number}}}"""));
                break;
            case Kind.BindNamed:
                Answered(await axe.TryBindAsync($$"""{"extendNum":"{{extension}}"}""", x: x));
                break;
            case Kind.Unbind:
                Answered(await axe.UnbindAsync(id));
                break;
            case Kind.Modify:
                Answered(await axe.Api.PutAsync(AxeEmulator.Path, new() { ["subscriptionId"] = id, ["timeUnit"] = "1", ["bindExpiredTime"] = step.Number }));
                break;
            case Kind.Advance:
                await axe.AdvanceAsync(TimeSpan.FromMinutes(step.Number));
                break;
            case Kind.Call:
                axe.Place(AxeEmulator.B, x, extension);
                break;
            case Kind.Callback:
                axe.Place(AxeEmulator.A, x);
                break;
        }
    }

    /// <summary>Every answer is one of the platform's own, none a failure of ours.</summary>
    private static void Answered(ApiReply reply) => Assert.That(reply.Status, Is.EqualTo(200).Or.EqualTo(403), reply.Text);

    private static void Check(AxeEmulator axe, int digits)
    {
        var bindings = axe.Bindings;
        Assert.That(bindings.Select(binding => $"{binding["virtualNum"]} {binding["extendNum"]}"), Is.Unique);
        Assert.That(bindings.Select(binding => (string)binding["extendNum"]!), Is.All.Match($"^(?!0+$)\\d{{{digits}}}$"));
        Assert.That(
            axe.World.Calls.Calls.Where(call => call.State == CallState.Ended).Select(call => call.Cause!.StateCode),
            Is.All.AnyOf(0, 8019, 8022, 8033));
    }
}
