using System.Net;
using System.Net.Sockets;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>The machine that this container runs on, by the name that its engine gives it.</summary>
internal sealed class ContainerHost(bool inContainer, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private static readonly string[] Names = ["host.docker.internal", "host.containers.internal"];

    /// <summary>A name server that does not answer must not use up the time that a customer's server has.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Asked once: engines write the name into the container when they make it.
    private readonly Lazy<Task<string?>> _name = new(() => inContainer ? FindAsync(resolve) : Task.FromResult<string?>(null));

    public bool InContainer => inContainer;

    /// <summary>The .NET images say that they are one.</summary>
    public static ContainerHost OfThisProcess() =>
        new(Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") == "true", Dns.GetHostAddressesAsync);

    /// <summary>Null outside of containers, and where no name of the host resolves.</summary>
    public Task<string?> NameAsync() => _name.Value;

    private static async Task<string?> FindAsync(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        using var patience = new CancellationTokenSource(Patience);
        foreach (var name in Names)
        {
            try
            {
                if (await resolve(name, patience.Token) is not [])
                {
                    return name;
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Engines that do not know the name leave it to the name servers, which do not know it either.
            }
        }

        return null;
    }
}
