using PrivateNumber.Emulator.Testcontainers;
using PrivateNumber.Emulator.Testing.Tests.TestInfra;

namespace PrivateNumber.Emulator.Testing.Tests;

/// <summary>What the builder asks an engine for; <c>tests/container.sh</c> tries the image itself.</summary>
[CancelAfter(60_000)]
public sealed class TestcontainersTests
{
    private FakeDocker _docker = null!;

    [SetUp]
    public async Task StartAsync() => _docker = await FakeDocker.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _docker.DisposeAsync();

    [Test]
    public async Task A_container_of_the_image_has_its_ports_bound_to_free_ones(CancellationToken ct)
    {
        await using var container = await StartAsync(Builder(), ct);

        Assert.That((string?)_docker.Created["Image"], Is.EqualTo("privatenumber:test"));
        Assert.That(
            _docker.Created["HostConfig"]!["PortBindings"]!.AsObject().Select(port => (port.Key, (string?)port.Value![0]!["HostPort"])),
            Is.EquivalentTo(new[] { ("8080/tcp", ""), ("8443/tcp", "") }));
        Assert.That((container.BaseAddress.ToString(), container.SecureBaseAddress.ToString()), Is.EqualTo(("http://127.0.0.1:32768/", "https://127.0.0.1:32769/")));
    }

    [Test]
    public async Task A_configuration_and_scenarios_are_copied_to_where_the_image_looks_for_them(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        using var scenarios = new TemporaryFolder();
        var config = folder.Write("my.yaml", "seed: 4711\n");
        scenarios.Write("first.yaml", "name: first\n");

        await using var container = await StartAsync(Builder().WithConfig(config).WithScenarios(scenarios.Path), ct);

        Assert.That(_docker.Copied, Has.Some.Contains("config/emulator.yaml").And.Some.Contains("seed: 4711"));
        Assert.That(_docker.Copied, Has.Some.Contains("scenarios/first.yaml").And.Some.Contains("name: first"));
    }

    [Test]
    public async Task Callbacks_to_the_machine_of_the_container_need_its_name(CancellationToken ct)
    {
        await using var container = await StartAsync(Builder().WithCallbacksTo(), ct);

        Assert.That(NamedHosts, Has.One.EqualTo("host.docker.internal:host-gateway"));
    }

    [Test]
    public async Task Callbacks_to_another_host_are_rewritten_to_it(CancellationToken ct)
    {
        await using var container = await StartAsync(Builder().WithCallbacksTo("customer"), ct);

        Assert.That(
            _docker.Created["Env"]!.AsArray().Select(variable => (string?)variable),
            Is.SupersetOf(new[] { "EMULATOR_CALLBACKS__REWRITEHOSTS__localhost=customer", "EMULATOR_CALLBACKS__REWRITEHOSTS__127.0.0.1=customer" }));
    }

    [Test]
    public void Callbacks_to_a_port_that_was_not_exposed_are_refused() => Assert.That(
        () => Builder().WithCallbacksTo("host.testcontainers.internal").Build(),
        Throws.InvalidOperationException.With.Message.Contains("ExposeHostPortsAsync"));

    [Test]
    public void A_configuration_that_is_not_there_is_refused() =>
        Assert.That(() => Builder().WithConfig("nowhere.yaml"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("nowhere.yaml"));

    [Test]
    public void A_folder_of_scenarios_that_is_not_there_is_refused() =>
        Assert.That(() => Builder().WithScenarios("nowhere"), Throws.InstanceOf<DirectoryNotFoundException>().With.Message.Contains("nowhere"));

    private IEnumerable<string?> NamedHosts => _docker.Created["HostConfig"]!["ExtraHosts"]!.AsArray().Select(host => (string?)host);

    private PrivateNumberBuilder Builder() => new PrivateNumberBuilder("privatenumber:test").WithDockerEndpoint(_docker.Address).WithCleanUp(false);

    private static async Task<PrivateNumberContainer> StartAsync(PrivateNumberBuilder builder, CancellationToken ct)
    {
        var container = builder.Build();
        await container.StartAsync(ct);
        return container;
    }
}
