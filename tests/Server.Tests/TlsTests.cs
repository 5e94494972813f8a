using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Tls;

namespace PrivateNumber.Emulator.Server.Tests;

public sealed class TlsTests
{
    private static readonly EmulatorOptions Options = new() { Urls = ["http://127.0.0.1:0", "https://127.0.0.1:0"] };

    private static IEnumerable<TestCaseData> FaultyFiles =>
    [
        Faulty("A_certificate_that_is_not_there", "no.pem", "key.pem", "tls.certificate: Could not find file", "no.pem"),
        Faulty("A_key_that_is_not_there", "cert.pem", "no.pem", "tls.key: Could not find file", "no.pem"),
        Faulty("A_folder", ".", "key.pem", "tls.certificate: Access to the path", "denied"),
        Faulty("A_key_as_the_certificate", "key.pem", "key.pem", "tls.certificate: '", "key.pem' holds no certificate; allowed: PEM, which begins with -----BEGIN CERTIFICATE-----"),
        Faulty("A_broken_certificate", "broken.pem", "key.pem", "tls.certificate: '", "broken.pem' holds a broken certificate"),
        Faulty("A_certificate_as_the_key", "cert.pem", "cert.pem", "tls.key: '", "cert.pem' holds no private key; allowed: PEM, which begins with -----BEGIN PRIVATE KEY-----"),
        Faulty("No_key_at_all", "cert.pem", null, "tls.key: '", "cert.pem' holds no private key"),
        Faulty("The_key_of_another_certificate", "cert.pem", "other.pem", "tls.key: '", "other.pem' does not hold the key of '"),
        Faulty("A_key_of_another_kind", "cert.pem", "rsa.pem", "tls.key: '", "rsa.pem' does not hold the key of '"),
        Faulty("A_key_with_a_passphrase", "cert.pem", "locked.pem", "tls.key: '", "locked.pem' has a passphrase; allowed: a key without one, as 'openssl pkey -in "),
        Faulty("An_expired_certificate", "expired.pem", "key.pem", "tls.certificate: '", "expired.pem' expired on 2021-01-31"),
        Faulty("A_certificate_of_the_future", "future.pem", "key.pem", "tls.certificate: '", "future.pem' is valid from 2999-01-01 on"),
    ];

    [TestCase("127.0.0.1")]
    [TestCase("[::1]")]
    [TestCase("localhost")]
    [TestCase("emulator")]
    [TestCase("shop.example.test")]
    public async Task A_client_that_trusts_only_the_downloaded_authority_connects(string host)
    {
        await using var server = await StartAsync(Options with { Tls = new TlsOptions { Hosts = ["emulator", "*.example.test"] } });

        using var answer = await server.GetAsync(host, await server.AuthorityAsync());

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_name_that_the_certificate_does_not_have_is_refused()
    {
        await using var server = await StartAsync(Options with { Tls = new TlsOptions { Hosts = ["emulator"] } });
        var authority = await server.AuthorityAsync();

        Assert.That(async () => await server.GetAsync("other", authority), Refused("RemoteCertificateNameMismatch"));
    }

    [Test]
    public async Task A_host_that_the_server_is_told_to_listen_on_is_in_the_certificate()
    {
        var url = "https://emulator.test:0";
        var certificate = new ServerCertificate(new EmulatorOptions { Urls = [url, "https://*:0", "https://[::]:0", "https://0.0.0.0:0", "https://192.0.2.1:0"] });

        var names = certificate.Context.TargetCertificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();

        Assert.That(names.EnumerateDnsNames(), Is.EqualTo(new[] { "emulator.test", "localhost", Environment.MachineName }));
        Assert.That(names.EnumerateIPAddresses(), Is.EqualTo(new[] { IPAddress.Parse("192.0.2.1"), IPAddress.Loopback, IPAddress.IPv6Loopback }));
    }

    [Test]
    public async Task Each_start_has_an_authority_of_its_own()
    {
        await using var one = await StartAsync(Options);
        await using var other = await StartAsync(Options);
        var authority = await other.AuthorityAsync();

        Assert.That(async () => await one.GetAsync("localhost", authority), Refused("PartialChain"));
        Assert.That(authority.Subject, Is.Not.EqualTo((await one.AuthorityAsync()).Subject));
    }

    /// <summary>Python 3.13 and Go hold certificates to every letter of RFC 5280.</summary>
    [Test]
    [CancelAfter(60_000)]
    public async Task OpenSSL_finds_nothing_wrong_with_the_certificate(CancellationToken ct)
    {
        Machine.Needs(Machine.HasTool("openssl"), "openssl");
        await using var server = await StartAsync(Options);
        using var folder = new TemporaryFolder();
        var authority = folder.Write("ca.pem", (await server.AuthorityAsync()).ExportCertificatePem());
        var leaf = folder.Write("leaf.pem", server.Certificate.Context.TargetCertificate.ExportCertificatePem());

        Assert.That(await RunAsync("openssl", ["verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", "localhost", "-CAfile", authority, leaf], ct), Is.EqualTo($"{leaf}: OK\n"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_lines_of_the_page_work(CancellationToken ct)
    {
        Machine.Needs(Machine.HasTool("bash") && Machine.HasTool("curl"), "bash or no curl");
        await using var server = await StartAsync(Options);
        using var folder = new TemporaryFolder();
        var lines = Repository.Blocks("docs/configuration.md", "bash").Single(block => block.Contains("--cacert", StringComparison.Ordinal))
            .Replace("http://127.0.0.1:8080", server.Plain, StringComparison.Ordinal).Replace("https://127.0.0.1:8443", server.Secure, StringComparison.Ordinal);

        Assert.That(await RunAsync("bash", ["-e", "-c", lines], ct, folder.Path), Does.Contain("\"status\":\"ready\""));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task PEM_files_are_shown_with_their_issuers(bool keyInSameFile)
    {
        using var folder = new TemporaryFolder();
        using var root = PemFiles.Root();
        using var issuer = PemFiles.Issued("issuer", root, isAuthority: true);
        using var leaf = PemFiles.Issued("shop.test", issuer);
        var (chain, key) = (leaf.ExportCertificatePem() + "\n" + issuer.ExportCertificatePem() + "\n", PemFiles.KeyOf(leaf));
        var tls = new TlsOptions
        {
            Certificate = folder.Write("cert.pem", keyInSameFile ? chain + key : chain),
            Key = keyInSameFile ? null : folder.Write("key.pem", key),
        };
        await using var server = await StartAsync(Options with { Tls = tls });

        using var answer = await server.GetAsync("shop.test", root);
        using var http = new HttpClient();
        using var authority = await http.GetAsync(new Uri(server.Plain + "/_emulator/ca.pem"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(authority.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await authority.Content.ReadAsStringAsync(), Does.Contain("trust the authority that issued it"));
    }

    [TestCaseSource(nameof(FaultyFiles))]
    public async Task A_faulty_PEM_file_is_a_plain_message_and_exit_code_2(string certificate, string? key, string message, string more)
    {
        using var folder = new TemporaryFolder();
        PemFiles.WriteFaulty(folder);
        var tls = $"certificate: '{Path.Combine(folder.Path, certificate)}'" + (key is null ? "" : $", key: '{Path.Combine(folder.Path, key)}'");
        var configuration = folder.Write("emulator.yaml", $"urls: https://127.0.0.1:0\ntls: {{ {tls} }}");
        using var errors = new StringWriter();

        Assert.That(await Verbs.RunAsync(["serve", "--config", configuration], TextWriter.Null, errors), Is.EqualTo(Verbs.Usage));
        Assert.That(errors.ToString(), Does.StartWith("privatenumber serve: " + message).And.Contain(more));
    }

    [TestCase("key: key.pem", "tls.key: a key alone is not allowed; allowed: a key beside the certificate that it belongs to")]
    [TestCase("hosts: [a], certificate: cert.pem", "tls.hosts: a list of hosts is not allowed; allowed: either hosts, or a certificate, which names its own")]
    [TestCase("hosts: ['https://a']", "tls.hosts[0]: 'https://a' is not allowed; allowed: a host name such as emulator or *.example.test, or an IP address")]
    public async Task Settings_that_exclude_each_other_are_refused(string tls, string message)
    {
        using var folder = new TemporaryFolder();
        using var errors = new StringWriter();

        Assert.That(await Verbs.RunAsync(["serve", "--config", folder.Write("emulator.yaml", $"tls: {{ {tls} }}")], TextWriter.Null, errors), Is.EqualTo(Verbs.Usage));
        Assert.That(errors.ToString(), Does.Contain(message));
    }

    private static TestCaseData Faulty(string name, string certificate, string? key, string message, string more) =>
        new TestCaseData(certificate, key, message, more).SetArgDisplayNames(name);

    private static NUnit.Framework.Constraints.ContainsConstraint Refused(string reason) =>
        Throws.InstanceOf<HttpRequestException>().With.InnerException.InstanceOf<AuthenticationException>().And.InnerException.Message.Contains(reason);

    private static async Task<string> RunAsync(string program, string[] words, CancellationToken ct, string folder = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder })!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return output;
    }

    private static async Task<TlsServer> StartAsync(EmulatorOptions options)
    {
        var certificate = new ServerCertificate(options);
        return new TlsServer(await ServeVerb.StartAsync(options, certificate), certificate);
    }

    /// <summary>The server in this process, and clients that trust nobody but whom they are told to.</summary>
    private sealed record TlsServer(Microsoft.AspNetCore.Builder.WebApplication Application, ServerCertificate Certificate) : IAsyncDisposable
    {
        public string Plain => ServeVerb.Addresses(Application)[0];

        public string Secure => ServeVerb.Addresses(Application)[1];

        public async Task<X509Certificate2> AuthorityAsync()
        {
            using var http = new HttpClient();
            return X509Certificate2.CreateFromPem(await http.GetStringAsync(new Uri(Plain + "/_emulator/ca.pem")));
        }

        public async Task<HttpResponseMessage> GetAsync(string host, X509Certificate2 authority)
        {
            var port = new Uri(Secure).Port;
            var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            trust.CustomTrustStore.Add(authority);
            using var handler = new SocketsHttpHandler
            {
                SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
                ConnectCallback = async (_, ct) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                    await socket.ConnectAsync(IPAddress.Loopback, port, ct);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            };
            using var http = new HttpClient(handler);
            return await http.GetAsync(new Uri($"https://{host}:{port}/_emulator/health/ready"));
        }

        public ValueTask DisposeAsync() => Application.DisposeAsync();
    }
}
