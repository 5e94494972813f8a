using DotNet.Testcontainers.Configurations;
using PrivateNumber.Emulator.Testcontainers;
using PrivateNumber.Emulator.Testing.Tests.TestInfra;

namespace PrivateNumber.Emulator.Testing.Tests;

/// <summary>The C# of docs/container.md. It needs an engine that publishes ports and an image: <c>PRIVATENUMBER_IMAGE</c> names it.</summary>
public sealed class ContainerExamples
{
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";

    [Test]
    [Category("Docker")]
    [CancelAfter(300_000)]
    public async Task Testcontainers()
    {
        if (Environment.GetEnvironmentVariable("PRIVATENUMBER_IMAGE") is not { } image)
        {
            const string Why = "PRIVATENUMBER_IMAGE names no image, so none was started with Testcontainers.";
            await TestContext.Error.WriteLineAsync(Why);
            Assert.Ignore(Why);
            return;
        }

        await using var customerApp = await CustomerApp.OnSocketAsync();
        var port = (ushort)new Uri(customerApp.Url).Port;

        // example: begin
        await TestcontainersSettings.ExposeHostPortsAsync(port);   // the application under test, which listens on 127.0.0.1
        await using var container = new PrivateNumberBuilder(image).WithCallbacksTo("host.testcontainers.internal").Build();
        await container.StartAsync();

        using var emulator = container.CreateClient();
        var orders = await emulator.Applications.CreateAsync(Mode.Axb, app => app.StatusUrl = $"http://localhost:{port}/status");
        using var api = new HttpClient { BaseAddress = container.BaseAddress };
        // example: end

        var x = await new OrderService(api, orders.AppKey, orders.AppSecret).ConnectAsync(A, B);
        var call = await emulator.Calls.PlaceAsync(A, x);
        await emulator.Callbacks.WaitAsync(call: call, eventType: "callin");
        Assert.That(customerApp.Received, Does.Contain("callin"));
    }
}
