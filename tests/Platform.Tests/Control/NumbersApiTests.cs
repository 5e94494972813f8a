using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class NumbersApiTests : ControlTest
{
    [Test]
    public async Task Numbers_are_listed_with_their_application_and_status()
    {
        Assert.That(
            (await Control.GetAsync("numbers?app=orders")).Text,
            Is.EqualTo($$"""{"items":[{"app":"orders","number":"{{X}}","areaCode":"0755","status":"normal","sms":true}]}"""));
        Assert.That((await Control.GetAsync("numbers")).Items, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task An_application_gets_a_number_or_several_that_are_made_up()
    {
        var named = await Control.PostAsync("numbers", """{ "app": "orders", "number": "+8617000000555", "areaCode": "021" }""");
        var made = await Control.PostAsync("numbers", """{ "app": "orders", "areaCode": "020", "count": 3 }""");

        Assert.That((named.Status, (string?)named.Items.Single()["number"]), Is.EqualTo((201, "+8617000000555")));
        Assert.That(made.Items.Select(item => (string?)item["areaCode"]), Is.EqualTo(new[] { "020", "020", "020" }));
        Assert.That((await Control.GetAsync("numbers?app=orders")).Items, Has.Count.EqualTo(5));
        Assert.That((await Control.PostAsync("calls", $$"""{ "from": "{{A}}", "to": "+8617000000555" }"""))["app"], Is.EqualTo("orders"));
    }

    [TestCase($$"""{ "app": "orders", "number": "{{OtherX}}", "areaCode": "021" }""", 400, TestName = "The number is another application's")]
    [TestCase("""{ "app": "orders", "number": "+8601012345678", "areaCode": "021" }""", 400, TestName = "The number cannot exist")]
    [TestCase("""{ "app": "orders", "number": "+8617000000555", "areaCode": "021", "count": 2 }""", 400, TestName = "One number is to be two")]
    [TestCase("""{ "areaCode": "021" }""", 400, TestName = "Nobody gets the number")]
    [TestCase("""{ "app": "nobody", "areaCode": "021" }""", 404, TestName = "The application is unknown")]
    public async Task A_number_that_cannot_be_added_is_refused(string body, int status) =>
        Assert.That((await Control.PostAsync("numbers", body)).Status, Is.EqualTo(status));

    [TestCase("""{ "status": "suspended" }""", """{"number":"+8617000000001","status":"9"}""")]
    [TestCase("""{ "status": "unavailable", "cause": "2" }""", """{"number":"+8617000000001","status":"10","cause":"2"}""")]
    [TestCase("""{ "status": "unavailable" }""", """{"number":"+8617000000001","status":"10"}""")]
    [TestCase("""{ "status": "frozen" }""", """{"number":"+8617000000001","status":"11"}""")]
    [Rule("call-notifications.md §6", "A change of an X number's status is pushed as numStatus, with a cause only when it is unavailable.")]
    public async Task A_change_of_status_is_pushed(string body, string numInfo)
    {
        var changed = await Control.PatchAsync("numbers/" + X, body);

        var pushes = await WaitAsync();
        Assert.That((changed.Status, changed["status"]), Is.EqualTo((200, (string)JsonNode.Parse(body)!["status"]!)));
        Assert.That(pushes.Items, Has.Count.EqualTo(1));
        Assert.That(pushes.Text, Does.Contain($$"""{"eventType":"numStatus","numInfo":[{{numInfo}}]}"""));
    }

    [Test]
    [Rule("call-notifications.md §6", "A number that is usable again is pushed with status 5; a status that stays is not pushed.", Inferred = true)]
    public async Task Only_what_changes_is_pushed()
    {
        await Control.PatchAsync("numbers/%2B8617000000001", """{ "status": "normal" }""");
        await Control.PatchAsync("numbers/%2B8617000000001", """{ "status": "suspended" }""");
        await Control.PatchAsync("numbers/%2B8617000000001", """{ "status": "suspended" }""");
        await Control.PatchAsync("numbers/%2B8617000000001", """{ "status": "normal" }""");

        Assert.That(
            (await WaitAsync(2)).Items.Select(item => (string?)item["body"]!["numInfo"]![0]!["status"]),
            Is.EqualTo(new[] { "9", "5" }));
    }

    [Test]
    [Rule("decision D39", "A blacklisted number is not pushed.")]
    public async Task A_blacklisted_number_is_not_pushed()
    {
        await Control.PatchAsync("numbers/" + X, """{ "status": "blacklisted" }""");

        Assert.That((await Control.GetAsync("callbacks")).Items, Is.Empty);
        Assert.That((await Control.GetAsync("numbers?app=orders")).Items.Single()["status"]!.ToString(), Is.EqualTo("blacklisted"));
    }

    [TestCase("""{ "numberStatusPush": false }""", TestName = "The push is switched off")]
    [TestCase("""{ "feeUrl": "http://customer.test/fee" }""", TestName = "No URL takes it")]
    [Rule("call-notifications.md §6", "A number's status is pushed only by applications that ordered it and have a URL for it.")]
    public async Task A_status_is_pushed_only_where_it_is_wanted(string application)
    {
        await Control.PatchAsync("applications/orders", application);

        await Control.PatchAsync("numbers/" + X, """{ "status": "suspended" }""");

        Assert.That((await Control.GetAsync("callbacks")).Items, Is.Empty);
    }

    [TestCase(X, """{ "status": "suspended", "cause": "1" }""", 400)]
    [TestCase(X, """{ "status": "unavailable", "cause": "4" }""", 400)]
    [TestCase(X, """{ "status": "gone" }""", 400)]
    [TestCase(X, "{}", 400)]
    [TestCase("17000000001", """{ "status": "suspended" }""", 400)]
    [TestCase("+8617000009999", """{ "status": "suspended" }""", 404)]
    public async Task A_change_that_is_none_is_refused(string number, string body, int status) =>
        Assert.That((await Control.PatchAsync("numbers/" + number, body)).Status, Is.EqualTo(status));

    private Task<ControlReply> WaitAsync(int count = 1) => Control.PostAsync(
        "callbacks/wait",
        new JsonObject { ["eventType"] = PushTypes.NumStatus, ["count"] = count, ["timeoutMs"] = 60_000 }.ToJsonString());
}
