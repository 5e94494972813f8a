using PrivateNumber.Emulator.Testing.Tests.TestInfra;

namespace PrivateNumber.Emulator.Testing.Tests;

public sealed class DataDirTests
{
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";

    [Test]
    public async Task An_embedded_emulator_goes_on_where_the_last_one_was()
    {
        using var folder = new TemporaryFolder();
        string x;
        await using (var emulator = await StartAsync(folder))
        {
            x = await new OrderService(emulator.CreateClient()).ConnectAsync(A, B);
        }

        await using var next = await StartAsync(folder);

        Assert.That((await next.Bindings.ListAsync()).Select(binding => (string?)binding["relationNum"]), Is.EqualTo(new[] { x }));
    }

    [Test]
    public async Task Two_emulators_cannot_share_a_directory()
    {
        using var folder = new TemporaryFolder();
        await using var emulator = await StartAsync(folder);

        Assert.That(() => StartAsync(folder), Throws.InstanceOf<IOException>().With.Message.Contain("is in use by process"));
    }

    private static Task<PrivateNumberEmulator> StartAsync(TemporaryFolder folder) => PrivateNumberEmulator.StartAsync(options =>
    {
        options.DataDir = folder.Path;
        options.AddApplication("orders", Mode.Axb);
    });
}
