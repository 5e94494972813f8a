using DotNet.Testcontainers.Containers;
using PrivateNumber.Emulator.Testing;

namespace PrivateNumber.Emulator.Testcontainers;

/// <summary>A container of the emulator, made by <see cref="PrivateNumberBuilder"/>.</summary>
public sealed class PrivateNumberContainer : DockerContainer
{
    internal PrivateNumberContainer(PrivateNumberConfiguration configuration)
        : base(configuration)
    {
    }

    /// <summary>The base URL of the platform's API, for the application under test.</summary>
    /// <exception cref="InvalidOperationException">The container has not been started.</exception>
    public Uri BaseAddress => Address(Uri.UriSchemeHttp, PrivateNumberBuilder.HttpPort);

    /// <summary>The same over TLS; the authority to trust is at <c>/_emulator/ca.pem</c> of <see cref="BaseAddress"/>.</summary>
    /// <exception cref="InvalidOperationException">The container has not been started.</exception>
    public Uri SecureBaseAddress => Address(Uri.UriSchemeHttps, PrivateNumberBuilder.HttpsPort);

    /// <summary>Makes a client that places calls, moves time and looks at pushes; dispose it at the end.</summary>
    /// <exception cref="InvalidOperationException">The container has not been started.</exception>
    public EmulatorClient CreateClient() => EmulatorClient.Connect(BaseAddress);

    private Uri Address(string scheme, ushort port) => new UriBuilder(scheme, Hostname, GetMappedPublicPort(port)).Uri;
}
