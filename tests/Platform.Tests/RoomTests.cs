namespace PrivateNumber.Emulator.Platform.Tests;

/// <summary>Which room of the platform knows nothing of which other one.</summary>
public sealed class RoomTests
{
    [TestCase("Storage", "Control", TestName = "What the control API shows is not what is written on disk")]
    [TestCase("Configuration", "Applications", TestName = "The configuration knows nothing that runs")]
    [TestCase("Configuration", "Control", TestName = "The configuration is the same for every caller")]
    [TestCase("Calls", "Modes", TestName = "Calls know modes through one interface")]
    public void A_room_knows_nothing_of(string room, string other)
    {
        var files = Directory.GetFiles(Repository.FileAt("emulator", "Platform", room), "*.cs", SearchOption.AllDirectories);

        Assert.That(files, Is.Not.Empty);
        Assert.That(files.Where(file => File.ReadAllText(file).Contains($"PrivateNumber.Emulator.{other}", StringComparison.Ordinal)).Select(Path.GetFileName), Is.Empty);
    }
}
