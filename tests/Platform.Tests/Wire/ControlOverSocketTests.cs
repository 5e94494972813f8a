using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Wire;

/// <summary>The control API on a real server, which takes no header that is not ASCII.</summary>
[Category("Sockets")]
[CancelAfter(60_000)]
internal sealed class ControlOverSocketTests
{
    private const string Name = "订单-中文";

    [TestCase("applications", $$"""{ "mode": "AXB", "name": "新{{Name}}" }""", "/_emulator/applications/%E6%96%B0%E8%AE%A2%E5%8D%95-%E4%B8%AD%E6%96%87")]
    [TestCase("numbers", $$"""{ "app": "{{Name}}", "areaCode": "010" }""", "/_emulator/numbers?app=%E8%AE%A2%E5%8D%95-%E4%B8%AD%E6%96%87")]
    [TestCase("voice-files", $$"""{ "app": "{{Name}}", "name": "welcome.wav" }""", "/_emulator/voice-files?app=%E8%AE%A2%E5%8D%95-%E4%B8%AD%E6%96%87")]
    [TestCase("messages", $$"""{ "from": "+8613800000021", "to": "{{AxbSample.X}}", "text": "hello" }""", "/_emulator/messages?app=%E8%AE%A2%E5%8D%95-%E4%B8%AD%E6%96%87")]
    [TestCase("snapshots/快照", "{}", "/_emulator/snapshots/%E5%BF%AB%E7%85%A7")]
    [Rule("contract.md §3", "An answer names the place of what was made as a URL, whatever an application is called.")]
    public async Task The_place_of_what_was_made_is_a_URL(string path, string body, string location)
    {
        await using var host = await EmulatorHost.OnKestrelAsync(new EmulatorOptions { Applications = [AxbSample.Application with { Name = Name }] });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}") };
        var control = new ControlClient(http);

        var made = await control.PostAsync(path, body);

        Assert.That((made.Status, made.Headers.GetValueOrDefault("Location")), Is.EqualTo((201, location)));
        Assert.That((await control.GetAsync(location["/_emulator/".Length..])).Status, Is.EqualTo(200));
    }
}
