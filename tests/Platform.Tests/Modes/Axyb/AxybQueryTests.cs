using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axyb;

public sealed class AxybQueryTests
{
    private const string Abnormal = "403 1012102 The number status is abnormal.";

    [Test]
    [Rule("axyb.md §9", "Binds and queries answer as in the examples: relationNumber, and durations as texts.")]
    [Rule("decision D10", "subscribeTime is UTC.", Inferred = true)]
    [Rule("decision D24", "userData is that of the YB, else that of the AX.", Inferred = true)]
    public async Task Answers_look_like_the_examples()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);

        var ax = await emulator.PostAsync(AxybSample.Ax(
            ("recordFlag", true), ("recordHintTone", "recordHintTone.wav"), ("preVoiceX", "callerHintTone.wav"), ("userData", "ofAx")));
        var yb = await emulator.PostAsync(AxybSample.Yb(ax["subscriptionId"], ("preVoiceY", "calleeHintTone.wav"), ("userData", "ofYb"), ("ybDuration", 600)));
        await emulator.PostAsync(AxybSample.Yb(ax["subscriptionId"], ("origNum", AxybSample.C)));
        var found = await emulator.GetAsync(("relationNum", ax["relationNumber"]));

        Golden.Matches("axyb/bind-and-query", ax.Json, yb.Json, found.Json);
    }

    [Test]
    [Rule("axyb.md §10 no. 4", "An AX without any YB is one element without numY and numB.", Inferred = true)]
    public async Task An_AX_without_YB_is_listed_by_itself()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, _) = await emulator.BindXAsync();

        var found = await emulator.GetAsync(("subscriptionId", id));

        Golden.Matches("axyb/query-without-yb", found.Json);
    }

    [Test]
    [Rule("axyb.md §5", "subscriptionId wins over relationNum.")]
    public async Task The_id_wins_over_the_number()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        var (_, otherX) = await emulator.BindXAsync(("origNum", AxybSample.C));

        var found = await emulator.GetAsync(("subscriptionId", id), ("relationNum", otherX));

        Assert.That((string?)found.Json["xyRelationNumList"]![0]!["numX"], Is.EqualTo(x));
    }

    [TestCase(NumberStatus.Suspended, Abnormal)]
    [TestCase(NumberStatus.Unavailable, Abnormal)]
    [TestCase(NumberStatus.Blacklisted, Abnormal)]
    [TestCase(NumberStatus.Frozen, AxybSample.Success)]
    [Rule("axyb.md §8", "Queries and unbinds of an X that is suspended, unavailable or blacklisted are 1012102; a frozen X serves the bindings that it has.", Inferred = true)]
    public async Task Xs_status_decides_about_queries_and_unbinds_too(NumberStatus status, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        emulator.SetStatus(x, status);

        var byId = await emulator.GetAsync(("subscriptionId", id));
        var byX = await emulator.GetAsync(("relationNum", x));
        var unbound = await emulator.DeleteAsync(("subscriptionId", id));

        Assert.That(new[] { byId.Summary, byX.Summary, unbound.Summary }, Is.All.EqualTo(expected));
        Assert.That(emulator.World.Mode.Count, Is.EqualTo(expected == Abnormal ? 1 : 0));
    }

    [TestCase("", "", "403 1010002 Invalid request.relationNum")]
    [TestCase("subscriptionId", "unknown", "403 1016001 The record does not exist.")]
    [TestCase("relationNum", "Y", "403 1016001 The record does not exist.")]
    [TestCase("relationNum", "unused", "403 1016001 The record does not exist.")]
    [TestCase("relationNum", "+8617099999999", "403 1012001 Resource of number is not to be applied.")]
    [TestCase("relationNum", "17099999999", "403 1010002 Invalid request.relationNum")]
    [TestCase("relationNum", " 8617099999999", "403 1010002 Invalid request.relationNum")]
    [Rule("axyb.md §10 no. 21", "A query that finds nothing is 1016001.", Inferred = true)]
    [Rule("axyb.md §8", "A relationNum that the application does not own is 1012001.")]
    public async Task A_query_that_finds_nothing_says_why(string name, string value, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        var y = await emulator.BindYAsync(id);
        value = value switch
        {
            "Y" => y,
            "unused" => emulator.World.Numbers.Numbers.Select(number => number.Number.Value).Single(number => number != x && number != y),
            _ => value,
        };

        var reply = name.Length == 0 ? await emulator.GetAsync() : await emulator.GetAsync((name, value));

        Assert.That(reply.Summary, Is.EqualTo(expected));
    }

    [Test]
    [Rule("axyb.md §10 no. 15", "Another application's id is 1016001.")]
    public async Task Another_applications_binding_is_not_found()
    {
        await using var emulator = await TestEmulator.StartAsync(
            AxybSample.Application, AxybSample.Application with { Name = "other", AppKey = "other-key" });
        var (id, _) = await emulator.BindXAsync();
        var other = emulator.ApiFor(emulator.Worlds.Find("other")!);

        var found = await other.GetAsync(AxybSample.Path, ("app_key", "other-key"), ("subscriptionId", id));
        var unbound = await other.DeleteAsync(AxybSample.Path, ("app_key", "other-key"), ("subscriptionId", id));

        Assert.That((found.Summary, unbound.Summary), Is.EqualTo((AxybSample.NotFound, AxybSample.NotFound)));
    }

    [TestCase(null, 7)]
    [TestCase(5, 5)]
    [Rule("axyb.md §10 no. 3", "A query lists all YB although the page types the list 1 to 5.", Inferred = true, Switch = "switches.axybMaxListed")]
    public async Task A_query_lists_all_unless_told_otherwise(int? most, int expected)
    {
        await using var emulator = await TestEmulator.StartAsync(
            AxybSample.With(("0755", 8)) with { Switches = new Switches { AxybMaxListed = most } });
        var (id, _) = await emulator.BindXAsync();
        for (var i = 0; i < 7; i++)
        {
            await emulator.BindYAsync(id, ("origNum", $"+861390000000{i}"));
        }

        var listed = await emulator.ListAsync(id);

        Assert.That(listed.Select(relation => (string?)relation["numB"]), Is.EqualTo(Enumerable.Range(0, expected).Select(i => $"+861390000000{i}")));
    }

    [Test]
    [Rule("axyb.md §10 no. 2", "bindId is the subscriptionId.", Inferred = true, Switch = "switches.axybPerBindingBindId")]
    public async Task The_bindId_is_the_subscriptionId_unless_told_otherwise([Values] bool perBinding)
    {
        await using var emulator = await TestEmulator.StartAsync(
            AxybSample.Application with { Switches = new Switches { AxybPerBindingBindId = perBinding } });
        var (id, _) = await emulator.BindXAsync();
        await emulator.BindYAsync(id);
        await emulator.BindYAsync(id, ("origNum", AxybSample.C));

        var ids = (await emulator.ListAsync(id)).Select(relation => (string)relation["bindId"]!).ToList();

        Assert.That(ids, perBinding ? Is.Unique.And.None.EqualTo(id) : Is.All.EqualTo(id));
    }

    [Test]
    public async Task The_control_API_sees_one_element_per_relation()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 5)));
        var (id, _) = await emulator.BindXAsync();
        await emulator.BindYAsync(id, ("ybDuration", 60));
        await emulator.BindYAsync(id, ("origNum", AxybSample.C));
        await emulator.BindXAsync(("origNum", AxybSample.D), ("duration", 0));

        lock (emulator.World.Gate)
        {
            Assert.That(emulator.World.Mode.Count, Is.EqualTo(3));
            Golden.Matches("axyb/bindings", emulator.World.Mode.Bindings());
        }
    }
}
