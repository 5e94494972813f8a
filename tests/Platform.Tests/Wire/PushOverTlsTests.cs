using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Wire;

/// <summary>Pushes to a customer's server over TLS, whose certificate is for the name <c>localhost</c> and signed by itself.</summary>
[Category("Sockets")]
[CancelAfter(60_000)]
internal sealed class PushOverTlsTests
{
    private static readonly ContainerHost NoContainer = new(inContainer: false, (_, _) => Task.FromResult<IPAddress[]>([]));

    private WebApplication _customer = null!;

    private static IEnumerable<TestCaseData> Trust =>
    [
        new TestCaseData("https", "localhost", new CallbackOptions(), null),
        new TestCaseData("https", "127.0.0.1", new CallbackOptions(), null),
        new TestCaseData("https", "localhost", new CallbackOptions { Tls = CallbackTls.System }, "its certificate is not trusted: name a PEM file"),
        new TestCaseData("http", "localhost", new CallbackOptions(), "is it an https:// URL?"),
    ];

    private static IEnumerable<TestCaseData> TrustOfAFile =>
    [
        new TestCaseData("localhost", null),
        new TestCaseData("127.0.0.1", "its certificate is for localhost, not for this host"),
    ];

    [SetUp]
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(TestCertificate.Value));
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _customer = builder.Build();
        _customer.MapPost("/{**path}", (RequestDelegate)(_ => Task.CompletedTask));
        await _customer.StartAsync();
    }

    [TearDown]
    public async Task StopAsync() => await _customer.DisposeAsync();

    [TestCaseSource(nameof(Trust))]
    [Rule("platform.md §6", "A push trusts any certificate unless it is told which.", Inferred = true, Switch = "callbacks.tls")]
    public Task A_certificate_is_trusted_or_explained(string scheme, string host, CallbackOptions options, string? error, CancellationToken ct) =>
        ExpectAsync(scheme, host, options, error, ct);

    [TestCaseSource(nameof(TrustOfAFile))]
    [Rule("platform.md §6", "A push trusts the certificates of a file alone when there is one, for the host of the URL.", Inferred = true, Switch = "callbacks.caFile")]
    public Task A_certificate_of_the_file_is_trusted_for_its_host(string host, string? error, CancellationToken ct) =>
        ExpectAsync("https", host, new CallbackOptions { CaFile = TestCertificate.File }, error, ct);

    [Test]
    public async Task A_server_without_TLS_is_explained(CancellationToken ct)
    {
        using var sender = new CallbackSender(new CallbackOptions(), NoContainer);

        var reply = await sender.SendAsync($"https://localhost:{Port(1)}/status", [], [], isQuestion: false, ct);

        Assert.That(reply.Error, Does.Contain("Is it an http:// URL?"));
    }

    private async Task ExpectAsync(string scheme, string host, CallbackOptions options, string? error, CancellationToken ct)
    {
        using var sender = new CallbackSender(options, NoContainer);

        var url = $"{scheme}://{host}:{Port(0)}/status";
        var reply = await sender.SendAsync(url, [], [], isQuestion: false, ct);
        var ping = await new CallbackProbe(sender).RunAsync(url, ct);

        Assert.That(reply.Error, error is null ? Is.Null : Does.Contain(error).And.Contain(url));
        Assert.That(error is null ? null : ping.Tls.State == ProbeState.Failed ? ping.Tls.Detail : ping.Http.Detail, Is.EqualTo(reply.Error), "a ping says the same");
    }

    private int Port(int endpoint) => new Uri(_customer.Urls.ElementAt(endpoint)).Port;
}
