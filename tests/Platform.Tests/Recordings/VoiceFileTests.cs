using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Recordings;

namespace PrivateNumber.Emulator.Platform.Tests.Recordings;

public sealed class VoiceFileTests
{
    private const string File = "welcome@shop-1_a.wav";

    [Test]
    [Rule("recording.md §6", "The configured files are approved.")]
    public async Task Configured_files_are_approved()
    {
        await using var emulator = await TestEmulator.StartAsync(RecordedCalls.Application with { VoiceFiles = ["b.wav", "a.wav"] });

        Assert.That(
            emulator.World.VoiceFileReview.All,
            Is.EqualTo(new[] { new VoiceFile("a.wav", VoiceFileStatus.Approved), new VoiceFile("b.wav", VoiceFileStatus.Approved) }));
    }

    [TestCase(VoiceFileStatus.Waiting, "403 1010002 Invalid request.welcome@shop-1_a.wav does not exist")]
    [TestCase(VoiceFileStatus.Approved, "200 0 Success")]
    [TestCase(VoiceFileStatus.Rejected, "403 1010002 Invalid request.welcome@shop-1_a.wav does not exist")]
    [TestCase(null, "403 1010002 Invalid request.welcome@shop-1_a.wav does not exist")]
    [Rule("recording.md §6", "A file can be named once it is approved; before, after a rejection and unknown, it does not exist: 1010002 with the file's name.")]
    [Rule("decision D2", "The file's name follows Invalid request. at once, and no final dot.")]
    public async Task Only_an_approved_file_can_be_named(object? status, string answer)
    {
        await using var emulator = await TestEmulator.StartAsync(RecordedCalls.Application);
        if (status is VoiceFileStatus known)
        {
            Put(emulator, known);
        }

        Assert.That(await BindAsync(emulator), Is.EqualTo(answer));
    }

    [Test]
    [Rule("recording.md §6", "A file is reviewed: it becomes approved or rejected, and a rejected one may be approved later.")]
    public async Task A_file_moves_through_its_review()
    {
        await using var emulator = await TestEmulator.StartAsync(RecordedCalls.Application with { VoiceFiles = [] });
        var review = emulator.World.VoiceFileReview;

        foreach (var status in new[] { VoiceFileStatus.Waiting, VoiceFileStatus.Approved, VoiceFileStatus.Rejected, VoiceFileStatus.Approved })
        {
            Put(emulator, status);
            Assert.That(review.Find(File), Is.EqualTo(new VoiceFile(File, status)));
            Assert.That(review.All, Is.EqualTo(new[] { new VoiceFile(File, status) }));
            Assert.That(emulator.World.Application.VoiceFiles, Is.EqualTo(status == VoiceFileStatus.Approved ? new[] { File } : []));
        }

        Assert.That((review.Remove(File), review.Remove(File), review.All.Count), Is.EqualTo((true, false, 0)));
    }

    [Test]
    public async Task A_change_of_another_setting_keeps_the_review()
    {
        await using var emulator = await TestEmulator.StartAsync(RecordedCalls.Application);
        Put(emulator, VoiceFileStatus.Approved);

        emulator.World.Change(emulator.World.Application with { MemoryCallback = true });

        Assert.That(emulator.World.VoiceFiles, Does.Contain(File));
    }

    [TestCase(VoiceFileStatus.Waiting)]
    [TestCase(VoiceFileStatus.Approved)]
    public async Task A_reset_brings_back_the_configured_files(object status)
    {
        await using var emulator = await TestEmulator.StartAsync(RecordedCalls.Application with { VoiceFiles = ["a.wav", "b.wav"] });
        Put(emulator, (VoiceFileStatus)status);
        emulator.World.VoiceFileReview.Remove("a.wav");
        emulator.World.VoiceFileReview.Put(new VoiceFile("b.wav", VoiceFileStatus.Rejected));

        emulator.World.Reset();

        Assert.That(emulator.World.VoiceFileReview.All.Select(file => (file.Name, file.Status)), Is.EqualTo(new[]
        {
            ("a.wav", VoiceFileStatus.Approved), ("b.wav", VoiceFileStatus.Approved),
        }));
    }

    private static void Put(TestEmulator emulator, VoiceFileStatus status) => emulator.World.VoiceFileReview.Put(new VoiceFile(File, status));

    private static async Task<string> BindAsync(TestEmulator emulator) => (await emulator.Api.PostAsync("/rest/caas/relationnumber/partners/v1.0", new()
    {
        ["callerNum"] = RecordedCalls.A,
        ["calleeNum"] = RecordedCalls.B,
        ["relationNum"] = RecordedCalls.X,
        ["recordFlag"] = "true",
        ["recordHintTone"] = File,
    })).Summary;
}
