using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>Says in plain words why a push did not arrive, and what to do.</summary>
internal static class PushFailure
{
    private const string AddHost = "start the container with --add-host host.docker.internal:host-gateway";

    public static string Describe(PushRoute route, Exception failure) => Cause(failure) switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => NoSuchName(route),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Refused(route),
        SocketException { SocketErrorCode: SocketError.ConnectionReset } => $"{route} cut the connection{OtherScheme(route)}",
        SocketException e => $"{route} cannot be reached: {e.Message}",
        DistrustException e => $"the TLS handshake with {route} failed: {e.Message}",
        AuthenticationException e => $"the TLS handshake with {route} failed: {e.Message} Is it an http:// URL?",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => $"{route} closed the connection without an answer{OtherScheme(route)}",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"{route} broke off the TLS handshake: is it an http:// URL?",
        var e => e.Message,
    };

    public static string TimeOut(TimeSpan limit, PushRoute route) =>
        $"no answer within {limit.TotalSeconds:0.###} s from {route}: is the application busy, or does a firewall drop what is sent to it?";

    /// <summary>Null for the one status that the platform takes for success (call-notifications.md §1).</summary>
    public static string? Describe(PushRoute route, HttpStatusCode status) => (int)status switch
    {
        200 => null,
        < 300 => $"{route} answered {(int)status}: only 200 is success",
        < 400 => $"{route} answered {(int)status}: redirects are not followed; configure the URL that it leads to",
        401 or 403 => $"{route} answered {(int)status}: pushes carry their signature in a header and no other login",
        404 => $"{route} answered 404: is the path right?",
        405 => $"{route} answered 405: pushes are POST requests",
        < 500 => $"{route} answered {(int)status}: only 200 is success",
        _ => $"{route} answered {(int)status}: the application failed; its log may say why",
    };

    private static string NoSuchName(PushRoute route) => route.InContainer
        ? $"the host of {route} does not resolve in this container: another container has the name of its service, on the same network; "
            + $"for the host as host.docker.internal, {AddHost}"
        : $"the host of {route} does not resolve";

    private static string Refused(PushRoute route) => route switch
    {
        { InContainer: true, Url.IsLoopback: true, IsRewritten: true } =>
            $"{route} refused the connection: does the application on the host listen on all interfaces (0.0.0.0) and not on 127.0.0.1 alone? "
            + "If it runs in this container, set callbacks.rewriteLoopback: false",
        { InContainer: true, Url.IsLoopback: true } =>
            $"{route} refused the connection: in a container {route.Url.Host} is the container itself. For an application on the host, {AddHost}; "
            + "another container has the name of its service",
        _ => $"{route} refused the connection: is a server listening there?",
    };

    private static string OtherScheme(PushRoute route) => route.Url.Scheme == "http" ? ": is it an https:// URL?" : "";

    /// <summary>What the socket or TLS says, below all that HTTP wraps around it.</summary>
    private static Exception Cause(Exception failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (e is SocketException or AuthenticationException)
            {
                return e;
            }
        }

        return failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } or { InnerException: null }
            ? failure
            : Cause(failure.InnerException!);
    }
}
