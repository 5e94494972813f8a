using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axe;

/// <summary>How long bindings live, and what queries show of it.</summary>
public sealed class AxeTimeTests
{
    /// <summary>The bind, the switches, the times in the answer.</summary>
    [TestCase("""{}""", 0, null, "0 0")]
    [TestCase("""{"bindExpiredTime":24}""", 0, null, "24 24")]
    [TestCase("""{"bindExpiredTime":"24","callbackExpiredTime":"0"}""", 0, null, "24 0")]
    [TestCase("""{"callbackExpiredTime":24}""", 0, null, "0 24")]
    [TestCase("""{"timeUnit":1,"bindExpiredTime":90}""", 0, null, "90 90")]
    [TestCase("""{}""", 168, null, "168 168")]
    [TestCase("""{"timeUnit":"1"}""", 168, null, "10080 10080")]
    [TestCase("""{"bindExpiredTime":0}""", 168, null, "0 0")]
    [TestCase("""{}""", 168, 24, "168 24")]
    [TestCase("""{"bindExpiredTime":12}""", 168, 24, "12 12")]
    [TestCase("""{"bindExpiredTime":0,"timeUnit":"1"}""", 0, 2, "0 120")]
    [Rule("axe.md §9 no. 1", "A binding that names no time never ends", Inferred = true, Switch = "switches.axeDefaultBindHours")]
    [Rule("axe.md §9 no. 2", "A record's time is the binding's unless named", Inferred = true, Switch = "switches.axeDefaultCallbackHours")]
    public async Task The_answer_to_a_bind_names_the_times(string bind, int defaultBind, int? defaultCallback, string expected)
    {
        await using var axe = await AxeEmulator.StartAsync(
            switches => switches with { AxeDefaultBindHours = defaultBind, AxeDefaultCallbackHours = defaultCallback });

        var reply = await axe.BindAsync(bind);

        Assert.That($"{reply["bindExpiredTime"]} {reply["callbackExpiredTime"]}", Is.EqualTo(expected));
    }

    [TestCase("""{"bindExpiredTime":1}""", 60)]
    [TestCase("""{"bindExpiredTime":720}""", 720 * 60)]
    [TestCase("""{"timeUnit":"1","bindExpiredTime":1}""", 1)]
    [TestCase("""{"timeUnit":"1","bindExpiredTime":43200}""", 43200)]
    [Rule("axe.md §1", "A binding ends bindExpiredTime after its bind, in hours or in minutes")]
    public async Task A_binding_ends_after_its_time(string bind, int minutes)
    {
        await using var axe = await AxeEmulator.StartAsync();
        var id = (await axe.BindAsync(bind))["subscriptionId"];

        await axe.AdvanceAsync(TimeSpan.FromMinutes(minutes) - TimeSpan.FromTicks(1));
        Assert.That((await axe.QueryAsync(id)).Status, Is.EqualTo(200));

        await axe.AdvanceAsync(TimeSpan.FromTicks(1));
        Assert.That((await axe.QueryAsync(id)).Summary, Is.EqualTo("403 1016001 The record does not exist."));
    }

    /// <summary>The bind, a modify half an hour later, minutes from then until the end (0: never), the query after it.</summary>
    [TestCase("""{"bindExpiredTime":1,"callbackExpiredTime":0}""", """{"bindExpiredTime":2}""", 120, "0 1 0")]
    [TestCase("""{"bindExpiredTime":1,"callbackExpiredTime":0}""", """{"timeUnit":"1","bindExpiredTime":10}""", 10, "1 1 0")]
    [TestCase("""{"bindExpiredTime":1,"callbackExpiredTime":0,"timeUnit":"0"}""", """{"timeUnit":"1","bindExpiredTime":10}""", 10, "0 1 0")]
    [TestCase("""{"bindExpiredTime":1,"callbackExpiredTime":0}""", """{"bindExpiredTime":0}""", 0, "0 1 0")]
    [TestCase("""{"bindExpiredTime":1,"callbackExpiredTime":0}""", """{"userData":"x"}""", 30, "0 1 0")]
    [TestCase("""{"bindExpiredTime":1,"callbackExpiredTime":0}""", """{"timeUnit":"1"}""", 30, "0 1 0")]
    [TestCase("""{"bindExpiredTime":1}""", """{"timeUnit":"1","callbackExpiredTime":20}""", 30, "1 1 20")]
    [TestCase("""{"timeUnit":"1","bindExpiredTime":60}""", """{"bindExpiredTime":90,"callbackExpiredTime":80}""", 90, "1 60 80")]
    [TestCase("""{}""", """{"bindExpiredTime":3,"callbackExpiredTime":3}""", 180, "0 3 3")]
    [TestCase("""{}""", """{"timeUnit":"1","bindExpiredTime":7}""", 7, "1 7 0")]
    [TestCase("""{"bindExpiredTime":24}""", """{"bindExpiredTime":1}""", 60, "0 24 1")]
    [TestCase("""{"bindExpiredTime":24}""", """{"bindExpiredTime":48}""", 48 * 60, "0 24 24")]
    [TestCase("""{"timeUnit":"1","bindExpiredTime":60}""", """{"bindExpiredTime":10}""", 10, "1 60 10")]
    [Rule("axe.md §3", "A modify that sets bindExpiredTime starts the timer anew", Inferred = true)]
    [Rule("axe.md §9 no. 23", "Time runs from the modify: a shorter one does not end the binding at once", Inferred = true)]
    [Rule("axe.md §9 no. 5", "timeUnit alone changes nothing", Inferred = true)]
    [Rule("axe.md §9 no. 2", "A binding that a modify makes shorter takes the life of its record along, unless callbackExpiredTime was ever sent", Inferred = true)]
    [Rule("decision D27", "Queries keep showing the timeUnit and bindExpiredTime that the bind gave, else the modified ones; callbackExpiredTime is the latest")]
    public async Task A_modify_moves_the_end_and_the_query_shows_the_bind(string bind, string modify, int minutes, string shown)
    {
        await using var axe = await AxeEmulator.StartAsync();
        var id = (await axe.BindAsync(bind))["subscriptionId"];
        await axe.AdvanceAsync(TimeSpan.FromMinutes(30));
        await axe.ModifyAsync(id, modify);

        var query = await axe.QueryAsync(id);
        var page = (await axe.Api.GetAsync(AxeEmulator.PagePath, ("subscriptionId", id))).Json["extendNumInfoList"]![0]!;
        Assert.That($"{query["timeUnit"]} {query["bindExpiredTime"]} {query["callbackExpiredTime"]}", Is.EqualTo(shown));
        Assert.That($"{page["timeUnit"]} {page["bindExpiredTime"]} {page["callbackExpiredTime"]}", Is.EqualTo(shown));

        await axe.AdvanceAsync(minutes == 0 ? TimeSpan.FromDays(400) : TimeSpan.FromMinutes(minutes) - TimeSpan.FromTicks(1));
        Assert.That((await axe.QueryAsync(id)).Status, Is.EqualTo(200));

        if (minutes > 0)
        {
            await axe.AdvanceAsync(TimeSpan.FromTicks(1));
            Assert.That((await axe.QueryAsync(id)).Status, Is.EqualTo(403));
        }
    }

    [TestCase("""{"timeUnit":"1","bindExpiredTime":60}""", """{"callbackExpiredTime":721}""", "403 1010002 Invalid request.callbackExpiredTime")]
    [TestCase("""{"timeUnit":"1"}""", """{"bindExpiredTime":43200}""", "200 0 Success")]
    [TestCase("""{}""", """{"bindExpiredTime":721}""", "403 1010002 Invalid request.bindExpiredTime")]
    [TestCase("""{}""", """{"callbackExpiredTime":721}""", "403 1010002 Invalid request.callbackExpiredTime")]
    [TestCase("""{"bindExpiredTime":2,"callbackExpiredTime":1}""", """{"timeUnit":"1","bindExpiredTime":59}""", "403 1010002 Invalid request.bindExpiredTime")]
    [TestCase("""{"bindExpiredTime":2,"callbackExpiredTime":1}""", """{"timeUnit":"1","bindExpiredTime":60}""", "200 0 Success")]
    [TestCase("""{"bindExpiredTime":2,"callbackExpiredTime":1}""", """{"callbackExpiredTime":0}""", "200 0 Success")]
    [TestCase("""{"bindExpiredTime":24}""", """{"timeUnit":"1","callbackExpiredTime":1441}""", "403 1010002 Invalid request.callbackExpiredTime")]
    [TestCase("""{}""", """{"bindExpiredTime":1,"callbackExpiredTime":2}""", "403 1010002 Invalid request.bindExpiredTime")]
    [Rule("axe.md §9 no. 3", "A modify is checked against the time that it leaves as it is", Inferred = true)]
    [Rule("axe.md §3", "A modify without timeUnit keeps the binding's unit")]
    public async Task A_modify_is_checked_against_what_it_leaves(string bind, string modify, string expected)
    {
        await using var axe = await AxeEmulator.StartAsync();
        var id = (await axe.BindAsync(bind))["subscriptionId"];
        var body = System.Text.Json.Nodes.JsonNode.Parse(modify)!.AsObject();
        body["subscriptionId"] = id;

        Assert.That((await axe.Api.PutAsync(AxeEmulator.Path, body)).Summary, Is.EqualTo(expected));
    }
}
