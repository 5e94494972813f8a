using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Messages;

/// <summary>What a customer's server may answer to a Block push, and what the platform makes of it.</summary>
public sealed class SmsDecisionTests
{
    private const string Route = """{"operation":"vNumberRoute","message":{"called":"+8613800000022","calling":"+8613800000021"}}""";

    private static readonly TestCaseData[] Faulty =
    [
        Case("", "no body"),
        Case("OK", "no JSON"),
        Case("[]", "no object"),
        Case("{}", "no actions"),
        Case("""{"actions":[]}""", "no action"),
        Case("""{"actions":"vNumberRoute"}""", "an action that is no object"),
        Case("""{"actions":[{}]}""", "no operation"),
        Case("""{"actions":[{"operation":"route"}]}""", "an unknown operation"),
        Case("""{"actions":[{"operation":"vNumberRoute"}]}""", "no message"),
        Case("""{"actions":[{"operation":"vNumberRoute","message":"+8613800000022"}]}""", "a message that is no object"),
        Case("""{"actions":[{"operation":"vNumberRoute","message":{"calling":"+8613800000021"}}]}""", "no called"),
        Case("""{"actions":[{"operation":"vNumberRoute","message":{"called":"+8613800000022"}}]}""", "no calling"),
        Case("""{"actions":[{"operation":"vNumberRoute","message":{"called":"13800000022","calling":"+8613800000021"}}]}""", "called without +86"),
        Case("""{"actions":[{"operation":"vNumberRoute","message":{"called":"+8613800000022","calling":"13800000021"}}]}""", "calling without +86"),
        Case("""{"actions":[{"operation":"vNumberRoute","message":{"called":"+8613800000022","calling":"+8613800000023"}}]}""", "another calling"),
        Case("""{"actions":[{"operation":"DiscardMessage","userData":"订单"}]}""", "userData in Chinese"),
        Case("""{"actions":[{"operation":"DiscardMessage","userData":"{1}"}]}""", "userData with braces"),
    ];

    [TestCase("""{"actions":[""" + Route + "]}")]
    [TestCase("""{"actions":""" + Route + "}")]
    [TestCase("""{"actions":[""" + Route + """,{"operation":"DiscardMessage"}],"more":1}""")]
    [TestCase("""{"actions":[{"extParas":[],"operation":"vNumberRoute","message":{"called":"+8613800000022","calling":"+8613800000021","x":1}}]}""")]
    [Rule("sms.md §3", "vNumberRoute forwards to message.called; the first action counts, and one that is not wrapped in an array is taken too.")]
    public void A_route_names_the_receiver(string body)
    {
        Assert.That(Read(200, body), Is.EqualTo(new SmsDecision.Route(PhoneNumber.Parse(Sms.B), null)));
    }

    [Test]
    [Rule("sms.md §3", "DiscardMessage drops the SMS: sendResult 6.")]
    public void A_discarded_message_is_6()
    {
        Assert.That(
            Read(200, """{"actions":[{"operation":"DiscardMessage","userData":"order-1"}]}"""),
            Is.EqualTo(new SmsDecision.Drop(SendResult.Discarded, "order-1")));
    }

    [TestCaseSource(nameof(Faulty))]
    [Rule("decision D37", "A faulty answer to Block is sendResult 5.")]
    public void A_faulty_answer_is_5(string body)
    {
        Assert.That(Read(200, body), Is.TypeOf<SmsDecision.Drop>().With.Property(nameof(SmsDecision.Drop.Result)).EqualTo(SendResult.InternalError));
    }

    [TestCase(201)]
    [TestCase(404)]
    [TestCase(500)]
    [TestCase(null)]
    [Rule("decision D37", "An answer to Block other than 200, or a refused connection, is sendResult 5.")]
    public void An_answer_other_than_200_is_5(int? status)
    {
        Assert.That(Read(status, """{"actions":[""" + Route + "]}"), Is.EqualTo(new SmsDecision.Drop(SendResult.InternalError)));
    }

    [Test]
    [Rule("decision D37", "No answer to Block in time is sendResult 7.")]
    public void No_answer_in_time_is_7()
    {
        var reply = PushReply.TimeOut(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));

        Assert.That(SmsDecision.Read(reply, PhoneNumber.Parse(Sms.A), Strictness.Vendor), Is.EqualTo(new SmsDecision.Drop(SendResult.DecisionTimedOut)));
    }

    [TestCase("b3JkZXItMQ==")]
    [Rule("sms.md §3", "The userData of the decision is kept for the Notify that follows.")]
    public void UserData_comes_with_the_decision(string userData)
    {
        var body = """{"actions":[{"operation":"vNumberRoute","userData":"USER","message":{"called":"+8613800000022","calling":"+8613800000021"}}]}""";

        Assert.That(Read(200, body.Replace("USER", userData, StringComparison.Ordinal)), Is.EqualTo(new SmsDecision.Route(PhoneNumber.Parse(Sms.B), userData)));
    }

    private static SmsDecision Read(int? status, string body) =>
        SmsDecision.Read(new PushReply(status, body, null, TimeSpan.Zero), PhoneNumber.Parse(Sms.A), Strictness.Vendor);

    private static TestCaseData Case(string body, string name) => new TestCaseData(body).SetArgDisplayNames(name);
}
