using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes;

public sealed class BindQuotaTests
{
    private const string Axb = "/rest/caas/relationnumber/partners/v1.0";
    private const string X = "+8617000000001";
    private const string TooOften = "403 1020182 The number succeeds the max bind times per day";

    [Test]
    [Rule("axb.md §8.2", "A named X bound too often in a day is 1020182, and no candidate for an area.", Inferred = true, Switch = "switches.bindsPerDay")]
    public async Task An_AXB_number_that_was_bound_too_often_today_is_refused_until_tomorrow()
    {
        await using var emulator = await StartAsync(Mode.Axb);
        await emulator.Api.PostAsync(Axb, Pair(1));

        var named = await emulator.Api.PostAsync(Axb, Pair(2));
        var selected = await emulator.Api.PostAsync(Axb, Pair(2, area: true));
        await emulator.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.That(named.Summary, Is.EqualTo(TooOften));
        Assert.That(selected.Summary, Is.EqualTo("403 1012008 Insufficient number of resources"));
        Assert.That((await emulator.Api.PostAsync(Axb, Pair(2))).Status, Is.EqualTo(200));
    }

    [Test]
    [Rule("axyb.md §8", "An X bound too often in a day is not allocated until tomorrow.", Inferred = true, Switch = "switches.bindsPerDay")]
    public async Task An_AXYB_number_that_was_bound_too_often_today_is_not_allocated_until_tomorrow()
    {
        await using var emulator = await StartAsync(Mode.Axyb);
        var path = "/rest/omp/xyrelationnumber/v1.0?app_key=" + emulator.World.Application.AppKey;
        var body = new JsonObject { ["origNum"] = "+8613800000021", ["areaCode"] = "0755", ["duration"] = 60 };
        await emulator.Api.PostAsync(path, body);
        await emulator.AdvanceAsync(TimeSpan.FromMinutes(2));

        var again = await emulator.Api.PostAsync(path, body);
        await emulator.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.That(again.Summary, Is.EqualTo("403 1012008 Insufficient number of resources"));
        Assert.That((await emulator.Api.PostAsync(path, body)).Status, Is.EqualTo(200));
    }

    private static Task<TestEmulator> StartAsync(Mode mode) => TestEmulator.StartAsync(new ApplicationOptions
    {
        Mode = mode,
        Numbers = [new NumberOptions { Number = X, AreaCode = "0755" }],
        Switches = new Switches { BindsPerDay = 1 },
    });

    private static JsonObject Pair(int pair, bool area = false) => new()
    {
        ["callerNum"] = $"+861380000002{pair}",
        ["calleeNum"] = $"+861390000002{pair}",
        [area ? "areaCode" : "relationNum"] = area ? "0755" : X,
    };
}
