using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;

namespace PrivateNumber.Emulator.Testcontainers;

/// <summary>How a <see cref="PrivateNumberContainer"/> is started; made by <see cref="PrivateNumberBuilder"/>.</summary>
public sealed class PrivateNumberConfiguration : ContainerConfiguration
{
    internal PrivateNumberConfiguration(string? callbacksTo = null) => CallbacksTo = callbacksTo;

    internal PrivateNumberConfiguration(IResourceConfiguration<CreateContainerParameters> resource)
        : base(resource)
    {
    }

    internal PrivateNumberConfiguration(IContainerConfiguration container)
        : base(container)
    {
    }

    internal PrivateNumberConfiguration(PrivateNumberConfiguration old, PrivateNumberConfiguration added)
        : base(old, added) => CallbacksTo = added.CallbacksTo ?? old.CallbacksTo;

    /// <summary>The host that pushes to loopback URLs are sent to; null if they stay inside the container.</summary>
    public string? CallbacksTo { get; }
}
