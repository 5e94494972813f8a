using System.Net.Security;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>How a running emulator is reached.</summary>
internal static class ScenarioTarget
{
    // The emulator makes its certificate itself, and what is sent there is test data.
#pragma warning disable CA5359
    public static HttpClient Connect(Uri address)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
        };
        return new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    }
#pragma warning restore CA5359
}
