using System.Net.Sockets;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>Says in plain words why a push did not arrive.</summary>
internal static class PushFailure
{
    public static string Describe(string url, Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => $"the host of {url} does not resolve",
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } =>
            $"{url} refused the connection: is a server listening there?",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } e => $"{url} cannot be reached: {Innermost(e).Message}",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } e => $"the TLS handshake with {url} failed: {Innermost(e).Message}",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => $"{url} closed the connection without an answer",
        UriFormatException or InvalidOperationException => $"{url} is no URL that can be called: {failure.Message}",
        _ => Innermost(failure).Message,
    };

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
