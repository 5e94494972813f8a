using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Recordings;

namespace PrivateNumber.Emulator.Platform.Tests.Recordings;

public sealed class RecordingApiTests
{
    private const string NoRecord = "403 1012007 The record does not exist.";
    private const string Domain = "ostor.huawei.com";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    [Rule("recording.md §2", "A recording is found by the fileName and recordDomain of its CDR: 301 without a body, the address in Location.")]
    [Rule("decision D43", "Location is the emulator's own URL, of the scheme and host that the client used.")]
    public async Task A_recording_is_answered_with_301_and_its_address()
    {
        await using var emulator = await RecordedCalls.StartAsync();
        var cdr = await emulator.TalkAsync(Minute);

        var reply = await emulator.Api.RecordingAsync(cdr);

        Assert.That(reply.Status, Is.EqualTo(301));
        Assert.That(reply.Text, Is.Empty);
        Assert.That(reply.Headers, Does.Not.ContainKey("Content-Type"));
        Assert.That(reply.Headers["Location"], Does.Match($"^http://localhost/_emulator/recordings/recorder/{cdr.RecordObjectName}\\?Expires=\\d+&Signature=[0-9a-f]{{64}}$"));
    }

    [Test]
    [Rule("recording.md §3", "An application keeps its newest 10,000 recordings, however young the others are.", Inferred = true)]
    public async Task The_oldest_of_too_many_recordings_is_gone()
    {
        await using var emulator = await RecordedCalls.StartAsync();
        var recordings = emulator.World.Recordings;
        var names = Enumerable.Range(0, 10_001).Select(_ => recordings.Add(TestEmulator.Start, Minute).ObjectName).ToList();

        Assert.That((recordings.Find(names[0]), recordings.Find(names[1])?.ObjectName), Is.EqualTo(((Recording?)null, names[1])));
    }

    [Test]
    [Rule("call-notifications.md §2.5", "recordObjectName starts with the UTC time of the answer, recordBucketName is sp- and the app_key in lower case.")]
    public async Task The_CDR_names_the_recording()
    {
        await using var emulator = await RecordedCalls.StartAsync();

        var cdr = await emulator.TalkAsync(Minute);

        var pushed = emulator.Pushed(cdr.SessionId)[^1]["feeLst"]![0]!;
        Assert.That((string?)pushed["recordObjectName"], Does.Match($"^{TestEmulator.Start.AddSeconds(3):yyMMddHHmmss}\\d{{11}}\\.wav$"));
        Assert.That((string?)pushed["recordStartTime"], Is.EqualTo(cdr.FwdAnswerTime));
        Assert.That((string?)pushed["recordBucketName"], Is.EqualTo("sp-recorder-key"));
        Assert.That((string?)pushed["recordDomain"], Is.EqualTo(Domain));
        Assert.That((int)pushed["recordFlag"]!, Is.EqualTo(1));
    }

    [TestCase(2999, 0)]
    [TestCase(3000, 1)]
    [Rule("recording.md §5", "A call of less than 3 s of talk makes no recording.")]
    public async Task A_call_is_recorded_from_three_seconds_on(int milliseconds, int recordFlag)
    {
        await using var emulator = await RecordedCalls.StartAsync();

        var cdr = await emulator.TalkAsync(TimeSpan.FromMilliseconds(milliseconds));

        Assert.That((cdr.RecordFlag, cdr.RecordObjectName is null, cdr.RecordDomain is null), Is.EqualTo((recordFlag, recordFlag == 0, recordFlag == 0)));
    }

    [Test]
    [Rule("recording.md §5", "A call is recorded only if its binding asks for it.")]
    public async Task A_call_whose_binding_asks_for_none_leaves_no_recording()
    {
        await using var emulator = await TestEmulator.StartAsync(RecordedCalls.Application);
        await RecordedCalls.BindAsync(emulator, recordFlag: "false");

        var cdr = await emulator.TalkAsync(Minute);

        Assert.That((cdr.RecordFlag, cdr.RecordObjectName, cdr.RecordStartTime, cdr.RecordBucketName), Is.EqualTo((0, (string?)null, (string?)null, (string?)null)));
    }

    private static IEnumerable<TestCaseData> Faulty() =>
    [
        new(null, Domain, "403 1010002 Invalid request.fileName"),
        new("", Domain, "403 1010002 Invalid request.fileName"),
        new(new string('f', 129), Domain, "403 1010002 Invalid request.fileName"),
        new("1.wav", null, "403 1010002 Invalid request.recordDomain"),
        new("1.wav", "", "403 1010002 Invalid request.recordDomain"),
        new("1.wav", new string('d', 129), "403 1010002 Invalid request.recordDomain"),
        new(null, null, "403 1010002 Invalid request.fileName"),
        new(new string('f', 128), Domain, NoRecord),
        new("1.wav", Domain, NoRecord),
    ];

    [TestCaseSource(nameof(Faulty))]
    [Rule("recording.md §4", "A missing or malformed parameter is 1010002 with its name, an unknown file 1012007.")]
    public async Task Faulty_and_unknown_names_are_refused(string? fileName, string? recordDomain, string answer)
    {
        await using var emulator = await TestEmulator.StartAsync(RecordedCalls.Application);

        Assert.That((await emulator.Api.RecordingAsync(fileName, recordDomain)).Summary, Is.EqualTo(answer));
    }

    [Test]
    [Rule("recording.md §4", "A recording asked for in another domain does not exist.")]
    public async Task The_domain_must_be_that_of_the_CDR()
    {
        await using var emulator = await RecordedCalls.StartAsync();
        var cdr = await emulator.TalkAsync(Minute);

        Assert.That((await emulator.Api.RecordingAsync(cdr.RecordObjectName, "ostorQH2.huawei.com")).Summary, Is.EqualTo(NoRecord));
    }

    [Test]
    [Rule("recording.md §4", "Another application's recording does not exist.", Inferred = true)]
    public async Task A_recording_is_its_applications_own()
    {
        await using var emulator = await TestEmulator.StartAsync(RecordedCalls.Application, new ApplicationOptions { Name = "other", Mode = Mode.Axb });
        await RecordedCalls.BindAsync(emulator);
        var cdr = await emulator.TalkAsync(Minute);

        Assert.That((await emulator.ApiFor(emulator.Worlds.Find("other")!).RecordingAsync(cdr)).Summary, Is.EqualTo(NoRecord));
        Assert.That((await emulator.Api.RecordingAsync(cdr)).Status, Is.EqualTo(301));
    }

    [Test]
    [Rule("decision D34", "An account in arrears finds no recordings: 1012007.")]
    public async Task A_frozen_account_is_told_that_there_is_no_record()
    {
        await using var emulator = await RecordedCalls.StartAsync();
        var cdr = await emulator.TalkAsync(Minute);
        emulator.World.Change(emulator.World.Application with { Frozen = true });

        Assert.That((await emulator.Api.RecordingAsync(cdr)).Summary, Is.EqualTo(NoRecord));
    }

    private static IEnumerable<TestCaseData> Refused() =>
    [
        new(RecordedCalls.Application with { Status = ApplicationStatus.Suspended }, "403 1010008 The status of the app_key is unavailable."),
        new(
            RecordedCalls.Application with { IpWhitelist = [System.Net.IPNetwork.Parse("192.0.2.0/24")] },
            "403 1020166 The app client ip is not in ip white list."),
    ];

    [TestCaseSource(nameof(Refused))]
    [Rule("recording.md §4", "Who may not call is told so as everywhere.")]
    public async Task The_common_checks_come_first(ApplicationOptions application, string answer)
    {
        await using var emulator = await TestEmulator.StartAsync(application);

        Assert.That((await emulator.Api.RecordingAsync("1.wav", Domain)).Summary, Is.EqualTo(answer));
    }

    [TestCase("key", "wrong", "401 1010010 Invalid digest.")]
    [TestCase("nobody", "secret", "403 1010003 Invalid app_key.")]
    [Rule("recording.md §4", "A wrong key or secret is refused as everywhere.")]
    public async Task A_wrong_signature_finds_nothing(string key, string secret, string answer)
    {
        await using var emulator = await TestEmulator.StartAsync(RecordedCalls.Application with { AppKey = "key", AppSecret = "secret" });

        Assert.That((await new ApiClient(emulator.CreateClient(), key, secret).RecordingAsync("1.wav", Domain)).Summary, Is.EqualTo(answer));
    }

    [Test]
    [Rule("recording.md §1", "Every mode asks for its recordings here: 1010040 is never answered.", Inferred = true)]
    public void The_interface_belongs_to_no_mode() =>
        Assert.That(PlatformOperations.All.Single(operation => operation.Path == RecordedCalls.Path), Has.Property(nameof(ApiOperation.Mode)).Null);

    [Test]
    [Rule("recording.md §3", "A recording is kept for 7 days, counted from the push of its CDR.")]
    public async Task A_recording_is_gone_seven_days_after_its_CDR()
    {
        await using var emulator = await RecordedCalls.StartAsync(
            RecordedCalls.Application with { FeeUrl = "http://customer.test/fee" });
        DateTimeOffset? pushed = null;
        emulator.RouteCallbacks("customer.test", new Customer(() => pushed = emulator.World.Clock.Now));
        var cdr = await emulator.TalkAsync(Minute);

        await emulator.AdvanceAsync(pushed!.Value.AddDays(7).AddMilliseconds(-1) - emulator.World.Clock.Now);
        var last = await emulator.Api.RecordingAsync(cdr);
        await emulator.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        var late = await emulator.Api.RecordingAsync(cdr);

        Assert.That(pushed, Is.EqualTo(DateTimeOffset.Parse(cdr.CallEndTime + "Z", System.Globalization.CultureInfo.InvariantCulture).AddSeconds(1)));
        Assert.That((last.Status, late.Summary), Is.EqualTo((301, NoRecord)));
    }

    [Test]
    [Rule("recording.md §3", "Without a URL for CDRs the 7 days count from when the CDR would have been pushed.", Inferred = true)]
    public async Task A_recording_expires_also_where_nobody_takes_CDRs()
    {
        await using var emulator = await RecordedCalls.StartAsync();
        var cdr = await emulator.TalkAsync(Minute);

        // The helper has moved on to the second of the push, or beyond.
        await emulator.AdvanceAsync(TimeSpan.FromDays(7));

        Assert.That((await emulator.Api.RecordingAsync(cdr)).Summary, Is.EqualTo(NoRecord));
    }

    [Test]
    public async Task A_reset_forgets_recordings()
    {
        await using var emulator = await RecordedCalls.StartAsync();
        var cdr = await emulator.TalkAsync(Minute);

        emulator.World.Reset();

        Assert.That((await emulator.Api.RecordingAsync(cdr)).Summary, Is.EqualTo(NoRecord));
    }

    private sealed class Customer(Action pushed) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            pushed();
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.OK));
        }
    }
}
