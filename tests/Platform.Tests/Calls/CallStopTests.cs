using System.Net;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Calls;

public sealed class CallStopTests
{
    private const string Path = "/rest/httpsessions/callStop/v2.0";
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";
    private const string X = "+8617000000001";

    [Test]
    [Rule("stop-call.md", "A live call is ended; the answer is JSON as text/html, the disconnect and the CDR follow.")]
    [Rule("call-notifications.md §4.4", "A call that callStop ends after the answer has stateCode 8017.", Inferred = true)]
    public async Task A_talking_call_is_ended_with_8017()
    {
        await using var emulator = await StartAsync();
        var call = emulator.Place(A, X);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(5));

        var reply = await StopAsync(emulator, call.SessionId);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));

        var ended = emulator.World.Calls.Find(call.SessionId)!;
        Assert.That(reply.Text, Is.EqualTo("""{"resultcode":"0","resultdesc":"Success"}"""));
        Assert.That(reply.Headers["Content-Type"], Is.EqualTo("text/html;charset=UTF-8").Or.EqualTo("text/html; charset=UTF-8"));
        Assert.That(ended.Cdr, Has.Property(nameof(FeeInfo.UlFailReason)).EqualTo(8017).And.Property(nameof(FeeInfo.SipStatusCode)).Zero);
        Assert.That(
            emulator.Pushed(call.SessionId).Select(body => (string)body["eventType"]!),
            Is.EqualTo(new[] { "callin", "callout", "alerting", "answer", "disconnect", "fee" }));
    }

    [Test]
    [Rule("decision D41", "A call stopped while it rings has 8017, Q.850 16, SIP 487 and a failTime.")]
    public async Task A_ringing_call_is_ended_with_8017_and_487()
    {
        await using var emulator = await StartAsync();
        var call = emulator.Place(A, X, new CallPlan { RingsFor = TimeSpan.FromSeconds(30) });
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(5));

        await StopAsync(emulator, call.SessionId);

        var cdr = emulator.World.Calls.Find(call.SessionId)!.Cdr!;
        Assert.That((cdr.UlFailReason, cdr.FwdUnaswRsn, cdr.SipStatusCode, cdr.FailTime), Is.EqualTo((8017, 16, 487, cdr.CallEndTime)));
    }

    [Test]
    [Rule("stop-call.md", "A session that is unknown, over, or another application's is 500 / 1020152.")]
    public async Task Only_a_live_call_of_the_application_can_be_stopped()
    {
        await using var emulator = await TestEmulator.StartAsync(Application(X), Application("+8617000000002"));
        var foreign = emulator.Worlds.All[1];
        var call = emulator.Place(A, X);

        Assert.That((await StopAsync(emulator, "no such session")).Summary, Is.EqualTo("500 1020152 Invalid sessionId."));
        Assert.That((await emulator.ApiFor(foreign).PostAsync(Path, Body(call.SessionId))).Summary, Is.EqualTo("500 1020152 Invalid sessionId."));
        Assert.That((await StopAsync(emulator, call.SessionId)).Summary, Is.EqualTo("500 1020152 Invalid sessionId."), "A call that was refused at once is over.");
    }

    [TestCase("""{"sessionid":"1","signal":"stop"}""")]
    [TestCase("""{"sessionid":"1"}""")]
    [TestCase("""{"signal":"call_stop"}""")]
    [TestCase("""{"sessionId":"1","signal":"call_stop"}""")]
    [TestCase("no json")]
    [Rule("stop-call.md", "A missing or wrong body field is 500 / 1020001; the field is spelled sessionid.")]
    public async Task A_faulty_body_is_1020001(string body)
    {
        await using var emulator = await StartAsync();

        Assert.That((await emulator.Api.SendAsync("POST", Path, body)).Summary, Is.EqualTo("500 1020001 Parameter error."));
    }

    [Test]
    [Rule("decision D33", "Call stop answers a suspended application and a frozen account with 500 / 1020150.")]
    public async Task Application_states_are_1020150()
    {
        await using var emulator = await TestEmulator.StartAsync(
            Application(X) with { Status = ApplicationStatus.Suspended }, Application("+8617000000002") with { Frozen = true });

        foreach (var world in emulator.Worlds.All)
        {
            Assert.That((await emulator.ApiFor(world).PostAsync(Path, Body("1"))).Summary, Is.EqualTo("500 1020150 The app_key is invalid."));
        }
    }

    [Test]
    [Rule("stop-call.md", "An unknown key is 500 / 1020150.")]
    [Rule("decision D33", "A locked out address, one outside the whitelist and too many requests are answered by call stop as elsewhere.")]
    public async Task Other_common_checks_answer_as_elsewhere()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions
        {
            Auth = new AuthOptions { Lockout = new LockoutOptions { Failures = 1 } },
            Applications =
            [
                Application(X) with { RateLimit = new RateLimit(1, TimeSpan.FromHours(1)) },
                Application("+8617000000002") with { IpWhitelist = [IPNetwork.Parse("10.0.0.0/8")] },
            ],
        });

        string[] answers =
        [
            (await StopAsync(emulator, "1")).Summary,
            (await StopAsync(emulator, "1")).Summary,
            (await emulator.ApiFor(emulator.Worlds.All[1]).PostAsync(Path, Body("1"))).Summary,
            (await new ApiClient(emulator.CreateClient(), "nobody", "secret").PostAsync(Path, Body("1"))).Summary,
            (await StopAsync(emulator, "1")).Summary,
        ];

        Assert.That(answers, Is.EqualTo(new[]
        {
            "500 1020152 Invalid sessionId.",
            "403 1010010 The flow control upper limit is reached on the platform.",
            "403 1020166 The app client ip is not in ip white list.",
            "500 1020150 The app_key is invalid.",
            "403 1020176 Authentication failed, try again later",
        }));
    }

    [TestCase("?app_key=k&access_token=t&format=json", "403 1010003 Invalid app_key.")]
    [TestCase("?app_key=k&format=json", "400 1023006 Authorization not contained in the HTTP header.")]
    [Rule("decision D42", "The oldest clients log in again on 1010003: call stop answers them so too, though its own code for a wrong key is 1020150.")]
    public async Task The_oldest_clients_are_told_to_log_in_again(string query, string expected)
    {
        await using var emulator = await StartAsync();
        using var http = emulator.CreateClient();
        using var body = new StringContent(Body("1").ToJsonString());
        using var response = await http.PostAsync(Path + query, body);

        Assert.That((await ApiReply.ReadAsync(response)).Summary, Is.EqualTo(expected));
    }

    [Test]
    [Rule("wire-facts.md 46", "callStop is taken from inside the customer's handler of the answer event.")]
    public async Task A_call_can_be_stopped_while_its_answer_event_is_being_delivered()
    {
        await using var emulator = await TestEmulator.StartAsync(Application(X) with { StatusUrl = "http://customer.test/status", FeeUrl = "http://customer.test/fee" });
        await BindAsync(emulator);
        emulator.RouteCallbacks("customer.test", new StopOnAnswer(emulator.Api));

        var call = await emulator.PlayAsync(A, X);

        Assert.That(call.Cause, Is.EqualTo(EndCause.Stopped));
        Assert.That(call.CallEndTime, Is.EqualTo(call.FwdAnswerTime));
    }

    private static async Task<TestEmulator> StartAsync()
    {
        var emulator = await TestEmulator.StartAsync(Application(X));
        await BindAsync(emulator);
        return emulator;
    }

    private static Task<ApiReply> BindAsync(TestEmulator emulator) => emulator.Api.PostAsync(
        "/rest/caas/relationnumber/partners/v1.0", new JsonObject { ["callerNum"] = A, ["calleeNum"] = B, ["relationNum"] = X });

    private static ApplicationOptions Application(string x) => new() { Mode = Mode.Axb, Numbers = [new NumberOptions { Number = x, AreaCode = "0755" }] };

    private static Task<ApiReply> StopAsync(TestEmulator emulator, string sessionId) => emulator.Api.PostAsync(Path, Body(sessionId));

    private static JsonObject Body(string sessionId) => new() { ["sessionid"] = sessionId, ["signal"] = "call_stop" };

    private sealed class StopOnAnswer(ApiClient api) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var push = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            if ((string?)push["eventType"] == CallEvent.Answer)
            {
                var reply = await api.PostAsync(Path, Body((string)push["statusInfo"]!["sessionId"]!));
                Assert.That(reply.Status, Is.EqualTo((int)HttpStatusCode.OK));
            }

            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
