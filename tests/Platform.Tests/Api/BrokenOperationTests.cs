using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Api;

/// <summary>A bug of the emulator is answered with the platform's own code for such, and the connection stays whole.</summary>
internal sealed class BrokenOperationTests
{
    [Test]
    [Rule("result-codes.md §3", "A failure of the platform is 500 / 1010001, wherever it happens, and is in the journal with its application.", Inferred = true)]
    public async Task A_failure_before_the_operation_is_answered_like_one_in_it()
    {
        await using var emulator = await TestEmulator.StartAsync(AxbSample.Application);
        var api = emulator.Api;

        // No configuration can make such an application: the authentication fails over it.
        emulator.World.Change(emulator.World.Application with { AppSecret = null });
        var reply = await api.PostAsync(AxbSample.Path, AxbSample.Bind());

        Assert.That(reply.Summary, Is.EqualTo("500 1010001 Internal system error."));
        var entry = emulator.World.Requests.Read().Items.Single();
        Assert.That((entry.Operation, entry.ResultCode, entry.Explain?.Rule), Is.EqualTo(("axb.bind", "1010001", "The emulator failed.")));
    }
}
