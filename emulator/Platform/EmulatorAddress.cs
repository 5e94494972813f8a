using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace PrivateNumber.Emulator;

/// <summary>Where the emulator is reached: the links that it hands out lead back to it (decision D43).</summary>
internal sealed class EmulatorAddress(IServer? server = null)
{
    private const string Default = "http://127.0.0.1:8080";

    /// <summary>The first address that the server listens on: for links in pushes, which answer no request.</summary>
    public string Own => server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } listening
        ? Reachable(BindingAddress.Parse(listening))
        : Default;

    /// <summary>The address that a client has just used; a client of HTTP/1.0 may name none (wire-facts.md 12).</summary>
    public string SeenBy(HttpRequest request) => request.Host.HasValue ? $"{request.Scheme}://{request.Host.ToUriComponent()}" : Own;

    /// <summary>All interfaces are no place to go to.</summary>
    private static string Reachable(BindingAddress address)
    {
        var all = address.Host is "+" or "*"
            || (IPAddress.TryParse(address.Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
        return $"{address.Scheme}://{(all ? "localhost" : address.Host)}:{address.Port}";
    }
}
