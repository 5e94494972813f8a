using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axe;

public sealed class AxeQueryTests
{
    /// <summary>The bind, the modify, what the query then shows of them.</summary>
    [TestCase("""{"callbackTone":"callbackTone.wav"}""", """{"callbackNum":"+8613800000099"}""", """{"callbackNum":"+8613800000099"}""")]
    [TestCase("""{"callbackNum":"+8613800000099"}""", """{"callbackTone":"callbackTone.wav"}""", """{"callbackTone":"callbackTone.wav"}""")]
    [TestCase("""{"callbackNum":"+8613800000099"}""", """{"callbackTone":"","callbackNum":""}""", """{"callbackNum":"+8613800000099"}""")]
    [TestCase("""{}""", """{"displayNumMode":1,"userData":"x"}""", """{"displayNumMode":"1","userData":"x"}""")]
    [TestCase(
        """{"recordHintTone":"recordHintTone.wav"}""", """{"recordFlag":"true"}""", """{"recordFlag":"true","recordHintTone":"recordHintTone.wav"}""")]
    [TestCase("""{"recordFlag":true,"recordHintTone":"recordHintTone.wav"}""", """{"recordFlag":false}""", """{}""")]
    [TestCase("""{}""", """{"bindNum":"+8613800000099","virtualNum":"+8617000000202","extendNum":"0009"}""", """{}""")]
    [Rule("axe.md §3", "What a modify leaves out stays; A, X and the extension cannot be changed")]
    [Rule("axe.md §9 no. 13", "Setting callbackNum clears callbackTone and the reverse", Inferred = true)]
    [Rule("axe.md §4", "recordHintTone is shown only with recordFlag true; fields without a value are absent")]
    public async Task A_query_shows_what_bind_and_modify_have_set(string bind, string modify, string expected)
    {
        await using var axe = await AxeEmulator.StartAsync();
        var id = (await axe.BindAsync(bind))["subscriptionId"];
        await axe.ModifyAsync(id, modify);
        var all = new JsonObject
        {
            ["resultcode"] = "0",
            ["resultdesc"] = "Success",
            ["subscriptionId"] = id,
            ["virtualNum"] = AxeEmulator.X,
            ["extendNum"] = "0001",
            ["bindNum"] = AxeEmulator.A,
            ["displayNumMode"] = "0",
            ["recordFlag"] = "false",
            ["timeUnit"] = "0",
            ["bindExpiredTime"] = 0,
            ["callbackExpiredTime"] = 0,
        };
        foreach (var (name, value) in JsonNode.Parse(expected)!.AsObject())
        {
            all[name] = value!.DeepClone();
        }

        var query = await axe.Api.GetAsync(AxeEmulator.Path, ("virtualNum", AxeEmulator.X), ("extendNum", "0001"));

        Assert.That(JsonNode.DeepEquals(query.Json, all), query.Text);
    }

    [TestCase(1, "1|1|1|1|1|1|1")]
    [TestCase(3, "3|3|1")]
    [TestCase(7, "7")]
    [TestCase(100, "7")]
    [TestCase(null, "7")]
    [Rule("axe.md §5.1", "v2.0 lists an X page by page: nextCursor of one page is the cursor of the next, the last has none", Inferred = true)]
    [Rule("axe.md §9 no. 7", "Both spellings, nextCursor and nextCusor, carry the cursor", Inferred = true)]
    public async Task Pages_hold_every_binding_of_X_once(int? limit, string sizes)
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync(x: AxeEmulator.Idle);
        var bound = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            bound.Add((await axe.BindAsync())["subscriptionId"]);
            await axe.AdvanceAsync(TimeSpan.FromMilliseconds(i % 2));
        }

        var pages = new List<IReadOnlyList<string>>();
        var cursor = "0000000000000_0";
        while (cursor is not null)
        {
            (string, string)[] query = [("virtualNum", AxeEmulator.X), ("cursor", cursor)];
            var page = (await axe.Api.GetAsync(AxeEmulator.PagePath, limit is null ? query : [.. query, ("limit", $"{limit}")])).Json;
            pages.Add([.. page["extendNumInfoList"]!.AsArray().Select(item => (string)item!["subscriptionId"]!)]);
            Assert.That((string?)page["nextCusor"], Is.EqualTo((string?)page["nextCursor"]));
            cursor = (string?)page["nextCursor"];
            Assert.That(cursor, Is.Null.Or.Match(@"^\d{13}_\d{1,20}$"));
        }

        Assert.That(string.Join('|', pages.Select(page => page.Count)), Is.EqualTo(sizes));
        Assert.That(pages.SelectMany(page => page), Is.EqualTo(bound));
    }

    [Test]
    [Rule("axe.md §5.1", "A cursor stays good when its binding has gone", Inferred = true)]
    public async Task A_page_goes_on_after_a_binding_that_has_gone()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync();
        var second = (await axe.BindAsync())["subscriptionId"];
        var third = (await axe.BindAsync())["subscriptionId"];
        var page = await axe.Api.GetAsync(AxeEmulator.PagePath, ("virtualNum", AxeEmulator.X), ("limit", "2"));
        await axe.UnbindAsync(second);

        var next = await axe.Api.GetAsync(AxeEmulator.PagePath, ("virtualNum", AxeEmulator.X), ("cursor", page["nextCursor"]));

        Assert.That(next.Json["extendNumInfoList"]!.AsArray().Select(item => (string)item!["subscriptionId"]!), Is.EqualTo(new[] { third }));
    }

    [Test]
    [Rule("axe.md §5.2", "The count of one X, whatever cursor and limit say")]
    public async Task The_count_of_one_X()
    {
        await using var axe = await AxeEmulator.StartAsync();
        await axe.BindAsync();
        await axe.UnbindAsync((await axe.BindAsync())["subscriptionId"]);

        var count = await axe.Api.GetAsync(AxeEmulator.CountPath, ("number", AxeEmulator.X), ("cursor", "none"));

        Assert.That(count.Text, Is.EqualTo("""{"resultcode":"0","resultdesc":"Success","numberInfoList":[{"number":"+8617000000201","bindCount":1}]}"""));
    }

    [Test]
    [Rule("axe.md §5.2", "The counts of all X page by page, 50 a page unless told", Inferred = true)]
    public async Task The_counts_of_all_X_come_in_pages()
    {
        await using var axe = await AxeEmulator.StartAsync(application => application with { Numbers = [new NumberOptions { AreaCode = "0755", Count = 120 }] });
        await axe.BindAsync("""{"areaCode":"0755"}""");
        var counts = new Dictionary<string, int>();
        var sizes = new List<int>();
        for (var cursor = "0"; cursor is not null;)
        {
            var page = (await axe.Api.GetAsync(AxeEmulator.CountPath, ("cursor", cursor))).Json;
            var items = page["numberInfoList"]!.AsArray();
            sizes.Add(items.Count);
            foreach (var item in items)
            {
                counts.Add((string)item!["number"]!, (int)item["bindCount"]!);
            }

            cursor = (string?)page["nextCursor"];
        }

        Assert.That(sizes, Is.EqualTo(new[] { 50, 50, 20 }));
        Assert.That((counts.Count, counts.Values.Sum()), Is.EqualTo((120, 1)));
    }

    [Test]
    public async Task The_control_API_sees_the_end_and_the_record()
    {
        await using var axe = await AxeEmulator.StartAsync();
        var id = (await axe.BindAsync("""{"timeUnit":"1","bindExpiredTime":60,"callbackExpiredTime":30,"userData":"x"}"""))["subscriptionId"];
        axe.Place(AxeEmulator.B, AxeEmulator.X, "0001");
        await axe.AdvanceAsync(TimeSpan.Zero);

        var binding = axe.Bindings.Single();

        Assert.That(((string?)binding["subscriptionId"], (DateTime)binding["expiresAt"]!), Is.EqualTo((id, new DateTime(2026, 3, 1, 5, 0, 0, DateTimeKind.Utc))));
        Assert.That(
            binding["callbackRecord"]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal),
            Is.EqualTo("""{"caller":"+8613800000022","writtenAt":"2026-03-01T04:00:00Z","expiresAt":"2026-03-01T04:30:00Z"}"""));
    }
}
