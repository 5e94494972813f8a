using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace PrivateNumber.Emulator.Server.Tests;

public sealed class ServeTests
{
    private const int Patience = 60_000;
    private const string AnyPort = "http://127.0.0.1:0";

    [Test]
    [CancelAfter(Patience)]
    public async Task It_says_where_it_listens_and_answers_there(CancellationToken ct)
    {
        await using var program = RunningProgram.Start(["serve", "--urls", AnyPort]);

        var address = (await program.AddressesAsync(1, ct))[0];

        using var http = new HttpClient();
        using var ready = await http.GetAsync(new Uri(address + "/_emulator/health/ready"), ct);
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task It_listens_on_plain_HTTP_and_on_TLS_side_by_side(CancellationToken ct)
    {
        await using var program = RunningProgram.Start(["serve", "--urls", "http://127.0.0.1:0;https://127.0.0.1:0"]);
        var addresses = await program.AddressesAsync(2, ct);

#pragma warning disable MA0039 // The certificate is self-signed, as the platform's clients accept it.
        using var anyCertificate = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
#pragma warning restore MA0039
        using var http = new HttpClient(anyCertificate);
        using var ready = await http.GetAsync(new Uri(addresses[1] + "/_emulator/health/ready"), ct);

        Assert.That(addresses[1], Does.StartWith("https://"));
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("http/1.0")]
    [TestCase("h2", "http/1.1")]
    [CancelAfter(Patience)]
    public async Task A_TLS_client_may_offer_any_protocol(params string[] offered)
    {
        var ct = TestContext.CurrentContext.CancellationToken;
        await using var program = RunningProgram.Start(["serve", "--urls", "https://127.0.0.1:0"]);
        var address = new Uri((await program.AddressesAsync(1, ct))[0]);
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, ct);
#pragma warning disable CA5359 // The certificate is self-signed, as the platform's clients accept it.
        await using var tls = new SslStream(socket.GetStream(), false, static (_, _, _, _) => true);
#pragma warning restore CA5359

        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = address.Host, ApplicationProtocols = [.. offered.Select(name => new SslApplicationProtocol(name))] }, ct);
        await tls.WriteAsync("GET /_emulator/health/live HTTP/1.0\r\n\r\n"u8.ToArray(), ct);
        using var reader = new StreamReader(tls, Encoding.ASCII);

        Assert.That(await reader.ReadToEndAsync(ct), Does.StartWith("HTTP/1.1 200 OK"));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task The_port_file_holds_the_ports_one_a_line(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "ports");
        await using var program = RunningProgram.Start(["serve", "--urls", AnyPort, "--port-file", file]);

        var address = (await program.AddressesAsync(1, ct))[0];

        Assert.That(await File.ReadAllLinesAsync(file, ct), Is.EqualTo(new[] { new Uri(address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture) }));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task A_port_file_that_cannot_be_written_is_a_plain_message_and_exit_code_2(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "nowhere", "ports");

        var (exitCode, output, errors) = await RunningProgram.RunAsync(["serve", "--urls", AnyPort, "--port-file", file], ct);

        Assert.That((exitCode, output), Is.EqualTo((2, "")));
        Assert.That(errors.Trim(), Does.StartWith($"privatenumber serve: the port file {file} cannot be written: ").And.EndWith("; choose another with --port-file").And.Not.Contain("\n"));
    }

    [Test]
    public async Task The_port_file_is_there_as_a_whole_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("ports", "1\n2\n");
        IEnumerable<int> Ports()
        {
            yield return 3;
            throw new IOException("the disk is full");
        }

        await Assert.ThatAsync(() => PortFile.WriteAsync(file, Ports()), Throws.InstanceOf<IOException>());
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("1\n2\n"), "what was there");
        await PortFile.WriteAsync(file, [3]);

        Assert.That(await File.ReadAllLinesAsync(file), Is.EqualTo(new[] { "3" }));
        Assert.That(Directory.GetFiles(folder.Path), Is.EqualTo(new[] { file }), "and nothing beside it");
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task The_addresses_come_from_the_environment_too(CancellationToken ct)
    {
        await using var program = RunningProgram.Start(["serve"], new Dictionary<string, string> { ["EMULATOR_URLS"] = AnyPort });

        Assert.That(await program.AddressesAsync(1, ct), Has.Count.EqualTo(1));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task A_variable_reaches_into_an_application(CancellationToken ct)
    {
        var environment = new Dictionary<string, string> { ["EMULATOR_URLS"] = AnyPort, ["EMULATOR_APPLICATIONS__0__STATUSURL"] = "http://127.0.0.1:9090/status" };
        await using var program = RunningProgram.Start(["serve"], environment);
        using var http = new HttpClient();

        var application = await http.GetStringAsync(new Uri((await program.AddressesAsync(1, ct))[0] + "/_emulator/applications/ax-demo"), ct);

        Assert.That(application, Does.Contain("\"statusUrl\":\"http://127.0.0.1:9090/status\""));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task SIGTERM_ends_it_with_exit_code_0(CancellationToken ct)
    {
        Machine.Needs(!OperatingSystem.IsWindows(), "signals");
        await using var program = RunningProgram.Start(["serve", "--urls", AnyPort]);
        await program.AddressesAsync(1, ct);

        Assert.That(await program.TerminateAsync(ct), Is.Zero);
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task A_taken_address_is_a_plain_message_and_exit_code_2(CancellationToken ct)
    {
        await using var first = RunningProgram.Start(["serve", "--urls", AnyPort]);
        var address = (await first.AddressesAsync(1, ct))[0];

        var (exitCode, _, errors) = await RunningProgram.RunAsync(["serve", "--urls", address], ct);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(errors, Does.Contain("address already in use").And.Contain("--urls"));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task A_folder_of_scenarios_that_is_not_there_is_a_plain_message_and_exit_code_2(CancellationToken ct)
    {
        var (exitCode, _, errors) = await RunningProgram.RunAsync(["serve", "--urls", AnyPort, "--scenarios", "nowhere"], ct);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(errors.Trim(), Is.EqualTo("privatenumber serve: there is no folder of scenarios nowhere; choose another with --scenarios"));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task A_faulty_scenario_keeps_it_from_being_ready_until_its_file_is_mended(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        folder.Write("faulty.yaml", "name: faulty\napp: axb-dem\nsteps: []\n");
        await using var program = RunningProgram.Start(["serve", "--urls", AnyPort, "--scenarios", folder.Path]);
        using var http = new HttpClient();

        var address = (await program.AddressesAsync(1, ct))[0];
        using var ready = await http.GetAsync(new Uri(address + "/_emulator/health/ready"), ct);

        Assert.That((int)ready.StatusCode, Is.EqualTo(503));
        Assert.That(await ready.Content.ReadAsStringAsync(ct), Does.Contain("faulty.yaml:2:6").And.Contain("did you mean 'axb-demo'?"));

        folder.Write("faulty.yaml", "name: mended\napp: axb-demo\nsteps: []\n");
        var (exitCode, output, _) = await RunningProgram.RunAsync(["wait", "--url", address, "--timeout", "30s"], ct);
        Assert.That((exitCode, output.Trim()), Is.EqualTo((0, $"ready {address}")));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task A_faulty_configuration_is_refused_with_file_line_and_column(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("emulator.yaml", "seed: 42\nstrictnes: vendor\n");

        var (exitCode, _, errors) = await RunningProgram.RunAsync(["serve", "--config", file], ct);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(errors, Does.Contain($"{file}:2:1:").And.Contain("strictness"));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task An_unknown_variable_names_the_closest_known_one(CancellationToken ct)
    {
        var (exitCode, _, errors) = await RunningProgram.RunAsync(["serve"], ct, new Dictionary<string, string> { ["EMULATOR_URL"] = AnyPort });

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(errors, Does.Contain("EMULATOR_URL:").And.Contain("EMULATOR_URLS"));
    }
}
