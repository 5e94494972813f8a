using PrivateNumber.Emulator.Testcontainers;

namespace PrivateNumber.Emulator.Testing.Tests;

public sealed class PublicApiTests
{
    /// <summary><c>PUBLIC_API_ACCEPT=1</c> writes what there is as what is expected.</summary>
    [Test]
    public void The_public_API_changes_only_where_the_file_says_so()
    {
        var file = Repository.FileAt("tests", "Testing.Tests", "PublicApi.txt");
        var now = string.Concat(
            new[] { typeof(EmulatorExtensions), typeof(PrivateNumberEmulator), typeof(PrivateNumberBuilder) }.Select(type => PublicApi.Of(type.Assembly)));
        if (Environment.GetEnvironmentVariable("PUBLIC_API_ACCEPT") == "1")
        {
            File.WriteAllText(file, now);
        }

        Assert.That(now, Is.EqualTo(File.ReadAllText(file)), "Run once with PUBLIC_API_ACCEPT=1 and read what it wrote.");
    }
}
