namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class CustomerApiTests : ControlTest
{
    [Test]
    public async Task Answers_are_a_status_or_a_map_or_a_list_of_both()
    {
        var reply = await Control.PutAsync(
            "customer",
            """
            { "app": "orders", "answers": {
                "callin": 503,
                "fee": [500, { "status": 404, "delay": "2s" }],
                "answer": { "body": { "操作": "+86", "n": 1, "none": null, "list": [true, "0755"] } },
                "callout": { "body": "text" } } }
            """);

        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That(reply.Json["answers"]!["callin"]!.ToJsonString(), Is.EqualTo("""[{"status":503,"delay":"0","body":""}]"""));
        Assert.That(
            reply.Json["answers"]!["fee"]!.ToJsonString(),
            Is.EqualTo("""[{"status":500,"delay":"0","body":""},{"status":404,"delay":"2s","body":""}]"""));
        Assert.That((string?)reply.Json["answers"]!["answer"]![0]!["body"], Is.EqualTo("""{"操作":"+86","n":1,"none":null,"list":[true,"0755"]}"""));
        Assert.That((string?)reply.Json["answers"]!["callout"]![0]!["body"], Is.EqualTo("text"));
        Assert.That((await Control.GetAsync("customer?app=orders")).Text, Is.EqualTo(reply.Text));
        Assert.That((await Control.GetAsync("customer")).Items, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Answers_are_given_in_order_and_the_last_one_repeats()
    {
        await Control.PutAsync("customer", """{ "app": "orders", "answers": { "callin": [500, 200, 404] } }""");
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await PlaceAsync();
            await Control.PostAsync("clock/advance", """{ "by": "0" }""");
        }

        Assert.That(
            (await Control.GetAsync("callbacks?eventType=callin")).Items.Select(item => (int?)item["attempts"]![0]!["status"]),
            Is.EqualTo(new[] { 500, 200, 404, 404 }));
    }

    [TestCase("""{ "app": "orders", "answers": { "calling": 500 } }""", "answers: unknown key 'calling'; did you mean 'callin'?")]
    [TestCase("""{ "app": "orders", "answers": { "callin": 42 } }""", "answers.callin: '42' is not allowed")]
    [TestCase("""{ "app": "orders", "answers": { "callin": { "dely": "2s" } } }""", "answers.callin: unknown key 'dely'; did you mean 'delay'?")]
    [TestCase("""{ "app": "orders" }""", "answers: a value is missing")]
    [TestCase("""{ "answers": {} }""", "app: a value is missing")]
    public async Task A_script_that_cannot_be_followed_is_refused(string body, string error)
    {
        var reply = await Control.PutAsync("customer", body);

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Errors.Single(), Does.StartWith(error));
    }
}
