using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;

namespace PrivateNumber.Emulator.Testcontainers;

/// <summary>
/// Builds a container of the emulator. Once <c>StartAsync</c> has returned, the emulator is ready: the image's own health check has passed. Its
/// ports are bound to free ports of the machine. Builders are immutable: each call returns a new one.
/// </summary>
/// <example><code>
/// await using var container = new PrivateNumberBuilder("privatenumber").WithConfig("emulator.yaml").WithCallbacksTo().Build();
/// await container.StartAsync();
/// using var emulator = container.CreateClient();
/// </code></example>
public sealed class PrivateNumberBuilder : ContainerBuilder<PrivateNumberBuilder, PrivateNumberContainer, PrivateNumberConfiguration>
{
    /// <summary>The port of plain HTTP inside the container.</summary>
    public const ushort HttpPort = 8080;

    /// <summary>The port of TLS inside the container.</summary>
    public const ushort HttpsPort = 8443;

    private const string ConfigFile = "/config/emulator.yaml";
    private const string ScenariosFolder = "/scenarios/";
    private const string DockerHost = "host.docker.internal";
    private const string ExposedHost = "host.testcontainers.internal";
    private const string RewriteHosts = "EMULATOR_CALLBACKS__REWRITEHOSTS__";

    /// <summary>Builds containers of this image.</summary>
    /// <param name="image">Name and tag of the emulator's image, such as <c>privatenumber:1.0</c>.</param>
    public PrivateNumberBuilder(string image)
        : this(new PrivateNumberConfiguration()) => DockerResourceConfiguration = Init().WithImage(image).DockerResourceConfiguration;

    private PrivateNumberBuilder(PrivateNumberConfiguration configuration)
        : base(configuration) => DockerResourceConfiguration = configuration;

    /// <inheritdoc />
    protected override PrivateNumberConfiguration DockerResourceConfiguration { get; }

    /// <summary>Copies a configuration file into the container (docs/configuration.md).</summary>
    /// <param name="file">A YAML file on this machine.</param>
    /// <exception cref="FileNotFoundException">There is no such file: Docker would make a folder of that name.</exception>
    public PrivateNumberBuilder WithConfig(string file) => File.Exists(file)
        ? WithResourceMapping(new FileInfo(file), new FileInfo(ConfigFile))
        : throw new FileNotFoundException($"There is no configuration file {Path.GetFullPath(file)}.", file);

    /// <summary>Copies a folder of scenario files into the container, to <c>/scenarios</c> (docs/scenarios.md).</summary>
    /// <param name="folder">A folder on this machine.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public PrivateNumberBuilder WithScenarios(string folder) => Directory.Exists(folder)
        ? WithResourceMapping(new DirectoryInfo(folder), ScenariosFolder)
        : throw new DirectoryNotFoundException($"There is no folder of scenarios {Path.GetFullPath(folder)}.");

    /// <summary>
    /// Lets pushes to loopback URLs, such as <c>http://localhost:9090/status</c>, leave the container: inside it, <c>localhost</c> is the
    /// container itself.
    /// </summary>
    /// <param name="host">
    /// By default the machine that the container runs on, where the application must listen on all interfaces (on Linux). An application that
    /// listens on 127.0.0.1 only is reached as <c>host.testcontainers.internal</c>: call <c>TestcontainersSettings.ExposeHostPortsAsync</c> with
    /// its port before this builder is made. The alias of another container of the same network will do as well.
    /// </param>
    public PrivateNumberBuilder WithCallbacksTo(string host = DockerHost)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        var sent = Merge(DockerResourceConfiguration, new PrivateNumberConfiguration(callbacksTo: host));

        // The emulator looks for the host of its container by itself, where the name resolves; on Linux it must be told.
        return host == DockerHost
            ? sent.WithExtraHost(DockerHost, "host-gateway")
            : sent.WithEnvironment(RewriteHosts + "localhost", host).WithEnvironment(RewriteHosts + "127.0.0.1", host);
    }

    /// <inheritdoc />
    public override PrivateNumberContainer Build()
    {
        Validate();
        return new PrivateNumberContainer(DockerResourceConfiguration);
    }

    /// <inheritdoc />
    protected override PrivateNumberBuilder Init() => base.Init()
        .WithPortBinding(HttpPort, assignRandomHostPort: true)
        .WithPortBinding(HttpsPort, assignRandomHostPort: true)
        .WithWaitStrategy(Wait.ForUnixContainer().UntilContainerIsHealthy());

    /// <inheritdoc />
    protected override void Validate()
    {
        base.Validate();
        if (DockerResourceConfiguration.CallbacksTo == ExposedHost
            && !DockerResourceConfiguration.ExtraHosts.Any(host => host.StartsWith(ExposedHost + ":", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException(
                $"Nothing is exposed as {ExposedHost}: await TestcontainersSettings.ExposeHostPortsAsync(port) before new PrivateNumberBuilder(…).");
        }
    }

    /// <inheritdoc />
    protected override PrivateNumberBuilder Clone(IResourceConfiguration<CreateContainerParameters> resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new PrivateNumberConfiguration(resourceConfiguration));

    /// <inheritdoc />
    protected override PrivateNumberBuilder Clone(IContainerConfiguration resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new PrivateNumberConfiguration(resourceConfiguration));

    /// <inheritdoc />
    protected override PrivateNumberBuilder Merge(PrivateNumberConfiguration oldValue, PrivateNumberConfiguration newValue) =>
        new(new PrivateNumberConfiguration(oldValue, newValue));
}
