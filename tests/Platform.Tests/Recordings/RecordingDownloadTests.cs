using System.Net;
using System.Net.Http.Headers;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Recordings;

public sealed class RecordingDownloadTests
{
    private static readonly TimeSpan Talk = TimeSpan.FromSeconds(65);

    [Test]
    [Rule("recording.md §2", "Who follows the redirect receives the audio, without signing a request again.")]
    public async Task The_link_of_a_CDR_leads_to_the_whole_file()
    {
        await using var emulator = await RecordedCalls.StartAsync();
        var link = await LinkAsync(emulator);

        using var answer = await emulator.CreateClient().GetAsync(link);

        var wave = WaveFile.Parse(await answer.Content.ReadAsByteArrayAsync());
        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, "audio/wav")));
        Assert.That(answer.Content.Headers.ContentLength, Is.EqualTo(58 + (65 * 8000)));
        Assert.That(wave.Samples, Is.EqualTo(65 * 8000));
    }

    [Test]
    [Rule("recording.md §3", "A link is good for 3 days; after that there is a new one for the asking.")]
    public async Task A_link_expires_after_three_days()
    {
        await using var emulator = await RecordedCalls.StartAsync();
        var cdr = await emulator.TalkAsync(Talk);
        var link = (await emulator.Api.RecordingAsync(cdr)).Headers["Location"];

        await emulator.AdvanceAsync(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        Assert.That((await GetAsync(emulator, link)).Status, Is.EqualTo(200));

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));
        var late = await GetAsync(emulator, link);
        Assert.That((late.Status, late.Type), Is.EqualTo((403, "text/plain")));
        Assert.That(late.Text, Does.Contain("expired").And.Contain(RecordedCalls.Path));

        var again = (await emulator.Api.RecordingAsync(cdr)).Headers["Location"];
        Assert.That((await GetAsync(emulator, again)).Status, Is.EqualTo(200));
    }

    [Test]
    [Rule("recording.md §3", "A link ends with its file, 7 days after the CDR.", Inferred = true)]
    public async Task A_link_does_not_outlive_its_file()
    {
        await using var emulator = await RecordedCalls.StartAsync();
        var cdr = await emulator.TalkAsync(Talk);
        await emulator.AdvanceAsync(TimeSpan.FromDays(6));
        var link = (await emulator.Api.RecordingAsync(cdr)).Headers["Location"];

        await emulator.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.That(await GetAsync(emulator, link), Is.EqualTo((404, "text/plain", "The record does not exist.\n")));
    }

    private static IEnumerable<TestCaseData> Forgeries() =>
    [
        new TestCaseData((Func<string, string>)(link => link.Split('?')[0])).SetArgDisplayNames("nothing signed"),
        new TestCaseData((Func<string, string>)(link => link.Split('&')[0])).SetArgDisplayNames("no signature"),
        new TestCaseData((Func<string, string>)(link => link[..^1] + (link[^1] == '0' ? '1' : '0'))).SetArgDisplayNames("another signature"),
        new TestCaseData((Func<string, string>)(link => link.Replace("Expires=", "Expires=9", StringComparison.Ordinal))).SetArgDisplayNames("a later end"),
        new TestCaseData((Func<string, string>)(link => link.Replace("Expires=", "Expires=x", StringComparison.Ordinal))).SetArgDisplayNames("no time"),
        new TestCaseData((Func<string, string>)(link => link.Replace(".wav", ".mp3", StringComparison.Ordinal))).SetArgDisplayNames("another file"),
        new TestCaseData((Func<string, string>)(link => link.Replace("/recorder/", "/other/", StringComparison.Ordinal))).SetArgDisplayNames("another application"),
        new TestCaseData((Func<string, string>)(link => link.Replace("/recorder/", "/nobody/", StringComparison.Ordinal))).SetArgDisplayNames("no application"),
    ];

    [TestCaseSource(nameof(Forgeries))]
    [Rule("decision D43", "A link cannot be guessed or changed: 403 as plain text.", Inferred = true)]
    public async Task A_link_that_was_not_given_is_refused(Func<string, string> forge)
    {
        await using var emulator = await TestEmulator.StartAsync(RecordedCalls.Application, new ApplicationOptions { Name = "other", Mode = Mode.Axb });
        await RecordedCalls.BindAsync(emulator);
        var link = await LinkAsync(emulator);

        var answer = await GetAsync(emulator, forge(link));

        Assert.That((answer.Status, answer.Type), Is.EqualTo((403, "text/plain")));
        Assert.That(answer.Text, Does.Contain("signature"));
    }

    [Test]
    public async Task Players_may_ask_for_the_size_and_for_a_part()
    {
        await using var emulator = await RecordedCalls.StartAsync();
        var link = await LinkAsync(emulator);
        var client = emulator.CreateClient();
        var whole = await client.GetByteArrayAsync(new Uri(link));

        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));
        using var request = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Range = new RangeHeaderValue(40, 99) } };
        using var part = await client.SendAsync(request);

        Assert.That((head.StatusCode, head.Content.Headers.ContentLength), Is.EqualTo((HttpStatusCode.OK, (long?)whole.Length)));
        Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
        Assert.That(part.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(await part.Content.ReadAsByteArrayAsync(), Is.EqualTo(whole[40..100]));
    }

    [Test]
    [Rule("recording.md §5", "The recording of a call of 1440 minutes is a file of 691 MB.")]
    public async Task A_days_call_is_sent_as_it_is_made()
    {
        await using var emulator = await RecordedCalls.StartAsync();
        var cdr = await emulator.TalkAsync(TimeSpan.FromMinutes(1440));
        var link = (await emulator.Api.RecordingAsync(cdr)).Headers["Location"];

        // The answer has begun and is left: a file made as a whole would have cost its 691 MB by now.
        using var answer = await emulator.CreateClient().GetAsync(new Uri(link), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var start = new byte[58 + 8000];
        await stream.ReadExactlyAsync(start);

        Assert.That(answer.Content.Headers.ContentLength, Is.EqualTo(691_200_058L));
        Assert.That(start.AsSpan(0, 4).SequenceEqual("RIFF"u8));
    }

    [Test]
    [Rule("call-notifications.md §3.1", "recordFileDownloadUrl stands in CDRs only if asked for, and leads to the file; recordDomain stays.", Switch = "switches.recordFileDownloadUrl")]
    public async Task A_CDR_may_carry_the_link_itself()
    {
        await using var emulator = await RecordedCalls.StartAsync(RecordedCalls.Application with { Switches = new Switches { RecordFileDownloadUrl = true } });
        var cdr = await emulator.TalkAsync(Talk);

        var pushed = emulator.Pushed(cdr.SessionId)[^1]["feeLst"]![0]!;
        var link = (string)pushed["recordFileDownloadUrl"]!;

        Assert.That(link, Does.StartWith("http://127.0.0.1:8080/_emulator/recordings/recorder/").And.Length.LessThanOrEqualTo(1024));
        Assert.That((string?)pushed["recordDomain"], Is.EqualTo("ostor.huawei.com"));
        Assert.That((await GetAsync(emulator, link)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_call_without_a_recording_has_no_link()
    {
        await using var emulator = await RecordedCalls.StartAsync(RecordedCalls.Application with { Switches = new Switches { RecordFileDownloadUrl = true } });

        Assert.That((await emulator.TalkAsync(TimeSpan.FromSeconds(2))).RecordFileDownloadUrl, Is.Null);
        Assert.That((await emulator.PlayAsync(RecordedCalls.A, RecordedCalls.X, new CallPlan { Outcome = Outcome.Busy })).Cdr!.RecordFileDownloadUrl, Is.Null);
    }

    private static async Task<string> LinkAsync(TestEmulator emulator) =>
        (await emulator.Api.RecordingAsync(await emulator.TalkAsync(Talk))).Headers["Location"];

    private static async Task<(int Status, string? Type, string Text)> GetAsync(TestEmulator emulator, string link)
    {
        using var answer = await emulator.CreateClient().GetAsync(new Uri(link));
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }
}
