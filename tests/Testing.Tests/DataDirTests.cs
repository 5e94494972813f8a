using PrivateNumber.Emulator.Testing.Tests.TestInfra;

namespace PrivateNumber.Emulator.Testing.Tests;

public sealed class DataDirTests
{
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";

    [Test]
    public async Task An_embedded_emulator_goes_on_where_the_last_one_was()
    {
        var folder = Directory.CreateTempSubdirectory("privatenumber-");
        try
        {
            string x;
            await using (var emulator = await StartAsync(folder))
            {
                x = await new OrderService(emulator.CreateClient()).ConnectAsync(A, B);
            }

            await using var next = await StartAsync(folder);
            Assert.That((await next.Bindings.ListAsync()).Select(binding => (string?)binding["relationNum"]), Is.EqualTo(new[] { x }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Two_emulators_cannot_share_a_directory()
    {
        var folder = Directory.CreateTempSubdirectory("privatenumber-");
        try
        {
            await using var emulator = await StartAsync(folder);

            Assert.That(() => StartAsync(folder), Throws.InstanceOf<IOException>().With.Message.Contain("is in use by process"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<PrivateNumberEmulator> StartAsync(DirectoryInfo folder) => PrivateNumberEmulator.StartAsync(options =>
    {
        options.DataDir = folder.FullName;
        options.AddApplication("orders", Mode.Axb);
    });
}
