using System.Text.Json.Nodes;
using CsCheck;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Storage;

/// <summary>One step of a history: somebody does something with one of a few phones, numbers and bindings.</summary>
internal sealed record HistoryStep(Act Act, Mode Mode, int Phone, int Other, int Number, int Seconds);

internal enum Act
{
    Bind,
    BindMore,
    Modify,
    Unbind,
    Call,
    Advance,
    Suspend,
    AddNumber,
    Review,
    Settings,
    AddApplication,
}

/// <summary>An application of each mode whose customer never answers 200, and what can happen to them.</summary>
internal static class StateHistory
{
    private const int Numbers = 4;

    public static Gen<HistoryStep> Steps { get; } = Gen.Select(
        Gen.Frequency(
            (6, Gen.Const(Act.Bind)), (3, Gen.Const(Act.BindMore)), (2, Gen.Const(Act.Modify)), (1, Gen.Const(Act.Unbind)), (4, Gen.Const(Act.Call)),
            (3, Gen.Const(Act.Advance)), (1, Gen.Const(Act.Suspend)), (1, Gen.Const(Act.AddNumber)), (1, Gen.Const(Act.Review)),
            (1, Gen.Const(Act.Settings)), (1, Gen.Const(Act.AddApplication))),
        Gen.Enum<Mode>(),
        Gen.Int[0, 4],
        Gen.Int[0, 4],
        Gen.Int[0, Numbers - 1],
        Gen.OneOf(0, 3, 60, 90, 7200),
        (act, mode, phone, other, number, seconds) => new HistoryStep(act, mode, phone, other, number, seconds));

    public static EmulatorOptions Options { get; } = new()
    {
        Applications =
        [
            .. Enum.GetValues<Mode>().Select(mode => new ApplicationOptions
            {
                Name = NameOf(mode),
                Mode = mode,
                StatusUrl = $"http://{Customer.Host}/status",
                FeeUrl = $"http://{Customer.Host}/fee",
                MemoryCallback = true,
                Switches = new Switches { BindsPerDay = 50 },
                Numbers = [new() { AreaCode = "0755", Count = Numbers }],
            }),
        ],
    };

    public static async Task<TestEmulator> StartAsync(Customer? customer = null, string? dataDir = null)
    {
        var emulator = await TestEmulator.StartAsync(Options with { DataDir = dataDir });
        customer ??= new Customer();
        customer.Answer(500);
        emulator.RouteCallbacks(Customer.Host, customer);
        return emulator;
    }

    public static async Task DoAsync(this TestEmulator emulator, HistoryStep step)
    {
        var world = emulator.Worlds.Find(NameOf(step.Mode))!;
        var api = emulator.ApiFor(world);
        var (a, b) = (Phone(step.Phone), Phone(step.Other));
        var x = world.Numbers.Numbers.ElementAt(step.Number).Number.Value;
        var id = Id(emulator, step);
        var control = emulator.Control;
        switch (step.Act)
        {
            case Act.Bind:
                await api.PostAsync(PathOf(step.Mode, world.Application.AppKey!), Bind(step, a, b, x));
                break;
            case Act.BindMore when step.Mode == Mode.Axyb:
                await api.PostAsync(PathOf(step.Mode, world.Application.AppKey!), new() { ["subscriptionId"] = id, ["origNum"] = b, ["areaCode"] = "0755", ["ybDuration"] = step.Seconds });
                break;
            case Act.BindMore when step.Mode == Mode.Ax:
                await api.PutAsync("/rest/caas/privatenumber/calleenumber/v1.0", new() { ["privateNum"] = x, ["calleeNum"] = b, ["duration"] = 60 });
                break;
            case Act.Modify:
                await api.PutAsync(PathOf(step.Mode, world.Application.AppKey!), new() { ["subscriptionId"] = id, ["userData"] = "changed 中", ["duration"] = step.Seconds });
                break;
            case Act.Unbind:
                await api.DeleteAsync(PathOf(step.Mode, world.Application.AppKey!), ("subscriptionId", id));
                break;
            case Act.Call:
                emulator.Place(b, x, new CallPlan { Keys = [Extension(world, x)] }, world);
                break;
            case Act.Advance:
                await emulator.AdvanceAsync(TimeSpan.FromSeconds(step.Seconds), world);
                break;
            case Act.Suspend:
                await control.PatchAsync("numbers/" + Uri.EscapeDataString(x), """{ "status": "unavailable", "cause": "3" }""");
                break;
            case Act.AddNumber:
                await control.PostAsync("numbers", $$"""{ "app": "{{NameOf(step.Mode)}}", "areaCode": "020", "sms": false }""");
                break;
            case Act.Review:
                await control.PostAsync("voice-files", $$"""{ "app": "{{NameOf(step.Mode)}}", "name": "tone{{step.Phone}}.wav", "status": "rejected" }""");
                break;
            case Act.Settings:
                await control.PatchAsync("applications/" + NameOf(step.Mode), """{ "feeUrl": null, "switches": { "cdrAreaCode": true } }""");
                break;
            case Act.AddApplication:
                await control.PostAsync("applications", $$"""{ "mode": "AXB", "name": "later{{step.Phone}}" }""");
                break;
            default:
                break;
        }
    }

    /// <summary>The document, once everything that was under way has been answered.</summary>
    public static async Task<string> ExportAsync(this TestEmulator emulator)
    {
        var advanced = await emulator.Control.PostAsync("clock/advance", """{ "by": "0s" }""");
        Assert.That(advanced.Status, Is.EqualTo(200), advanced.Text);
        return (await emulator.Control.GetAsync("state")).Text;
    }

    private static string NameOf(Mode mode) => $"mode-{mode}";

    private static string Phone(int phone) => $"+861380000002{phone}";

    private static string Id(TestEmulator emulator, HistoryStep step)
    {
        var world = emulator.Worlds.Find(NameOf(step.Mode))!;
        lock (world.Gate)
        {
            var ids = world.Mode.Bindings().Select(binding => (string)binding["subscriptionId"]!).ToList();
            return ids.Count == 0 ? "none" : ids[step.Other % ids.Count];
        }
    }

    private static string Extension(World world, string x)
    {
        lock (world.Gate)
        {
            return (string?)world.Mode.Bindings().FirstOrDefault(binding => (string?)binding["virtualNum"] == x)?["extendNum"] ?? "";
        }
    }

    private static string PathOf(Mode mode, string appKey) => mode switch
    {
        Mode.Ax => "/rest/provision/caas/privatenumber/v1.0",
        Mode.Axe => "/rest/caas/extendnumber/v1.0",
        Mode.Axyb => "/rest/omp/xyrelationnumber/v1.0?app_key=" + appKey,
        _ => "/rest/caas/relationnumber/partners/v1.0",
    };

    private static JsonObject Bind(HistoryStep step, string a, string b, string x) => step.Mode switch
    {
        Mode.Ax => new() { ["origNum"] = a, ["privateNum"] = x },
        Mode.Axe => new() { ["bindNum"] = a, ["virtualNum"] = x, ["bindExpiredTime"] = step.Seconds % 100, ["userData"] = "axe" },
        Mode.Axyb => new() { ["origNum"] = a, ["areaCode"] = "0755", ["duration"] = step.Seconds, ["ybDuration"] = 60 },
        _ => new() { ["callerNum"] = a, ["calleeNum"] = b, ["relationNum"] = x, ["duration"] = step.Seconds, ["recordFlag"] = "true", ["recordHintTone"] = "recordHintTone.wav" },
    };
}
