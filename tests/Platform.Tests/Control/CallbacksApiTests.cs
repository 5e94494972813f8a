using System.Net;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class CallbacksApiTests : ControlTest
{
    [Test]
    public async Task A_push_is_listed_with_what_was_sent_and_what_came_back()
    {
        var sessionId = await PlaceAsync();
        await WaitAsync("callin");

        var item = (await Control.GetAsync("callbacks?eventType=callin")).Items.Single();

        Assert.That(
            item.Select(member => member.Key),
            Is.EqualTo(new[] { "id", "app", "sessionId", "eventType", "url", "state", "headers", "body", "attempts" }));
        Assert.That((string?)item["app"], Is.EqualTo("orders"));
        Assert.That((string?)item["sessionId"], Is.EqualTo(sessionId));
        Assert.That((string?)item["state"], Is.EqualTo("delivered"));
        Assert.That((string?)item["headers"]!["Authorization"], Does.StartWith("AKSK "));
        Assert.That((string?)item["body"]!["statusInfo"]!["caller"], Is.EqualTo(A));
        var attempt = item["attempts"]!.AsArray().Single()!.AsObject();
        Assert.That(attempt.Select(member => member.Key), Is.EqualTo(new[] { "at", "status", "elapsedMs", "error", "responseBody" }));
        Assert.That(((string?)attempt["at"], (int?)attempt["status"]), Is.EqualTo(("2026-03-01T04:00:00Z", 200)));
    }

    [TestCase("callbacks", 3)]
    [TestCase("callbacks?app=orders", 3)]
    [TestCase("callbacks?app=taxi", 0)]
    [TestCase("callbacks?eventType=disconnect", 1)]
    [TestCase("callbacks?state=delivered", 2)]
    [TestCase("callbacks?state=failed", 1)]
    [TestCase("callbacks?state=failed&eventType=callin", 0)]
    [TestCase("callbacks?sessionId=another", 0)]
    public async Task Pushes_are_found_by_what_they_are(string path, int count)
    {
        await Control.PutAsync("customer", """{ "app": "orders", "answers": { "disconnect": 500 } }""");
        await PlaceAsync();
        await Control.PostAsync("clock/advance", """{ "by": "1s" }""");

        Assert.That((await Control.GetAsync(path)).Items, Has.Count.EqualTo(count));
    }

    [Test]
    public async Task A_wait_ends_with_the_push_that_it_waits_for()
    {
        await BindAsync();
        var waiting = Control.PostAsync("callbacks/wait", """{ "app": "orders", "eventType": "answer", "timeoutMs": 60000 }""");

        var sessionId = await PlaceAsync();
        await Control.PostAsync("clock/advance", """{ "app": "orders", "by": "3s" }""");

        var arrived = await waiting;
        Assert.That((arrived.Status, (string?)arrived.Items.Single()["sessionId"]), Is.EqualTo((200, sessionId)));
    }

    [Test]
    public async Task A_wait_for_an_application_goes_on_when_it_is_restored()
    {
        await Control.PostAsync("snapshots/before");
        var waiting = Control.PostAsync("callbacks/wait", """{ "app": "orders", "eventType": "callin", "timeoutMs": 60000 }""");
        await Control.PostAsync("snapshots/before/restore");

        var sessionId = await PlaceAsync();

        Assert.That((string?)(await waiting).Items.Single()["sessionId"], Is.EqualTo(sessionId));
    }

    [Test]
    public async Task The_push_of_several_CDRs_is_listed_under_the_call_that_was_asked_for()
    {
        await BindAsync();
        await PlaceAsync();
        var second = await PlaceAsync();
        await Control.PostAsync("clock/advance", """{ "app": "orders", "by": "1h" }""");

        var push = (await Control.GetAsync($"callbacks?eventType=fee&sessionId={Uri.EscapeDataString(second)}")).Items.Single();

        Assert.That((push["body"]!["feeLst"]!.AsArray().Count, (string?)push["sessionId"]), Is.EqualTo((2, second)));
    }

    [Test]
    public async Task A_wait_that_ends_without_enough_pushes_tells_what_did_arrive()
    {
        var sessionId = await PlaceAsync();
        await WaitAsync("disconnect");

        var reply = await Control.PostAsync("callbacks/wait", $$"""{ "sessionId": "{{sessionId}}", "count": 3, "timeoutMs": 1 }""");

        Assert.That(reply.Status, Is.EqualTo(408));
        Assert.That(reply.Items.Select(item => (string?)item["eventType"]), Is.EqualTo(new[] { "callin", "disconnect" }));
    }

    [Test]
    public async Task A_wait_in_vain_shows_the_nearest_pushes_and_what_is_different_about_them()
    {
        await BindAsync();
        var sessionId = await PlaceAsync();
        await WaitAsync("callin");

        var reply = await Control.PostAsync("callbacks/wait", $$"""{ "sessionId": "{{sessionId}}", "eventType": "answer", "timeoutMs": 1 }""");

        Assert.That(reply.Json["seen"]!.AsArray().Select(seen => (string?)seen!["not"]), Is.EqualTo(new[] { "eventType is callin" }));
    }

    [Test]
    public async Task A_wait_in_vain_shows_five_of_its_application_and_others_only_where_it_has_fewer()
    {
        await CallAsync(X, 3);
        await CallAsync(OtherX, 4);

        Assert.That(await SeenAsync(), Is.EqualTo(new[]
        {
            "taxi disconnect: eventType is disconnect", "taxi callin: eventType is callin", "taxi disconnect: eventType is disconnect",
            "taxi callin: eventType is callin", "taxi disconnect: eventType is disconnect",
        }));

        await Control.PostAsync("reset", """{ "app": "taxi" }""");
        await CallAsync(OtherX, 1);
        Assert.That(await SeenAsync(), Is.EqualTo(new[]
        {
            "taxi disconnect: eventType is disconnect", "taxi callin: eventType is callin", "orders fee: app is orders",
            "orders disconnect: app is orders; eventType is disconnect", "orders callin: app is orders; eventType is callin",
        }));

        async Task CallAsync(string x, int count)
        {
            for (var i = 0; i < count; i++)
            {
                await Control.PostAsync("calls", $$"""{ "from": "{{A}}", "to": "{{x}}" }""");
            }

            await Control.PostAsync("clock/advance", """{ "by": "1s" }""");
        }

        async Task<IEnumerable<string>> SeenAsync() =>
            (await Control.PostAsync("callbacks/wait", """{ "app": "taxi", "eventType": "fee", "count": 10000, "timeoutMs": 0 }""")).Json["seen"]!.AsArray()
                .Select(seen => $"{seen!["app"]} {seen["eventType"]}: {seen["not"]}");
    }

    [Test]
    public async Task What_has_changed_is_listed_after_what_was_seen()
    {
        await Control.PutAsync("customer", """{ "app": "orders", "answers": { "callin": [500, 200] } }""");
        await PlaceAsync();
        await Control.PostAsync("clock/advance", "{ \"by\": \"1s\" }");
        var seen = (await Control.GetAsync("callbacks?app=orders")).Json["last"];

        var before = await Control.GetAsync($"callbacks?app=orders&after={seen}");
        await Control.PostAsync("clock/advance", "{ \"by\": \"2m\" }");
        var after = await Control.GetAsync($"callbacks?app=orders&after={seen}");

        Assert.That(before.Items, Is.Empty);
        Assert.That(after.Items.Select(item => $"{item["eventType"]} {item["state"]} {item["attempts"]!.AsArray().Count}"), Is.EqualTo(new[] { "callin delivered 2" }));
        Assert.That((long)after.Json["last"]!, Is.GreaterThan((long)seen!));
        Assert.That((await Control.GetAsync("callbacks?after=-1")).Errors, Is.EqualTo(new[] { "after: '-1' is not allowed; allowed: a whole number from 0, such as the last of an earlier answer" }));
    }

    [Test]
    public async Task A_wait_after_what_was_seen_ends_with_the_next_attempt()
    {
        await PlaceAsync();
        var first = await WaitAsync("disconnect");
        var waiting = Control.PostAsync("callbacks/wait", $$"""{ "app": "orders", "after": {{first.Json["last"]}}, "timeoutMs": 60000 }""");

        await Control.PostAsync("clock/advance", """{ "app": "orders", "by": "1s" }""");

        Assert.That((await waiting).Items.Select(item => (string?)item["eventType"]), Is.EqualTo(new[] { "fee" }));
        var late = await Control.PostAsync("callbacks/wait", $$"""{ "app": "orders", "after": {{(await waiting).Json["last"]}}, "timeoutMs": 0 }""");
        Assert.That((late.Status, (string?)late.Json["seen"]![0]!["not"]), Is.EqualTo((408, $"it has not changed after {(await waiting).Json["last"]}")));
    }

    [Test]
    public async Task What_was_seen_before_a_reset_does_not_hide_what_comes_after_it()
    {
        await PlaceAsync();
        var seen = (await WaitAsync("disconnect")).Json["last"];
        await Control.PostAsync("reset");

        await PlaceAsync();
        await WaitAsync("disconnect");

        Assert.That((await Control.GetAsync($"callbacks?after={seen}")).Items, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_wait_in_vain_says_that_a_manual_clock_must_be_moved_and_what_is_due_next()
    {
        await BindAsync();
        await PlaceAsync();
        await WaitAsync("callin");

        var reply = await Control.PostAsync("callbacks/wait", """{ "app": "orders", "eventType": "fee", "timeoutMs": 1 }""");

        Assert.That((string?)reply.Json["hint"], Is.EqualTo(
            "The clock of orders is manual: nothing comes before POST clock/advance. Due next: callout at 2026-03-01T04:00:00.0000000Z."));
    }

    [Test]
    public async Task A_wait_in_vain_says_that_nothing_is_due_any_more()
    {
        await PlaceAsync();
        await Control.PostAsync("clock/advance", """{ "by": "1h" }""");

        var reply = await Control.PostAsync("callbacks/wait", """{ "app": "orders", "eventType": "answer", "timeoutMs": 1 }""");

        Assert.That((string?)reply.Json["hint"], Does.Contain("nothing is due"));
    }

    [Test]
    public async Task A_wait_on_a_running_clock_has_no_such_hint()
    {
        await Control.PutAsync("clock", """{ "app": "orders", "mode": "real" }""");

        var reply = await Control.PostAsync("callbacks/wait", """{ "app": "orders", "eventType": "answer", "timeoutMs": 1 }""");

        Assert.That((reply.Status, reply.Json["hint"]), Is.EqualTo((408, (JsonNode?)null)));
    }

    [Test]
    public async Task A_push_from_before_a_reset_is_not_what_a_wait_finds()
    {
        await PlaceAsync();
        await WaitAsync("disconnect");
        var waiting = Control.PostAsync("callbacks/wait", """{ "app": "orders", "eventType": "disconnect", "count": 2, "timeoutMs": 60000 }""");

        await Control.PostAsync("reset", """{ "app": "orders" }""");
        var first = await PlaceAsync();
        await WaitAsync("disconnect");
        var second = await PlaceAsync();

        Assert.That((await waiting).Items.Select(item => (string?)item["sessionId"]), Is.EqualTo(new[] { first, second }));
    }

    [Test]
    public async Task A_redelivered_push_arrives_once_more_and_its_retries_go_on_as_before()
    {
        await Control.PutAsync("customer", """{ "app": "orders", "answers": { "callin": 500 } }""");
        await PlaceAsync();
        var id = (string?)(await WaitAsync("callin")).Items.Single()["id"];

        var redelivered = await Control.PostAsync($"callbacks/{id}/redeliver");
        await Control.PostAsync("clock/advance", """{ "by": "59s" }""");
        var before = await AttemptsAsync();
        await Control.PostAsync("clock/advance", """{ "by": "1s" }""");
        await Control.PostAsync("clock/advance", """{ "by": "3m" }""");
        var after = await AttemptsAsync();

        Assert.That((redelivered.Status, redelivered["id"]), Is.EqualTo((202, id)));
        Assert.That(before, Is.EqualTo(new[] { "2026-03-01T04:00:00Z", "2026-03-01T04:00:00Z" }));
        Assert.That(after.Skip(2), Is.EqualTo(new[] { "2026-03-01T04:01:00Z", "2026-03-01T04:04:00Z" }));

        async Task<IReadOnlyList<string>> AttemptsAsync() =>
            [.. (await Control.GetAsync("callbacks?eventType=callin")).Items.Single()["attempts"]!.AsArray().Select(attempt => (string)attempt!["at"]!)];
    }

    [Test]
    public async Task A_redelivered_push_that_arrives_is_not_retried_any_more()
    {
        await Control.PutAsync("customer", """{ "app": "orders", "answers": { "callin": [500, 200] } }""");
        await PlaceAsync();
        var id = (string?)(await WaitAsync("callin")).Items.Single()["id"];

        await Control.PostAsync($"callbacks/{id}/redeliver");
        await Control.PostAsync("clock/advance", """{ "by": "1d" }""");

        var push = (await Control.GetAsync("callbacks?eventType=callin")).Items.Single();
        Assert.That(((string?)push["state"], push["attempts"]!.AsArray().Count), Is.EqualTo(("delivered", 2)));
    }

    [Test]
    public async Task Only_a_push_that_exists_and_was_attempted_can_be_redelivered()
    {
        await Control.PutAsync("customer", """{ "app": "orders", "answers": { "callin": { "delay": "2s" } } }""");
        await PlaceAsync();
        var id = (string?)(await Control.GetAsync("callbacks?eventType=disconnect")).Items.Single()["id"];

        Assert.That((await Control.PostAsync($"callbacks/{id}/redeliver")).Status, Is.EqualTo(409));
        Assert.That((await Control.PostAsync("callbacks/none/redeliver")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_ping_without_a_network_tells_what_the_server_answers()
    {
        Emulator.RouteCallbacks("customer.test", new Handler(HttpStatusCode.Unauthorized));

        var reply = await Control.PostAsync("callbacks/ping", """{ "url": "http://customer.test/status" }""");
        var nobody = await Control.PostAsync("callbacks/ping", """{ "url": "http://nobody.test/status" }""");

        Assert.That((reply.Status, reply["ok"], reply["status"]), Is.EqualTo((200, "true", "401")));
        Assert.That((string?)reply.Json["dns"]!["state"], Is.EqualTo("skipped"));
        Assert.That((nobody["ok"], (string?)nobody.Json["http"]!["state"]), Is.EqualTo(("false", "failed")));
        Assert.That((await Control.PostAsync("callbacks/ping", """{ "url": "customer.test" }""")).Status, Is.EqualTo(400));
    }

    private Task<ControlReply> WaitAsync(string eventType) =>
        Control.PostAsync("callbacks/wait", new JsonObject { ["eventType"] = eventType, ["timeoutMs"] = 60_000 }.ToJsonString());

    private sealed class Handler(HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status));
    }
}
