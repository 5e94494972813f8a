using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class ClockApiTests : ControlTest
{
    [Test]
    public async Task A_clock_is_shown_for_one_application_or_for_all()
    {
        var one = await Control.GetAsync("clock?app=taxi");
        var all = await Control.GetAsync("clock");

        Assert.That(one.Text, Is.EqualTo("""{"app":"taxi","mode":"manual","factor":1,"now":"2026-03-01T04:00:00Z"}"""));
        Assert.That(all.Items.Select(item => (string?)item["app"]), Is.EqualTo(new[] { "orders", "taxi" }));
    }

    [Test]
    [Rule("contract.md §3", "The clocks of all configured applications begin at one moment, and an advance of all answers the time that each of them has.")]
    public async Task All_manual_clocks_show_one_time()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions
        {
            Clock = new ClockOptions { Mode = ClockMode.Manual },
            Applications = [new() { Name = "a", Mode = Mode.Ax }, new() { Name = "b", Mode = Mode.X }],
        });

        var now = (await emulator.Control.PostAsync("clock/advance", """{ "by": "1m" }"""))["now"];

        Assert.That((await emulator.Control.GetAsync("clock")).Items.Select(item => item["now"]!.ToString()), Is.EqualTo(new[] { now, now }));
    }

    [Test]
    public async Task An_advance_until_a_call_ends_waits_for_its_CDR_behind_a_slow_customer()
    {
        await BindAsync();
        await Control.SendAsync("PUT", "customer", """{ "app": "orders", "answers": { "disconnect": { "delay": "4s" } } }""");
        var sessionId = await PlaceAsync(("talksFor", "20s"));

        await Control.PostAsync("clock/advance", $$"""{ "untilCallEnds": "{{sessionId}}" }""");

        Assert.That((await Control.GetAsync($"callbacks?sessionId={Uri.EscapeDataString(sessionId)}&eventType=fee")).Items.Select(item => (string?)item["state"]), Is.EqualTo(new[] { "delivered" }));
    }

    [Test]
    public async Task A_clock_tells_when_something_is_due_next()
    {
        await BindAsync();
        await PlaceAsync(("ringsFor", "20s"));
        await Control.PostAsync("clock/advance", """{ "app": "orders", "by": "1s" }""");

        Assert.That((await Control.GetAsync("clock?app=orders"))["next"], Is.EqualTo("2026-03-01T04:00:20Z"));
        Assert.That((await Control.GetAsync("clock?app=taxi")).Json["next"], Is.Null);
    }

    [Test]
    public async Task An_advance_tells_what_happened_and_when()
    {
        await BindAsync();
        var sessionId = await PlaceAsync(("talksFor", "20s"));

        var advanced = await Control.PostAsync("clock/advance", """{ "app": "orders", "by": "30s" }""");

        Assert.That(advanced["now"], Is.EqualTo("2026-03-01T04:00:30Z"));
        Assert.That(advanced.Json["fired"]!.AsArray().Select(fired => $"{fired!["at"]} {fired["what"]} {fired["app"]}"), Is.EqualTo(new[]
        {
            "2026-03-01T04:00:00Z callout orders", "2026-03-01T04:00:03Z answer orders",
            "2026-03-01T04:00:23Z disconnect orders", "2026-03-01T04:00:24Z fee orders",
        }));
        Assert.That(advanced.Json["fired"]!.AsArray().Select(fired => (string?)fired!["sessionId"]), Is.All.EqualTo(sessionId));
        Assert.That(await EventTypesAsync(sessionId), Is.EqualTo(new[] { "callin", "callout", "alerting", "answer", "disconnect", "fee" }));
    }

    [Test]
    public async Task An_advance_of_one_application_leaves_the_others_where_they_are()
    {
        await Control.PostAsync("clock/advance", """{ "app": "taxi", "to": "2026-03-01T05:00:00Z" }""");

        Assert.That(
            (await Control.GetAsync("clock")).Items.Select(item => (string?)item["now"]),
            Is.EqualTo(new[] { "2026-03-01T04:00:00Z", "2026-03-01T05:00:00Z" }));
    }

    [Test]
    public async Task An_advance_of_all_moves_the_time_of_no_application_too()
    {
        var advanced = await Control.PostAsync("clock/advance", """{ "by": "1h" }""");

        Assert.That(advanced["now"], Is.EqualTo("2026-03-01T05:00:00Z"));
        Assert.That(
            Emulator.Worlds.All.Select(world => world.Clock.Now).Append(Emulator.Worlds.Clock.Now),
            Is.All.EqualTo(TestInfra.TestEmulator.Start.AddHours(1)));
    }

    [Test]
    public async Task Until_a_call_ends_stops_when_its_CDR_is_pushed()
    {
        await BindAsync();
        var sessionId = await PlaceAsync(("talksFor", "2m"));

        var advanced = await Control.PostAsync("clock/advance", $$"""{ "untilCallEnds": "{{sessionId}}" }""");

        Assert.That(advanced["now"], Is.EqualTo("2026-03-01T04:02:04Z"));
        Assert.That(await EventTypesAsync(sessionId), Does.Contain("fee"));
        Assert.That((await Control.GetAsync("bindings")).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Until_an_interactive_call_ends_stops_where_it_waits_for_somebody()
    {
        await BindAsync();
        var sessionId = await PlaceAsync(("interactive", true));
        await Control.PostAsync("clock/advance", """{ "by": "1s" }""");
        await Control.PostAsync($"calls/{Uri.EscapeDataString(sessionId)}/answer");

        var advanced = await Control.PostAsync("clock/advance", $$"""{ "untilCallEnds": "{{sessionId}}" }""");

        Assert.That(advanced["now"], Is.EqualTo("2026-03-01T04:00:01Z"));
    }

    [TestCase("""{ "by": "1s", "to": "2026-03-01T05:00:00Z" }""", "allowed: one of by, to and untilCallEnds")]
    [TestCase("{}", "allowed: one of by, to and untilCallEnds")]
    [TestCase("""{ "by": "9000000d" }""", "by: '9000000d' is not allowed; allowed: a duration of at most 36500d, such as 250ms, 5s, 2m, 1h30m or 90d")]
    [TestCase("""{ "to": "9999-12-31" }""", "to: '9999-12-31' is not allowed; allowed: a time such as 2026-01-31T08:00:00Z, at most 9000-01-01")]
    [TestCase("""{ "by": "-1s" }""", "by: '-1s' is not allowed; allowed: a duration of at most 36500d, such as 250ms, 5s, 2m, 1h30m or 90d")]
    public async Task An_advance_that_says_too_much_or_too_little_moves_nothing(string body, string error)
    {
        var reply = await Control.PostAsync("clock/advance", body);

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Errors, Does.Contain(error));
    }

    [Test]
    public async Task Time_never_runs_backwards()
    {
        var reply = await Control.PostAsync("clock/advance", """{ "to": "2026-02-28T00:00:00Z" }""");

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(
            reply.Errors,
            Is.EqualTo(new[] { "to: time runs forward, and ends; allowed: from 2026-03-01T04:00:00.0000000Z to 9000-01-01T00:00:00.0000000Z" }));
    }

    [Test]
    public async Task Time_ends_with_a_clear_answer_and_what_lasts_longer_does_no_harm()
    {
        await BindAsync();
        Assert.That((await Control.PostAsync("clock/advance", """{ "to": "8999-12-31T23:59:00Z" }"""))["now"], Is.EqualTo("8999-12-31T23:59:00Z"));
        var id = await BindAsync();
        var sessionId = await PlaceAsync(("ringsFor", "3s"), ("talksFor", "36500d"));

        Assert.That((await Control.PostAsync("clock/advance", """{ "by": "59s" }""")).Status, Is.EqualTo(200));
        var beyond = await Control.PostAsync("clock/advance", """{ "by": "2s" }""");
        var waited = await Control.PostAsync("clock/advance", $$"""{ "untilCallEnds": "{{sessionId}}" }""");

        Assert.That(beyond.Status, Is.EqualTo(400));
        Assert.That(
            beyond.Errors, Is.EqualTo(new[] { "by: time runs forward, and ends; allowed: from 8999-12-31T23:59:59.0000000Z to 9000-01-01T00:00:00.0000000Z" }));
        Assert.That((waited.Status, waited["now"]), Is.EqualTo((200, "8999-12-31T23:59:59Z")));
        Assert.That((await Control.GetAsync("calls/" + Uri.EscapeDataString(sessionId)))["state"], Is.EqualTo("talking"));
        Assert.That((string?)(await Control.GetAsync("bindings")).Items.Single()["subscriptionId"], Is.EqualTo(id));
        Assert.That((await Control.PostAsync($"calls/{Uri.EscapeDataString(sessionId)}/hangup")).Status, Is.EqualTo(200));
        Assert.That((await Control.PostAsync("clock/advance", """{ "by": "1s" }"""))["now"], Is.EqualTo("9000-01-01T00:00:00Z"));
    }

    [Test]
    public async Task A_call_that_is_unknown_or_of_another_application_cannot_end()
    {
        var sessionId = await PlaceAsync();

        Assert.That((await Control.PostAsync("clock/advance", """{ "untilCallEnds": "nobody" }""")).Status, Is.EqualTo(404));
        Assert.That(
            (await Control.PostAsync("clock/advance", $$"""{ "app": "taxi", "untilCallEnds": "{{sessionId}}" }""")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_clock_is_set_for_one_application()
    {
        var set = await Control.PutAsync("clock", """{ "app": "taxi", "mode": "scaled", "factor": 3600 }""");

        Assert.That((set["mode"], set["factor"]), Is.EqualTo(("scaled", "3600")));
        Assert.That((await Control.GetAsync("clock?app=orders"))["mode"], Is.EqualTo("manual"));
        Assert.That((await Control.PutAsync("clock", """{ "mode": "scaled", "factor": 0 }""")).Status, Is.EqualTo(400));
        Assert.That((await Control.PutAsync("clock", """{ "mode": "real" }""")).Items.Select(item => (string?)item["mode"]), Is.All.EqualTo("real"));
    }
}
