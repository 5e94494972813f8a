using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class CallsApiTests : ControlTest
{
    [Test]
    public async Task A_call_goes_to_the_owner_of_the_number_dialled()
    {
        await BindAsync("taxi", OtherX);

        var reply = await Control.PostAsync("calls", $$"""{ "from": "{{A}}", "to": "{{OtherX}}" }""");

        Assert.That((reply.Status, reply["app"], reply["now"]), Is.EqualTo((201, "taxi", "2026-03-01T04:00:00Z")));
        Assert.That(reply.Headers["Location"], Is.EqualTo("/_emulator/calls/" + Uri.EscapeDataString(reply["sessionId"])));
        Assert.That((await Control.GetAsync("calls?app=orders")).Items, Is.Empty);
        Assert.That((await Control.GetAsync("calls?app=taxi-key")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_call_is_shown_with_its_events_and_its_CDR()
    {
        var id = await BindAsync();
        var sessionId = await PlaceAsync(("ringsFor", "5s"), ("talksFor", "65s"), ("hangsUp", "callee"));
        await Control.PostAsync("clock/advance", $$"""{ "untilCallEnds": "{{sessionId}}" }""");

        var call = (await Control.GetAsync("calls/" + Uri.EscapeDataString(sessionId))).Json;

        Assert.That(((string?)call["state"], (int?)call["stateCode"], (string?)call["mode"]), Is.EqualTo(("ended", 0, "AXB")));
        Assert.That((string?)call["from"], Is.EqualTo(A));
        Assert.That((string?)call["to"], Is.EqualTo(X));
        Assert.That(
            call["events"]!.AsArray().Select(happened => $"{happened!["eventType"]} {happened["at"]}"),
            Is.EqualTo(new[]
            {
                "callin 2026-03-01T04:00:00Z", "callout 2026-03-01T04:00:00Z", "alerting 2026-03-01T04:00:00Z",
                "answer 2026-03-01T04:00:05Z", "disconnect 2026-03-01T04:01:10Z",
            }));
        Assert.That((string?)call["cdr"]!["subscriptionId"], Is.EqualTo(id));
        Assert.That((string?)call["events"]![3]!["statusInfo"]!["sessionId"], Is.EqualTo(sessionId));
    }

    [TestCase("ringsFor")]
    [TestCase("talksFor")]
    public async Task A_call_that_would_outlast_the_calendar_is_refused_as_a_whole(string field)
    {
        await BindAsync();

        var reply = await Control.PostAsync("calls", $$"""{ "from": "{{A}}", "to": "{{X}}", "{{field}}": "9000000d" }""");

        Assert.That((reply.Status, reply.Errors.Single()), Is.EqualTo((400, $"{field}: '9000000d' is not allowed; allowed: a duration of at most 36500d, such as 250ms, 5s, 2m, 1h30m or 90d")));
        Assert.That((await Control.GetAsync("calls")).Items, Is.Empty);
    }

    [Test]
    public async Task Digits_of_numbers_keep_their_plus_sign_in_answers()
    {
        await PlaceAsync();

        Assert.That((await Control.GetAsync("calls")).Text, Does.Contain($"\"from\":\"{A}\""));
    }

    [Test]
    public async Task Keys_that_are_null_empty_or_hold_an_empty_text_key_nothing([Values("null", "[]", "[\"\"]")] string keys)
    {
        await PlaceAsync(("keys", JsonNode.Parse(keys)));

        Assert.That(Emulator.World.Calls.Calls.Single().Plan.Keys, Is.All.Empty);
    }

    [Test]
    public async Task Everything_a_call_can_name_reaches_the_handsets()
    {
        await PlaceAsync(
            ("app", "orders"), ("keys", new JsonArray("0001", "")), ("outcome", "busy"), ("ringsFor", "250ms"), ("talksFor", "1h30m"),
            ("hangsUp", "callee"), ("interactive", true));

        var plan = Emulator.World.Calls.Calls.Single().Plan;

        Assert.That(plan.Keys, Is.EqualTo(new[] { "0001", "" }));
        Assert.That(plan with { Keys = [] }, Is.EqualTo(new CallPlan
        {
            Outcome = Outcome.Busy,
            RingsFor = TimeSpan.FromMilliseconds(250),
            TalksFor = TimeSpan.FromMinutes(90),
            HangsUp = Party.Callee,
            Interactive = true,
        }));
    }

    [TestCase($$"""{ "from": "{{A}}", "to": "+8617000009999" }""", 404, TestName = "The number is nobody's")]
    [TestCase($$"""{ "from": "{{A}}", "to": "{{X}}", "app": "taxi" }""", 404, TestName = "The number is another application's")]
    [TestCase($$"""{ "from": "{{A}}", "to": "{{X}}", "app": "nobody" }""", 404, TestName = "The application is unknown")]
    [TestCase($$"""{ "from": "13800000021", "to": "{{X}}" }""", 400, TestName = "The caller is written without +86")]
    [TestCase($$"""{ "from": "{{A}}", "to": "17000000001" }""", 400, TestName = "The privacy number is written without +86")]
    public async Task A_call_that_cannot_be_placed_is_refused(string body, int status)
    {
        var reply = await Control.PostAsync("calls", body);

        Assert.That((reply.Status, reply.MediaType), Is.EqualTo((status, "application/problem+json")), reply.Text);
        Assert.That((await Control.GetAsync("calls")).Items, Is.Empty);
    }

    [Test]
    public async Task An_interactive_call_is_answered_and_hung_up_by_hand()
    {
        await BindAsync();
        var sessionId = await PlaceAsync(("interactive", true));
        await Control.PostAsync("clock/advance", """{ "by": "1s" }""");

        var answered = await DriveAsync(sessionId, "answer");
        await Control.PostAsync("clock/advance", """{ "by": "7s" }""");
        var ended = await DriveAsync(sessionId, "hangup", """{ "hangsUp": "callee" }""");

        Assert.That((answered.Status, answered["state"]), Is.EqualTo((200, "talking")));
        Assert.That((ended.Status, ended["state"], ended["stateCode"]), Is.EqualTo((200, "ended", "0")));
        Assert.That(Emulator.World.Calls.Find(sessionId)!.HungUpBy, Is.EqualTo(Party.Callee));
    }

    [Test]
    public async Task An_interactive_call_is_rejected_by_hand()
    {
        await BindAsync();
        var sessionId = await PlaceAsync(("interactive", true));
        await Control.PostAsync("clock/advance", """{ "by": "1s" }""");

        Assert.That((await DriveAsync(sessionId, "reject"))["stateCode"], Is.EqualTo("7503"));
    }

    [TestCase("answer", "{}")]
    [TestCase("reject", "{}")]
    [TestCase("hangup", "{}")]
    [TestCase("keys", """{ "keys": "0001" }""")]
    public async Task A_call_that_has_ended_is_in_no_state_to_be_driven(string action, string body)
    {
        var sessionId = await PlaceAsync(("interactive", true));

        Assert.That((await DriveAsync(sessionId, action, body)).Status, Is.EqualTo(409));
        Assert.That((await DriveAsync("no-such-call", action, body)).Status, Is.EqualTo(404));
    }

    [TestCase("""{ "keys": ["0001"] }""", 409, "one entry, as in POST calls")]
    [TestCase("""{ "keys": ["0001", "0002"] }""", 400, "one entry only: the platform asks for each")]
    [TestCase("""{ "keys": ["x"] }""", 400, "no key of a phone")]
    public async Task Keys_may_stand_in_a_list_of_one_entry(string body, int status, string why)
    {
        var sessionId = await PlaceAsync(("interactive", true));

        Assert.That((await DriveAsync(sessionId, "keys", body)).Status, Is.EqualTo(status), why);
    }

    [Test]
    public async Task A_call_that_was_not_placed_as_interactive_answers_by_itself_only()
    {
        await BindAsync();
        var sessionId = await PlaceAsync();
        await Control.PostAsync("clock/advance", """{ "by": "1s" }""");

        Assert.That((await DriveAsync(sessionId, "answer")).Status, Is.EqualTo(409));
        Assert.That((await DriveAsync(sessionId, "hangup")).Status, Is.EqualTo(200));
    }

    private Task<ControlReply> DriveAsync(string sessionId, string action, string body = "{}") =>
        Control.PostAsync($"calls/{Uri.EscapeDataString(sessionId)}/{action}", body);
}
