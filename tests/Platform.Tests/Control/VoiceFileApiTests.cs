using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class VoiceFileApiTests : ControlTest
{
    private const string Waiting = """{"app":"orders","name":"hello@1.wav","status":"waiting"}""";

    [Test]
    public async Task Files_are_listed_with_their_application_and_status()
    {
        await Control.PostAsync("voice-files", """{ "app": "taxi", "name": "hello.wav" }""");

        Assert.That((await Control.GetAsync("voice-files")).Items, Has.Count.EqualTo(9));
        Assert.That(
            (await Control.GetAsync("voice-files?app=taxi")).Items.Select(item => $"{item["app"]} {item["name"]} {item["status"]}"),
            Is.EqualTo(new[]
            {
                "taxi calleeHintTone.wav approved", "taxi callerHintTone.wav approved", "taxi hello.wav waiting",
                "taxi lastMinVoice.wav approved", "taxi recordHintTone.wav approved",
            }));
    }

    [Test]
    [Rule("recording.md §6", "An uploaded file waits for its review; requests may name it from its approval until it is rejected or deleted.")]
    public async Task A_file_can_be_named_from_its_approval_on()
    {
        var added = await Control.PostAsync("voice-files", """{ "app": "orders", "name": "hello@1.wav" }""");
        Assert.That((added.Status, added.Text), Is.EqualTo((201, Waiting)));
        Assert.That(await BindWithFileAsync(), Is.EqualTo("403 1010002 Invalid request.hello@1.wav does not exist"));

        var approved = await Control.PatchAsync("voice-files/hello@1.wav", """{ "app": "orders", "status": "approved" }""");
        Assert.That((approved.Status, approved["status"]), Is.EqualTo((200, "approved")));
        Assert.That(await BindWithFileAsync(), Is.EqualTo("200 0 Success"));

        await Control.PatchAsync("voice-files/hello@1.wav", """{ "app": "orders", "status": "rejected" }""");
        Assert.That(await BindWithFileAsync(), Is.EqualTo("403 1010002 Invalid request.hello@1.wav does not exist"));
    }

    [Test]
    public async Task A_file_may_be_added_as_approved_and_deleted()
    {
        await Control.PostAsync("voice-files", """{ "app": "orders", "name": "hello@1.wav", "status": "approved" }""");
        Assert.That(await BindWithFileAsync(), Is.EqualTo("200 0 Success"));

        Assert.That((await Control.DeleteAsync("voice-files/hello@1.wav?app=orders")).Status, Is.EqualTo(204));
        Assert.That((await Control.DeleteAsync("voice-files/hello@1.wav?app=orders")).Status, Is.EqualTo(404));
        Assert.That(await BindWithFileAsync(), Does.StartWith("403 1010002"));
    }

    [TestCase("""{ "app": "orders", "name": "recordHintTone.wav" }""", 409)]
    [TestCase("""{ "app": "nobody", "name": "a.wav" }""", 404)]
    [TestCase("""{ "name": "a.wav" }""", 400)]
    [TestCase("""{ "app": "orders" }""", 400)]
    [TestCase("""{ "app": "orders", "name": "a.mp3" }""", 400)]
    [TestCase("""{ "app": "orders", "name": "a b.wav" }""", 400)]
    [TestCase("""{ "app": "orders", "name": "中.wav" }""", 400)]
    [TestCase("""{ "app": "orders", "name": "../a.wav" }""", 400)]
    [TestCase("""{ "app": "orders", "name": "a.wav", "status": "done" }""", 400)]
    [TestCase("""{ "app": "orders", "name": "a.wav", "bytes": "" }""", 400)]
    [Rule("recording.md §6", "Names of voice files are digits, letters, - _ . @ and end in .wav.")]
    public async Task Faulty_files_are_not_added(string body, int status)
    {
        Assert.That((await Control.PostAsync("voice-files", body)).Status, Is.EqualTo(status));
        Assert.That((await Control.GetAsync("voice-files?app=orders")).Items, Has.Count.EqualTo(4));
    }

    [TestCase("hello.wav", """{ "app": "orders", "status": "approved" }""", 404)]
    [TestCase("recordHintTone.wav", """{ "app": "nobody", "status": "approved" }""", 404)]
    [TestCase("recordHintTone.wav", """{ "status": "rejected" }""", 400)]
    [TestCase("recordHintTone.wav", """{ "app": "orders" }""", 400)]
    [TestCase("recordHintTone.wav", """{ "app": "orders", "status": "done" }""", 400)]
    public async Task Faulty_reviews_change_nothing(string file, string body, int status)
    {
        Assert.That((await Control.PatchAsync("voice-files/" + file, body)).Status, Is.EqualTo(status));
        Assert.That((await Control.GetAsync("voice-files")).Items.Select(item => (string?)item["status"]), Is.All.EqualTo("approved"));
    }

    private async Task<string> BindWithFileAsync() => (await Emulator.ApiFor(Emulator.Worlds.FindByName("orders")!).PostAsync(
        "/rest/caas/relationnumber/partners/v1.0",
        new JsonObject { ["callerNum"] = A, ["calleeNum"] = B, ["relationNum"] = X, ["preVoice"] = new JsonObject { ["callerHintTone"] = "hello@1.wav" } })).Summary;
}
