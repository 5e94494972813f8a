using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Platform.Tests.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class ApplicationsApiTests : ControlTest
{
    [Test]
    public async Task An_application_of_which_only_the_mode_is_given_is_complete_and_usable()
    {
        var made = await Control.PostAsync("applications", """{ "mode": "AXB" }""");

        Assert.That(made.Status, Is.EqualTo(201));
        Assert.That(made.Headers["Location"], Is.EqualTo("/_emulator/applications/" + made["name"]));
        Assert.That((await Control.GetAsync("applications/" + made["appKey"])).Text, Is.EqualTo(made.Text));
        var client = new ApiClient(Emulator.CreateClient(), made["appKey"], made["appSecret"]);
        var bound = await client.PostAsync(
            "/rest/caas/relationnumber/partners/v1.0",
            new() { ["callerNum"] = A, ["calleeNum"] = B, ["relationNum"] = (string)made.Json["numbers"]![0]!["number"]! });
        Assert.That(bound.ResultCode, Is.EqualTo("0"));
    }

    [Test]
    public async Task An_application_shows_every_key_of_the_configuration()
    {
        var shown = (await Control.GetAsync("applications/orders")).Json;

        var keys = Keys.All.Select(row => row.Key.Split(':')).Where(key => key[0] == "applications").ToList();
        Assert.That(shown.Select(member => member.Key), Is.EquivalentTo(keys.Select(key => key[2]).Distinct()));
        Assert.That(
            shown["switches"]!.AsObject().Select(member => member.Key),
            Is.EquivalentTo(keys.Where(key => key[2] == "switches").Select(key => key[3])));
    }

    [Test]
    public async Task What_is_shown_can_be_posted_as_it_is()
    {
        var shown = (await Control.PatchAsync(
            "applications/orders",
            """{ "statusUrl": "http://a/状态", "ipWhitelist": ["10.0.0.0/8"], "rateLimit": "10/m", "status": "suspended", "switches": { "sessionIdStyle": "2022" } }""")).Text;

        Assert.That((await Control.DeleteAsync("applications/orders")).Status, Is.EqualTo(204));
        var posted = await Control.PostAsync("applications", shown);

        Assert.That((posted.Status, posted.Text), Is.EqualTo((201, shown)));
    }

    [Test]
    public async Task A_change_keeps_what_it_does_not_name()
    {
        var changed = await Control.PatchAsync("applications/orders", """{ "recording": false, "statusUrl": "http://a/s" }""");
        var again = await Control.PatchAsync("applications/orders", """{ "statusUrl": null }""");

        Assert.That((changed["recording"], changed["statusUrl"]), Is.EqualTo(("false", "http://a/s")));
        Assert.That((again["recording"], again.Json["statusUrl"]), Is.EqualTo(("false", (JsonNode?)null)));
    }

    [Test]
    [Rule("contract.md §3", "In a PATCH a null takes away a URL or a limit; what an application is never without stays as it is.", Inferred = true)]
    public async Task A_null_takes_away_only_what_an_application_can_be_without()
    {
        string[] removable = ["statusUrl", "callinUrl", "feeUrl", "numberStatusUrl", "smsNotifyUrl", "smsControlUrl", "rateLimit"];
        string[] limits = ["axeDefaultCallbackHours", "axybMaxListed", "bindsPerDay", "callsPerDay", "callsPerDayOfCaller", "callsPerDayOfCallee"];
        var given = new JsonObject(removable.Select(key => KeyValuePair.Create(key, (JsonNode?)(key == "rateLimit" ? "9/s" : $"http://a/{key}"))))
        {
            ["recording"] = false,
            ["ipWhitelist"] = new JsonArray("127.0.0.0/8"),
            ["switches"] = new JsonObject(limits.Select(key => KeyValuePair.Create(key, (JsonNode?)7))) { ["cdrAreaCode"] = true },
        };
        var before = (await Control.PatchAsync("applications/orders", given.ToJsonString())).Json;

        var whole = await Control.PatchAsync("applications/orders", Nulls(before).ToJsonString());
        var inner = await Control.PatchAsync("applications/orders", new JsonObject { ["switches"] = Nulls(before["switches"]!.AsObject()) }.ToJsonString());

        Array.ForEach(removable, key => before[key] = null);
        Assert.That((whole.Status, whole.Text), Is.EqualTo((200, Text(before))));
        Array.ForEach(limits, key => before["switches"]![key] = null);
        Assert.That((inner.Status, inner.Text), Is.EqualTo((200, Text(before))));
        Assert.That(await BindAsync(), Is.Not.Empty);

        static string Text(JsonObject json) => json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        static JsonObject Nulls(JsonObject of) => new(of.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)null)));
    }

    [TestCase("name", "\"another\"")]
    [TestCase("extensionDigits", "2")]
    [TestCase("mode", "\"AX\"")]
    [TestCase("appKey", "\"another\"")]
    [TestCase("numbers", "[]")]
    public async Task What_others_know_an_application_by_cannot_be_changed(string key, string value)
    {
        var reply = await Control.PatchAsync("applications/orders", $$"""{ "{{key}}": {{value}}, "recording": false }""");

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Errors.Single(), Does.StartWith(key + ": cannot be changed"));
        Assert.That((await Control.GetAsync("applications/orders"))["recording"], Is.EqualTo("true"));
    }

    [Test]
    public async Task A_removed_application_is_gone_with_its_numbers()
    {
        Assert.That((await Control.DeleteAsync("applications/orders")).Status, Is.EqualTo(204));

        Assert.That((await Control.GetAsync("applications/orders")).Status, Is.EqualTo(404));
        Assert.That((await Control.DeleteAsync("applications/orders")).Status, Is.EqualTo(404));
        Assert.That((await Control.PostAsync("calls", $$"""{ "from": "{{A}}", "to": "{{X}}" }""")).Status, Is.EqualTo(404));
        Assert.That((await Control.GetAsync("applications")).Items.Select(item => (string?)item["name"]), Is.EqualTo(new[] { "taxi" }));
    }

    [Test]
    public async Task What_another_application_holds_cannot_be_claimed()
    {
        var reply = await Control.PostAsync(
            "applications", $$"""{ "mode": "AXB", "name": "taxi", "numbers": [{ "number": "{{X}}", "areaCode": "0755" }] }""");

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Errors, Is.EqualTo(new[]
        {
            $"numbers[0].number: number '{X}' is taken by the application orders; allowed: each number once",
            "name: name 'taxi' is taken by the application taxi; allowed: each name once",
        }));
    }

    [Test]
    public async Task Info_tells_what_a_client_needs_to_begin()
    {
        var info = (await Control.GetAsync("info")).Json;

        Assert.That(info.Select(member => member.Key), Is.EqualTo(new[] { "version", "seed", "endpoints", "applications" }));
        Assert.That((int?)info["seed"], Is.EqualTo(42));
        Assert.That((string?)info["version"], Does.Match(@"^\d+\.\d+\.\d+"));
        Assert.That(
            info["applications"]![0]!.AsObject().Select(member => member.Key),
            Is.EqualTo(new[] { "name", "mode", "appKey", "appSecret", "numbers" }));
    }
}
