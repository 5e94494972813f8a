using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios.Serving;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios.Serving;

/// <summary>Requests from within and through a test server, whose answers are lost.</summary>
internal sealed class InProcessEmulatorTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_request_that_breaks_off_holds_up_neither_the_pushes_that_it_caused_nor_the_clock(bool fromWithin)
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        await emulator.BindAsync();
        var call = emulator.Place(AxbSample.A, AxbSample.X);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(10));
        using var http = fromWithin ? emulator.Service<InProcessEmulator>().CreateClient() : emulator.CreateClient();
        var listener = new FailingListener();
        emulator.Service<EventFeed>().Add(listener);

        await Assert.ThatAsync(
            () => new ApiClient(http, "axb-key", "axb-secret").PostAsync("/rest/httpsessions/callStop/v2.0", new JsonObject { ["sessionid"] = call.SessionId, ["signal"] = "call_stop" }),
            Throws.InvalidOperationException);

        emulator.Service<EventFeed>().Remove(listener);
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1)).WaitAsync(TestEmulator.Patience);
        Assert.That((await emulator.Control.GetAsync("callbacks?state=delivered")).Items.Select(item => (string?)item["eventType"]), Does.Contain("disconnect").And.Contain("fee"));
    }

    /// <summary>Fails between what a request does and its answer.</summary>
    private sealed class FailingListener : IEventListener
    {
        public void Requested(RequestEntry entry) => throw new InvalidOperationException("a bug");

        public void Called(World world, CallEvent happened)
        {
        }

        public void Pushed(World world, Push push)
        {
        }

        public void ClockChanged(World world)
        {
        }
    }
}
