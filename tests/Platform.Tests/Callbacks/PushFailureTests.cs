using System.Net;
using System.Net.Sockets;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Platform.Tests.Callbacks;

/// <summary>A push that fails says why and what to do.</summary>
internal sealed class PushFailureTests
{
    private const string Loopback = "http://localhost:9090/status";
    private const string Elsewhere = "http://customer:9090/status";

    private static IEnumerable<TestCaseData> Refusals =>
    [
        Case(SocketError.ConnectionRefused, Route(Elsewhere, inContainer: false), "http://customer:9090/status refused the connection: is a server listening there?"),
        Case(SocketError.ConnectionRefused, Route(Loopback, inContainer: true), "is the container itself", "--add-host host.docker.internal:host-gateway", "name of its service"),
        Case(
            SocketError.ConnectionRefused,
            Route(Loopback, inContainer: true) with { Target = new Uri("http://host.docker.internal:9090/status") },
            "(sent to host.docker.internal:9090) refused the connection",
            "0.0.0.0",
            "callbacks.rewriteLoopback: false"),
        Case(SocketError.HostNotFound, Route(Elsewhere, inContainer: false), "the host of http://customer:9090/status does not resolve"),
        Case(SocketError.TryAgain, Route(Elsewhere, inContainer: true), "does not resolve in this container", "name of its service", "--add-host"),
        Case(SocketError.ConnectionReset, Route(Elsewhere, inContainer: false), "cut the connection", "is it an https:// URL?"),
        Case(SocketError.HostUnreachable, Route(Elsewhere, inContainer: false), "cannot be reached"),
    ];

    [TestCaseSource(nameof(Refusals))]
    public void A_socket_that_fails_is_explained(PushRoute route, Exception failure, string[] words)
    {
        var text = PushFailure.Describe(route, failure);

        Assert.That(words.Where(word => !text.Contains(word, StringComparison.Ordinal)), Is.Empty, text);
    }

    [TestCase(200, null)]
    [TestCase(204, "only 200 is success")]
    [TestCase(302, "redirects are not followed")]
    [TestCase(401, "no other login")]
    [TestCase(404, "is the path right?")]
    [TestCase(405, "pushes are POST requests")]
    [TestCase(422, "only 200 is success")]
    [TestCase(503, "the application failed")]
    public void A_status_is_explained(int status, string? words)
    {
        var text = PushFailure.Describe(Route(Elsewhere, inContainer: false), (HttpStatusCode)status);

        Assert.That(text, words is null ? Is.Null : Does.Contain(words).And.Contain($"http://customer:9090/status answered {status}"));
    }

    private static PushRoute Route(string url, bool inContainer) => new(new Uri(url), new Uri(url), inContainer);

    private static TestCaseData Case(SocketError error, PushRoute route, params string[] words) =>
        new TestCaseData(route, new HttpRequestException("wrapped", new SocketException((int)error)), words)
            .SetArgDisplayNames($"{error}", route.InContainer ? "container" : "machine", $"{route}");
}
