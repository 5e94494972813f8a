using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>What the image uses of its folders.</summary>
public sealed class ContainerImageTests
{
    private const string AllInterfaces = "http://*:8080|https://*:8443";

    private static readonly HashSet<string> NoMounts = [];

    [Test]
    public void Outside_of_the_image_nothing_is_taken_from_folders() =>
        Assert.That(ContainerImage.Fallbacks(new Dictionary<string, string> { ["DOTNET_RUNNING_IN_CONTAINER"] = "true" }), Is.SameAs(Fallbacks.None));

    [Test]
    public void With_nothing_mounted_it_listens_on_all_interfaces_and_keeps_its_state_in_memory()
    {
        using var root = Image();

        var options = Load(root, NoMounts);

        Assert.That(string.Join('|', options.Urls), Is.EqualTo(AllInterfaces));
        Assert.That((options.DataDir, options.Scenarios, options.Applications.Count), Is.EqualTo(((string?)null, (string?)null, 5)));
    }

    [Test]
    public void A_mounted_configuration_is_used_and_can_say_where_to_listen()
    {
        using var root = Image();
        root.Write(Path.Combine("config", "emulator.yaml"), "seed: 7\nurls: http://*:9000");

        var options = Load(root, NoMounts);

        Assert.That((options.Seed, options.Urls.Single()), Is.EqualTo((7, "http://*:9000")));
    }

    [Test]
    public void A_folder_counts_when_something_is_mounted_there_or_lies_in_it()
    {
        using var root = Image();
        root.Write(Path.Combine("scenarios", "a.yaml"), "name: a");
        var data = Path.Combine(root.Path, "data");

        var options = Load(root, [data]);

        Assert.That((options.DataDir, options.Scenarios), Is.EqualTo((data, Path.Combine(root.Path, "scenarios"))));
    }

    [TestCase("", null)]
    [TestCase("/elsewhere", "/elsewhere")]
    public void A_variable_goes_before_the_folder(string variable, string? dataDir)
    {
        using var root = Image();

        var options = Load(root, [Path.Combine(root.Path, "data")], new() { ["EMULATOR_DATADIR"] = variable });

        Assert.That(options.DataDir, Is.EqualTo(dataDir));
    }

    /// <summary>Docker does so when the file to mount does not exist.</summary>
    [Test]
    public void A_folder_in_the_place_of_the_configuration_is_explained()
    {
        using var root = Image();
        Directory.CreateDirectory(Path.Combine(root.Path, "config", "emulator.yaml"));

        var loaded = ConfigurationLoader.Load(null, new Dictionary<string, string>(), [], ContainerImage.In(root.Path, NoMounts));

        Assert.That(loaded.Problems.Single(), Does.Contain("is a folder").And.Contain("Docker makes one"));
    }

    private static EmulatorOptions Load(TemporaryFolder root, HashSet<string> mountPoints, Dictionary<string, string>? environment = null)
    {
        var loaded = ConfigurationLoader.Load(null, environment ?? [], [], ContainerImage.In(root.Path, mountPoints));
        Assert.That(loaded.Problems, Is.Empty);
        return loaded.Options!;
    }

    private static TemporaryFolder Image()
    {
        var root = new TemporaryFolder();
        foreach (var folder in new[] { "config", "scenarios", "data" })
        {
            Directory.CreateDirectory(Path.Combine(root.Path, folder));
        }

        return root;
    }
}
