using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Storage;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Storage;

/// <summary>The configuration may have changed between two starts with one data directory.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ChangedConfigurationTests : IDisposable
{
    private const string Added = "+8617000000009";

    private static readonly ApplicationOptions Orders = AxbSample.Application with { Name = "orders", SpId = "before" };
    private static readonly ApplicationOptions Taxi = new() { Name = "taxi", Mode = Mode.Ax, AppKey = "taxi-key", AppSecret = "taxi-secret", Numbers = [new() { AreaCode = "010", Count = 2 }] };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    [Rule("contract.md §1", "A setting follows the configuration of the newest start, unless it was changed at run time.", Inferred = true)]
    public async Task A_setting_follows_the_configuration_unless_it_was_changed_at_run_time()
    {
        await RunAsync([Orders], emulator => emulator.Control.PatchAsync("applications/orders", """{ "feeUrl": "http://run.time/fee", "switches": { "cdrAreaCode": true } }"""));

        await RunAsync([Orders with { SpId = "after", FeeUrl = "http://configured/fee", Switches = new Switches { CdrCallDuration = true } }], emulator =>
        {
            var now = emulator.World.Application;
            Assert.That((now.SpId, now.FeeUrl, now.Switches.CdrAreaCode, now.Switches.CdrCallDuration), Is.EqualTo(("after", "http://run.time/fee", true, true)));
            return Task.CompletedTask;
        });
    }

    [Test]
    [Rule("contract.md §1", "Numbers that the configuration has got are added; one that it has lost stays, with its bindings.", Inferred = true)]
    public async Task Numbers_are_added_and_none_is_taken_away()
    {
        await RunAsync([Orders], async emulator =>
        {
            await emulator.BindAsync();
            await emulator.Control.PatchAsync("numbers/" + AxbSample.OtherX, """{ "status": "frozen" }""");
        });

        await RunAsync([Orders with { Numbers = [new() { Number = Added, AreaCode = "010" }, new() { Number = AxbSample.OtherX, AreaCode = "021", Sms = false }] }], async emulator =>
        {
            var other = emulator.World.Numbers.Find(PhoneNumber.Parse(AxbSample.OtherX))!;
            Assert.That((other.Status, other.AreaCode, other.Sms), Is.EqualTo((NumberStatus.Frozen, "021", false)));
            Assert.That(emulator.World.Numbers.Find(PhoneNumber.Parse(Added)), Is.Not.Null);
            Assert.That((await emulator.Control.GetAsync("bindings")).Items, Has.Count.EqualTo(1));
        });
    }

    [Test]
    [Rule("contract.md §1", "An application that the configuration has got is added; one that it has lost stays until it is deleted.", Inferred = true)]
    public async Task Applications_come_and_stay()
    {
        await RunAsync([Orders], emulator => emulator.BindAsync());

        await RunAsync([Taxi], async emulator =>
        {
            Assert.That(emulator.Worlds.All.Select(world => world.Application.Name), Is.EqualTo(new[] { "taxi", "orders" }));
            Assert.That((await emulator.Control.GetAsync("bindings?app=orders")).Items, Has.Count.EqualTo(1));
        });

        await RunAsync([Orders, Taxi], async emulator =>
        {
            Assert.That(emulator.Worlds.All.Select(world => world.Application.Name), Is.EqualTo(new[] { "orders", "taxi" }));
            Assert.That((await emulator.Control.GetAsync("bindings?app=orders")).Items, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_clock_goes_on_from_where_it_was_in_the_mode_that_is_configured_now()
    {
        await RunAsync([Orders], emulator => emulator.AdvanceAsync(TimeSpan.FromDays(3)));

        await using var emulator = await TestEmulator.StartAsync(Options([Orders]) with { Clock = new ClockOptions { Mode = ClockMode.Scaled, Factor = 2 } });

        Assert.That((emulator.World.Clock.Mode, emulator.World.Clock.Factor), Is.EqualTo((ClockMode.Scaled, 2)));
        Assert.That(emulator.World.Clock.Now, Is.EqualTo(TestEmulator.Start.AddDays(3)).Within(TimeSpan.FromHours(1)));
    }

    [Test]
    public async Task A_number_cannot_move_to_another_application()
    {
        await RunAsync([Orders, Taxi], _ => Task.CompletedTask);
        var moved = Taxi with { Numbers = [new() { Number = AxbSample.X, AreaCode = "0755" }] };

        var refused = Assert.ThrowsAsync<DataDirectoryException>(
            () => TestEmulator.StartAsync(Options([Orders with { Numbers = [] }, moved])));

        Assert.That(refused.Message, Does.Contain($"{AxbSample.X} belongs to orders there, and to taxi in the configuration"));
        await RunAsync([Orders, Taxi], _ => Task.CompletedTask);
    }

    private async Task RunAsync(ApplicationOptions[] applications, Func<TestEmulator, Task> act)
    {
        await using var emulator = await TestEmulator.StartAsync(Options(applications));
        await act(emulator);
    }

    private EmulatorOptions Options(ApplicationOptions[] applications) => new() { DataDir = _folder.Path, Applications = applications };
}
