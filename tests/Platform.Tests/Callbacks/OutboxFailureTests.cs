using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Callbacks;

public sealed class OutboxFailureTests
{
    [Test]
    public async Task A_bug_behind_one_push_stops_neither_the_next_push_nor_the_clock()
    {
        await using var emulator = await TestEmulator.StartAsync(new ApplicationOptions { Mode = Mode.Axb });
        lock (emulator.World.Gate)
        {
            emulator.World.Outbox.Send(CallEvent.CallIn, "{}"u8.ToArray(), "queue", ["1"], replied: _ => throw new InvalidOperationException("a bug"));
            emulator.World.Outbox.Send(CallEvent.Disconnect, "{}"u8.ToArray(), "queue", ["1"]);
        }

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));

        lock (emulator.World.Gate)
        {
            Assert.That(
                emulator.World.Outbox.Journal.Items.Select(push => push.State.ToString()),
                Is.EqualTo(new[] { "Failed", "Delivered" }));
        }
    }

    [Test]
    public async Task A_push_after_the_application_is_gone_is_no_error()
    {
        await using var emulator = await TestEmulator.StartAsync(new ApplicationOptions { Mode = Mode.Axb });
        var world = emulator.World;
        emulator.Worlds.Remove(world);

        lock (world.Gate)
        {
            Assert.That(() => world.Outbox.Send(CallEvent.CallIn, "{}"u8.ToArray(), "queue", []), Throws.Nothing);
        }
    }
}
