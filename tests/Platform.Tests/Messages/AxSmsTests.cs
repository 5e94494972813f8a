using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Messages;

public sealed class AxSmsTests
{
    private static readonly TestCaseData[] Addressed =
    [
        new("hello@13800000022", "hello"),
        new("hello@+8613800000022", "hello"),
        new("a@b@13800000022", "a@b"),
        new("你好 @13800000022", "你好 "),
        new("@13800000022", ""),
    ];

    private static readonly string[] Unaddressed =
    [
        "hello",
        "hello@",
        "hello@1380000002",
        "hello@138000000222",
        "hello@23800000022",
        "hello@8613800000022",
        "hello@075528000000",
        "hello@13800000022 ",
        "hello＠13800000022",
        "hello#13800000022",
        "13800000022",
        "hello@13800000022@",
    ];

    [TestCaseSource(nameof(Addressed))]
    [Rule("ax.md §11", "A's text ends with @ and B's number: the suffix is stripped and B receives the rest.")]
    [Rule("sms.md §1", "The number after @ is written as dialled locally, or with +86.", Inferred = true)]
    public async Task A_names_the_receiver(string text, string forwarded)
    {
        await using var emulator = await Sms.StartAxAsync();

        var message = await emulator.SendAsync(Sms.A, text);

        Assert.That((message.SendResult, message.ForwardedTo?.Value, message.ForwardedText), Is.EqualTo((SendResult.Success, Sms.B, forwarded)));
        Assert.That(emulator.Events(message).Single().Para("direction"), Is.EqualTo("1"));
    }

    [TestCaseSource(nameof(Unaddressed))]
    [Rule("ax.md §11", "A's text without a well-formed suffix is put to the customer by Block; nothing is stripped from it.")]
    public async Task Without_a_good_suffix_the_customer_is_asked(string text)
    {
        await using var emulator = await Sms.StartAxAsync();
        emulator.Answer(PushTypes.SmsBlock, Sms.RouteTo(Sms.B, Sms.A));

        var message = await emulator.SendAsync(Sms.A, text);

        Assert.That(emulator.Events(message).Select(sms => (string?)sms["notificationMode"]), Is.EqualTo(new[] { "Block", "Notify" }));
        Assert.That((message.SendResult, message.ForwardedTo?.Value, message.ForwardedText), Is.EqualTo((SendResult.Success, Sms.B, text)));
    }

    [Test]
    [Rule("ax.md §11", "Anybody's SMS to X reaches A with [From and the sender's number] after the text.")]
    public async Task Others_reach_A()
    {
        await using var emulator = await Sms.StartAxAsync();

        var message = await emulator.SendAsync(Sms.B, "在吗@13800000099");

        Assert.That((message.ForwardedTo?.Value, message.ForwardedText), Is.EqualTo((Sms.A, "在吗@13800000099[From13800000022]")));
        Assert.That(emulator.Events(message).Single().Para("direction"), Is.EqualTo("0"));
    }

    [TestCase(Sms.A, 160, "@13800000022", "1", TestName = "The suffix is not sent and costs no part")]
    [TestCase(Sms.B, 143, "", "1", TestName = "The From tag fills the SMS")]
    [TestCase(Sms.B, 144, "", "2", TestName = "The From tag costs a part")]
    [Rule("sms.md §5", "Notify counts the parts that are sent: without @ and the number, with [From…].")]
    public async Task Parts_are_those_that_are_sent(string from, int length, string suffix, string parts)
    {
        await using var emulator = await Sms.StartAxAsync();

        var message = await emulator.SendAsync(from, new string('a', length) + suffix);

        Assert.That(emulator.Events(message).Single().Para("splitNum"), Is.EqualTo(parts));
    }

    [Test]
    [Rule("sms.md §1", "What A wrote is counted with its @ and number: Block says so many parts.", Inferred = true)]
    public async Task Block_counts_what_A_wrote()
    {
        await using var emulator = await Sms.StartAxAsync();
        emulator.Answer(PushTypes.SmsBlock, Sms.RouteTo(Sms.B, Sms.A));

        var message = await emulator.SendAsync(Sms.A, new string('a', 150) + "@1380000002");

        Assert.That(emulator.Events(message)[0].Para("splitNum"), Is.EqualTo("2"));
    }

    [Test]
    [Rule("ax.md §11", "An X without a binding: sendResult 2, for everybody, and no Block.")]
    public async Task An_unbound_X_forwards_nothing()
    {
        await using var emulator = await TestEmulator.StartAsync(Sms.Application(Mode.Ax));

        var message = await emulator.SendAsync(Sms.A, "hello");

        Assert.That((message.SendResult, message.Direction), Is.EqualTo((SendResult.NoBinding, Directions.Abnormal)));
        Assert.That((string?)emulator.Events(message).Single()["notificationMode"], Is.EqualTo("Notify"));
    }

    [TestCase(Sms.A, "hello")]
    [TestCase(Sms.A, "hello@13800000022")]
    [TestCase(Sms.B, "hello")]
    [Rule("decision D38", "A binding with privateSms false: sendResult 11, and the customer is not asked.")]
    public async Task PrivateSms_false_stops_all(string from, string text)
    {
        await using var emulator = await Sms.StartAxAsync("""{"privateSms":"false"}""");

        var message = await emulator.SendAsync(from, text);

        Assert.That(message.SendResult, Is.EqualTo(SendResult.NoSmsCapability));
        Assert.That((string?)emulator.Events(message).Single()["notificationMode"], Is.EqualTo("Notify"));
    }

    [Test]
    [Rule("ax.md §10.5", "The binding's userData is in Notify, never in Block; what the customer answered takes its place.")]
    public async Task UserData_is_the_customers_or_the_bindings()
    {
        await using var emulator = await Sms.StartAxAsync("""{"userData":"binding"}""");
        emulator.Answer(PushTypes.SmsBlock, new ScriptedAnswer(Body: """{"actions":[{"operation":"DiscardMessage","userData":"answer"}]}"""));

        var asked = emulator.Events(await emulator.SendAsync(Sms.A, "hello"));
        var forwarded = emulator.Events(await emulator.SendAsync(Sms.B, "hello"));

        Assert.That(asked.Concat(forwarded).Select(sms => (string?)sms["userData"]), Is.EqualTo(new[] { null, "answer", "binding" }));
    }
}
