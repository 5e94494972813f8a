using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>compose.yaml fits together; tests/container.sh runs its two containers.</summary>
public sealed class ComposeTests
{
    private static readonly YamlMap Services = Map(Read("compose.yaml"), "services");

    [Test]
    public void Every_mounted_file_is_there()
    {
        var sources = Services.Entries.SelectMany(service => List((YamlMap)service.Value, "volumes")).Select(volume => volume.Split(':')[0]);

        Assert.That(sources.Where(source => !File.Exists(Repository.FileAt(source))), Is.Empty);
    }

    [Test]
    public void The_emulator_pushes_to_the_customer_by_the_name_of_its_service_and_its_port()
    {
        var loaded = ConfigurationLoader.Load(Repository.FileAt("samples", "compose", "emulator.yaml"), new Dictionary<string, string>(), []);
        Assert.That(loaded.Problems, Is.Empty);
        var application = loaded.Options!.Applications.Single();
        var listens = new Uri(Text(Map(Map(Services, "customer"), "environment"), "ASPNETCORE_URLS").Replace("*", "customer", StringComparison.Ordinal));

        Assert.That(new Uri(application.StatusUrl!).Authority, Is.EqualTo(listens.Authority));
        Assert.That(new Uri(application.FeeUrl!).Authority, Is.EqualTo(listens.Authority));
    }

    [Test]
    public void The_customer_starts_when_the_emulator_is_healthy_which_is_reached_from_this_machine_alone()
    {
        Assert.That(Text(Map(Map(Map(Services, "customer"), "depends_on"), "emulator"), "condition"), Is.EqualTo("service_healthy"));
        Assert.That(List(Map(Services, "emulator"), "ports"), Has.All.StartsWith("127.0.0.1:"));
    }

    private static YamlMap Read(string file) => (YamlMap)YamlParser.ParseFile(Repository.FileAt(file)).Root!;

    private static YamlMap Map(YamlMap map, string key) => (YamlMap)map[key]!;

    private static string Text(YamlMap map, string key) => ((YamlScalar)map[key]!).Text;

    private static IEnumerable<string> List(YamlMap map, string key) =>
        map[key] is YamlList list ? list.Items.Select(item => ((YamlScalar)item).Text) : [];
}
