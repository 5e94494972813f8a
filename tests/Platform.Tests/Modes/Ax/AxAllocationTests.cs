using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Ax;

/// <summary>X chosen by city (ax.md §7): Shenzhen 0755 and Guangzhou 020 lie in one province, Beijing 010 in another.</summary>
public sealed class AxAllocationTests
{
    private const string Shenzhen = "+8617000000101";
    private const string Guangzhou = "+8617000000102";
    private const string Beijing = "+8617000000103";
    private const string None = "1011002";

    [TestCase("0755", null, Shenzhen, None, None, None)]
    [TestCase("0755", "0", Shenzhen, None, None, None)]
    [TestCase("0755", "1", Shenzhen, Guangzhou, Beijing, None)]
    [TestCase("020", "1", Guangzhou, Shenzhen, Beijing, None)]
    [TestCase("0756", "1", null, null, Beijing, None)]
    [TestCase("0756", "0", None, None, None, None)]
    [TestCase("nowhere", "0", None, None, None, None)]
    [Rule("ax.md §7", "Strict (the default): an idle X of the city. Loose: of the city, else of its province, else any")]
    public async Task Idle_numbers_are_given_out_by_city_province_and_all(string areaCode, string? mode, params string?[] expected)
    {
        await using var ax = await StartAsync();

        var got = new List<string>();
        foreach (var i in Enumerable.Range(0, expected.Length))
        {
            got.Add(await BindAsync(ax, $"+861380000010{i}", areaCode, mode));
        }

        Assert.That(got.Zip(expected).Where(pair => pair.Second is not null && pair.First != pair.Second), Is.Empty, string.Join(' ', got));
    }

    [TestCase(NumberStatus.Suspended)]
    [TestCase(NumberStatus.Unavailable)]
    [TestCase(NumberStatus.Frozen)]
    [TestCase(NumberStatus.Blacklisted)]
    [Rule("ax.md §7", "A number that is not in normal status is no candidate", Inferred = true)]
    public async Task Only_numbers_in_normal_status_are_given_out(NumberStatus status)
    {
        await using var ax = await StartAsync();
        ax.SetStatus(Shenzhen, status);

        Assert.That(await BindAsync(ax, AxEmulator.A, "0755", "1"), Is.EqualTo(Guangzhou));
    }

    [Test]
    [Rule("ax.md §3", "An unbound X is idle at once, for allocation too")]
    public async Task An_unbound_number_is_given_out_again()
    {
        await using var ax = await StartAsync();
        await BindAsync(ax, AxEmulator.A, "0755", null);
        Assert.That(await BindAsync(ax, AxEmulator.B, "0755", null), Is.EqualTo(None));

        await ax.UnbindAsync(Shenzhen);

        Assert.That(await BindAsync(ax, AxEmulator.B, "0755", null), Is.EqualTo(Shenzhen));
    }

    [Test]
    [Rule(
        "ax.md §9.1", "Beyond the configured binds of a day an X is refused with 1020182, and not given out, until the next day in Beijing",
        Inferred = true, Switch = "switches.bindsPerDay")]
    public async Task An_X_can_be_bound_so_many_times_a_day()
    {
        await using var ax = await AxEmulator.StartAsync(app => app with { Switches = new Switches { BindsPerDay = 2 } });
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await ax.BindAsync();
            await ax.UnbindAsync();
        }

        var named = await ax.Api.PostAsync(AxEmulator.Path, new() { ["origNum"] = AxEmulator.A, ["privateNum"] = AxEmulator.X });
        Assert.That(named.Summary, Is.EqualTo("403 1020182 The number succeeds the max bind times per day"));
        Assert.That(await BindAsync(ax, AxEmulator.A, "0755", null), Is.EqualTo(AxEmulator.Idle));
        Assert.That(await BindAsync(ax, AxEmulator.A, "0755", null), Is.EqualTo(None));

        // The clock starts at noon in Beijing.
        await ax.AdvanceAsync(TimeSpan.FromHours(12));
        await ax.BindAsync();
    }

    private static Task<AxEmulator> StartAsync() => AxEmulator.StartAsync(app => app with
    {
        Numbers =
        [
            new NumberOptions { Number = Shenzhen, AreaCode = "0755" },
            new NumberOptions { Number = Guangzhou, AreaCode = "020" },
            new NumberOptions { Number = Beijing, AreaCode = "010" },
        ],
    });

    /// <summary>The X that was given out, or the result code.</summary>
    private static async Task<string> BindAsync(AxEmulator ax, string a, string areaCode, string? mode)
    {
        var body = new JsonObject { ["origNum"] = a, ["areaCode"] = areaCode, ["privateNumType"] = "mobile-virtual" };
        if (mode is not null)
        {
            body["areaMatchMode"] = mode;
        }

        var reply = await ax.Api.PostAsync(AxEmulator.Path, body);
        return reply.Status == 200 ? reply["privateNum"] : reply.ResultCode;
    }
}
