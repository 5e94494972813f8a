using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axe;

public sealed class AxeAllocationTests
{
    private const string Success = "200 0 Success";
    private const string NoIdle = "403 1020167 No idle extend Number.";
    private const string Insufficient = "403 1012008 Insufficient number of resources";

    [TestCase(1, "1")]
    [TestCase(2, "01")]
    [TestCase(3, "001")]
    [TestCase(4, "0001")]
    [Rule("axe.md §6", "An extension is zero-padded text of the application's length", Switch = "extensionDigits")]
    [Rule("axe.md §6", "The platform gives the lowest free extension", Inferred = true, Switch = "switches.extensionOrder")]
    public async Task The_first_extension_is_the_lowest(int digits, string expected)
    {
        await using var axe = await AxeEmulator.StartAsync(application => application with { ExtensionDigits = digits });

        Assert.That((await axe.BindAsync())["extendNum"], Is.EqualTo(expected));
    }

    [Test]
    public async Task The_lowest_free_extension_fills_the_gap()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync("""{"extendNum":"0003"}""");
        var first = await axe.BindAsync();
        await axe.BindAsync();
        Assert.That((await axe.BindAsync())["extendNum"], Is.EqualTo("0004"));

        await axe.UnbindAsync(first["subscriptionId"]);

        Assert.That((await axe.BindAsync(x: AxeEmulator.Idle))["extendNum"], Is.EqualTo("0001"), "every X has extensions of its own");
        Assert.That((await axe.BindAsync())["extendNum"], Is.EqualTo("0001"));
        Assert.That((await axe.BindAsync())["extendNum"], Is.EqualTo("0005"));
    }

    [TestCase(ExtensionOrder.Lowest, 1, 9)]
    [TestCase(ExtensionOrder.Random, 1, 9)]
    [TestCase(ExtensionOrder.Lowest, 2, 99)]
    [TestCase(ExtensionOrder.Random, 2, 99)]
    [Rule("axe.md §6", "An X carries 9, 99, 999 or 9999 bindings; a named X that is full is 1020167")]
    public async Task A_named_X_that_is_full_has_no_idle_extension(ExtensionOrder order, int digits, int capacity)
    {
        await using var axe = await FullAsync(order, digits, capacity);

        Assert.That(axe.Bindings.Select(binding => (string)binding["extendNum"]!).Distinct().Count(), Is.EqualTo(capacity));
        Assert.That((await axe.TryBindAsync()).Summary, Is.EqualTo(NoIdle));
        Assert.That((await axe.TryBindAsync($$"""{"extendNum":"{{capacity}}"}""")).Summary, Is.EqualTo(NoIdle));
    }

    [Test]
    [Rule("axe.md §6", "An extension that ends is free again")]
    public async Task An_extension_that_ends_is_free_again()
    {
        await using var axe = await FullAsync(ExtensionOrder.Random, 1, 8);
        await axe.BindAsync("""{"timeUnit":"1","bindExpiredTime":1}""");
        Assert.That((await axe.TryBindAsync("""{"areaCode":"0755"}""")).Summary, Is.EqualTo(Insufficient));

        await axe.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.That((await axe.TryBindAsync("""{"areaCode":"0755"}""")).Summary, Is.EqualTo(Success));
    }

    [Test]
    [Rule("axe.md §9 no. 19", "No X of the area that is not full: 1012008", Inferred = true)]
    public async Task An_area_whose_numbers_are_full_has_nothing_to_allocate()
    {
        await using var axe = await FullAsync(ExtensionOrder.Lowest, 1, 9);

        Assert.That((await axe.TryBindAsync("""{"areaCode":"0755"}""")).Summary, Is.EqualTo(Insufficient));
        Assert.That((await axe.TryBindAsync("""{"areaCode":"010","areaMatchMode":"1"}""")).Summary, Is.EqualTo(Insufficient));
    }

    [TestCase("""{"areaCode":"020"}""", "+8617000000220")]
    [TestCase("""{"areaCode":"020","areaMatchMode":"1"}""", "+8617000000220")]
    [TestCase("""{"areaCode":"0756","areaMatchMode":"1"}""", "+8617000000220")]
    [TestCase("""{"areaCode":"010","areaMatchMode":"1"}""", "+8617000000220|+8617000000210")]
    [TestCase("""{"areaCode":"010","virtualNum":"+8617000000210"}""", "+8617000000210")]
    [Rule("axe.md §1", "areaMatchMode: 0 only the city, 1 the city, its province, else any X; a named X wins over areaCode")]
    public async Task The_area_chooses_X(string place, string expected)
    {
        await using var axe = await AxeEmulator.StartAsync(application => application with
        {
            Numbers = [new NumberOptions { Number = "+8617000000220", AreaCode = "020" }, new NumberOptions { Number = "+8617000000210", AreaCode = "0898" }],
        });

        Assert.That(expected.Split('|'), Does.Contain((await axe.BindAsync(place))["virtualNum"]));
    }

    [Test]
    [Rule("axe.md §9 no. 6", "One A may hold several extensions on one X, each a binding of its own", Inferred = true, Switch = "switches.axeRebind")]
    public async Task The_same_A_is_bound_again()
    {
        await using var axe = await AxeEmulator.StartAsync();

        var (first, second) = (await axe.BindAsync(), await axe.BindAsync());

        Assert.That((first["extendNum"], second["extendNum"]), Is.EqualTo(("0001", "0002")));
        Assert.That(first["subscriptionId"], Is.Not.EqualTo(second["subscriptionId"]));
    }

    [Test]
    [Rule("axe.md §9 no. 6", "With axeRebind refuse the same A on the same X is 1012010 with A's number", Inferred = true, Switch = "switches.axeRebind")]
    public async Task The_same_A_can_be_refused()
    {
        await using var axe = await AxeEmulator.StartAsync(switches => switches with { AxeRebind = AxeRebind.Refuse });
        await axe.BindAsync();

        Assert.That((await axe.TryBindAsync("""{"extendNum":"0001"}""")).Summary, Is.EqualTo($"403 1012010 The number {AxeEmulator.A} has been bound."));
        Assert.That((await axe.BindAsync("""{"areaCode":"0755"}"""))["virtualNum"], Is.EqualTo(AxeEmulator.Idle));
        Assert.That((await axe.TryBindAsync("""{"areaCode":"0755"}""")).Summary, Is.EqualTo(Insufficient));
        Assert.That((await axe.TryBindAsync(a: AxeEmulator.B)).Summary, Is.EqualTo(Success));
    }

    [TestCase(false, "0001 0002 0003 0004")]
    [TestCase(true, "0007 0007 1020167")]
    [Rule("axe.md §9 no. 20", "Beside areaCode alone extendNum is ignored", Inferred = true, Switch = "switches.axeExtendNumByArea")]
    public async Task An_extension_beside_an_area(bool counts, string expected)
    {
        await using var axe = await AxeEmulator.StartAsync(application => application with
        {
            Numbers = counts ? application.Numbers : [application.Numbers[0]],
            Switches = new Switches { AxeExtendNumByArea = counts },
        });
        var got = new List<string>();
        foreach (var _ in expected.Split(' '))
        {
            var reply = await axe.TryBindAsync("""{"areaCode":"0755","extendNum":"0007"}""");
            got.Add(reply.Status == 200 ? reply["extendNum"] : reply.ResultCode);
        }

        Assert.That(string.Join(' ', got), Is.EqualTo(expected));
    }

    [Test]
    public async Task Random_extensions_follow_from_the_seed()
    {
        async Task<IReadOnlyList<string>> ExtensionsAsync()
        {
            await using var axe = await AxeEmulator.StartAsync(switches => switches with { ExtensionOrder = ExtensionOrder.Random });
            return [(await axe.BindAsync())["extendNum"], (await axe.BindAsync())["extendNum"], (await axe.BindAsync())["extendNum"]];
        }

        var extensions = await ExtensionsAsync();

        Assert.That(extensions, Is.EqualTo(await ExtensionsAsync()));
        Assert.That(extensions, Is.Not.EqualTo(new[] { "0001", "0002", "0003" }));
    }

    [Test]
    [Rule("axe.md §8", "An X bound too often in a day is 1020182, and no candidate for an area", Inferred = true, Switch = "switches.bindsPerDay")]
    public async Task An_X_has_its_binds_of_a_day()
    {
        await using var axe = await AxeEmulator.StartAsync(switches => switches with { BindsPerDay = 1 });
        await axe.UnbindAsync((await axe.BindAsync())["subscriptionId"]);

        Assert.That((await axe.TryBindAsync()).Summary, Is.EqualTo("403 1020182 The number succeeds the max bind times per day"));
        Assert.That((await axe.BindAsync("""{"areaCode":"0755"}"""))["virtualNum"], Is.EqualTo(AxeEmulator.Idle));
        Assert.That((await axe.TryBindAsync("""{"areaCode":"0755"}""")).Summary, Is.EqualTo(Insufficient));

        await axe.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.That((await axe.TryBindAsync()).Summary, Is.EqualTo(Success));
    }

    [Test]
    public async Task A_reset_forgets_bindings_records_and_extensions()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync("""{"bindExpiredTime":1}""");
        await axe.PlayAsync(AxeEmulator.B, "0001");

        axe.Emulator.Worlds.Reset(axe.World);

        Assert.That(axe.World.Mode.Count, Is.Zero);
        Assert.That((await axe.BindAsync())["extendNum"], Is.EqualTo("0001"));
        Assert.That((await axe.PlayAsync(AxeEmulator.A)).Cause!.StateCode, Is.EqualTo(8019));
    }

    /// <summary>X is the only number and carries that many bindings.</summary>
    private static async Task<AxeEmulator> FullAsync(ExtensionOrder order, int digits, int bindings)
    {
        var axe = await AxeEmulator.StartAsync(application => application with
        {
            ExtensionDigits = digits,
            Numbers = [application.Numbers[0]],
            Switches = new Switches { ExtensionOrder = order },
        });
        for (var i = 0; i < bindings; i++)
        {
            await axe.BindAsync();
        }

        return axe;
    }
}
