namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class RequestsApiTests : ControlTest
{
    [Test]
    public async Task A_request_is_shown_with_the_rule_that_decided_it()
    {
        await Emulator.Api.PostAsync("/rest/caas/relationnumber/partners/v1.0", new() { ["callerNum"] = "1", ["userData"] = "数据" });

        var reply = await Control.GetAsync("requests?app=orders");
        var item = reply.Items.Single();

        Assert.That(((string?)item["operation"], (int?)item["status"]), Is.EqualTo(("axb.bind", 403)));
        Assert.That((string?)item["resultcode"], Is.EqualTo("1010002"));
        Assert.That((string?)item["explain"]!["field"], Is.EqualTo("callerNum"));
        Assert.That((string?)item["explain"]!["got"], Is.EqualTo("\"1\""));
        Assert.That((string?)item["explain"]!["spec"], Does.StartWith("axb.md"));
        Assert.That((string?)item["body"], Does.Contain("callerNum"));
        Assert.That((long?)reply.Json["dropped"], Is.Zero);
    }

    [Test]
    public async Task A_parameter_that_the_platform_ignores_is_named()
    {
        await Emulator.Api.PostAsync("/rest/caas/relationnumber/partners/v1.0", new()
        {
            ["callerNum"] = "+8613800000021",
            ["calleeNum"] = "+8613800000022",
            ["areaCode"] = "0755",
            ["durations"] = 60,
        });

        var item = (await Control.GetAsync("requests?app=orders")).Items.Single();

        Assert.That((int?)item["status"], Is.EqualTo(200), item.ToString());
        Assert.That((string?)item["explain"]!["field"], Is.EqualTo("durations"));
    }

    [Test]
    public async Task Requests_of_all_applications_come_in_the_order_of_their_answers_wherever_the_clocks_stand()
    {
        await Control.PostAsync("clock/advance", """{ "app": "orders", "by": "7d" }""");

        await BindAsync();
        await BindAsync("taxi", OtherX);

        Assert.That((await Control.GetAsync("requests")).Items.Select(item => (string?)item["app"]), Is.EqualTo(new[] { "orders", "taxi" }));
    }

    [TestCase("requests", 3)]
    [TestCase("requests?app=orders", 1)]
    [TestCase("requests?app=taxi", 1)]
    [TestCase("requests?resultcode=0", 2)]
    [TestCase("requests?path=/rest/caas", 2)]
    [TestCase("requests?path=/nowhere", 1)]
    [TestCase("requests?path=/nowhere&resultcode=0", 0)]
    public async Task Requests_are_found_by_what_they_are(string path, int count)
    {
        await BindAsync();
        await BindAsync("taxi", OtherX);
        using var http = Emulator.CreateClient();
        using var response = await http.GetAsync(new Uri("/nowhere", UriKind.Relative));

        Assert.That((await Control.GetAsync(path)).Items, Has.Count.EqualTo(count));
    }
}
