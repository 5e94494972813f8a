using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class SignedHeadersApiTests
{
    [Test]
    public async Task The_headers_authenticate_a_request_as_they_are()
    {
        await using var emulator = await TestEmulator.StartAsync(new ApplicationOptions { Mode = Mode.Axb, Name = "orders" });
        using var http = emulator.CreateClient();

        var lines = (await emulator.Control.GetAsync("applications/orders/headers")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/rest/caas/relationnumber/partners/v1.0?subscriptionId=1");
        foreach (var line in lines)
        {
            request.Headers.TryAddWithoutValidation(line.Split(": ")[0], line.Split(": ")[1]);
        }

        using var response = await http.SendAsync(request);
        Assert.That((await ApiReply.ReadAsync(response)).Summary, Is.EqualTo("403 1012007 The record does not exist."));
    }

    [Test]
    public async Task An_unknown_application_has_no_headers()
    {
        await using var emulator = await TestEmulator.StartAsync();

        Assert.That((await emulator.Control.GetAsync("applications/nobody/headers")).Status, Is.EqualTo(404));
    }
}
