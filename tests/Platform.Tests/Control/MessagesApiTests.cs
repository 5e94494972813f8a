using System.Text;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class MessagesApiTests : ControlTest
{
    private const string Asking = "+8617000000003";

    [Test]
    [Rule("contract.md §3", "POST messages answers what became of the SMS; its Notify follows.")]
    public async Task A_message_goes_to_the_owner_of_the_number_and_its_fate_is_answered()
    {
        await BindAsync();

        var reply = await Control.PostAsync("messages", $$"""{ "from": "{{B}}", "to": "{{X}}", "text": "在吗" }""");
        await Emulator.World.Outbox.WhenQuiet();

        var id = reply["smsIdentifier"];
        Assert.That(
            (reply.Status, reply.Text),
            Is.EqualTo((201, $$"""{"smsIdentifier":"{{id}}","sendResult":0,"forwardedTo":"{{A}}","forwardedText":"在吗","splitNum":1}""")));
        Assert.That(await EventTypesAsync(id), Is.EqualTo(new[] { "smsNotify" }));
    }

    [Test]
    public async Task What_was_not_forwarded_is_null()
    {
        var reply = await Control.PostAsync("messages", $$"""{ "from": "+8610690000", "to": "{{X}}", "text": "hello" }""");

        Assert.That(reply.Text, Does.EndWith(""","sendResult":10,"forwardedTo":null,"forwardedText":null,"splitNum":0}"""));
    }

    [Test]
    public async Task Messages_are_listed_by_application()
    {
        await Control.PostAsync("messages", $$"""{ "from": "{{A}}", "to": "{{X}}", "text": "hello" }""");
        await Control.PostAsync("messages", $$"""{ "from": "{{B}}", "to": "{{OtherX}}", "text": "hello" }""");

        var all = (await Control.GetAsync("messages")).Items;
        Assert.That(all.Select(item => $"{item["app"]} {item["from"]} {item["to"]} {item["text"]} {item["at"]} {item["sendResult"]}"), Is.EqualTo(new[]
        {
            $"orders {A} {X} hello 2026-03-01T04:00:00Z 2", $"taxi {B} {OtherX} hello 2026-03-01T04:00:00Z 2",
        }));
        Assert.That((await Control.GetAsync("messages?app=taxi")).Items.Single().ToJsonString(), Is.EqualTo(all[1].ToJsonString()));
    }

    [TestCase("""{ "from": "+8613800000021", "to": "+8617000000099", "text": "x" }""", 404)]
    [TestCase("""{ "from": "+8613800000021", "to": "+8617000000001", "text": "x", "app": "taxi" }""", 404)]
    [TestCase("""{ "from": "+8613800000021", "to": "+8617000000001", "text": "x", "app": "nobody" }""", 404)]
    [TestCase("""{ "from": "+8613800000021", "to": "+8617000000001", "text": "" }""", 400)]
    [TestCase("""{ "from": "+8613800000021", "to": "+8617000000001" }""", 400)]
    [TestCase("""{ "from": "13800000021", "to": "+8617000000001", "text": "x" }""", 400)]
    [TestCase("""{ "from": "+86106", "to": "+8617000000001", "text": "x" }""", 400)]
    [TestCase("""{ "from": "+8613800000021", "to": "+8610690000", "text": "x" }""", 400)]
    public async Task A_faulty_message_is_refused(string body, int status)
    {
        Assert.That((await Control.PostAsync("messages", body)).Status, Is.EqualTo(status));
        Assert.That((await Control.GetAsync("messages")).Items, Is.Empty);
    }

    [Test]
    [Rule("contract.md §3", "With Block, POST messages answers after the customer's answer.")]
    public async Task A_message_that_the_customer_decides_about_is_answered_with_the_decision()
    {
        await using var emulator = await StartAskingAsync();
        var customer = new Customer();
        emulator.RouteCallbacks("customer.test", customer);

        var reply = await emulator.Control.PostAsync("messages", $$"""{ "from": "{{A}}", "to": "{{Asking}}", "text": "hello" }""");
        await emulator.World.Outbox.WhenQuiet();

        Assert.That((reply["sendResult"], reply["forwardedTo"]), Is.EqualTo(("0", B)));
        Assert.That(customer.Received, Is.EqualTo(new[] { "/control Block", "/sms Notify" }));
    }

    [Test]
    public async Task A_message_whose_application_is_reset_meanwhile_is_a_conflict()
    {
        await using var emulator = await StartAskingAsync();
        var customer = new Customer { Silent = true };
        emulator.RouteCallbacks("customer.test", customer);

        var sending = emulator.Control.PostAsync("messages", $$"""{ "from": "{{A}}", "to": "{{Asking}}", "text": "hello" }""");
        await customer.Asked;
        await emulator.Control.PostAsync("reset");

        Assert.That((await sending).Status, Is.EqualTo(409));
    }

    [Test]
    public async Task A_number_added_without_SMS_has_none()
    {
        var added = await Control.PostAsync("numbers", """{ "app": "orders", "number": "+8617000000009", "areaCode": "0755", "sms": false }""");
        Assert.That((bool)added.Items.Single()["sms"]!, Is.False);

        var reply = await Control.PostAsync("messages", $$"""{ "from": "{{A}}", "to": "+8617000000009", "text": "hello" }""");

        Assert.That(reply["sendResult"], Is.EqualTo("11"));
    }

    private static Task<TestEmulator> StartAskingAsync() => TestEmulator.StartAsync(new ApplicationOptions
    {
        Name = "asking",
        Mode = Mode.X,
        Numbers = [new() { Number = Asking, AreaCode = "0755" }],
        SmsNotifyUrl = "http://customer.test/sms",
        SmsControlUrl = "http://customer.test/control",
    });

    /// <summary>Routes every SMS to B, or never answers.</summary>
    private sealed class Customer : HttpMessageHandler
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Silent { get; init; }

        public Task Asked => _asked.Task;

        public List<string> Received { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var push = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!["smsEvent"]!;
            Received.Add($"{request.RequestUri!.AbsolutePath} {push["notificationMode"]}");
            _asked.TrySetResult();
            if (Silent)
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }

            var body = $$$"""{"actions":[{"operation":"vNumberRoute","message":{"called":"{{{B}}}","calling":"{{{push["calling"]}}}"}}]}""";
            return new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
