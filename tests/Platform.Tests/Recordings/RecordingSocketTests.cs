using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Recordings;

/// <summary>What real clients read off the socket: the official PHP sample looks at the raw header lines.</summary>
public sealed class RecordingSocketTests
{
    [Test]
    [Rule("recording.md §2", "The status line holds 301, and the header is written exactly as Location: and the URL.")]
    [Rule("wire-facts.md 36", "The redirect leads to the emulator itself, and the target answers.")]
    public async Task The_redirect_is_written_as_the_PHP_sample_reads_it()
    {
        await using var server = await StartAsync(RecordedCalls.Application);
        var (http, world, cdr) = await TalkAsync(server);
        var api = new ApiClient(http, world.Application.AppKey!, world.Application.AppSecret!);
        using var request = api.Request("GET", $"{RecordedCalls.Path}?recordDomain={cdr.RecordDomain}&fileName={cdr.RecordObjectName}", null);

        var lines = await SendAsync(http.BaseAddress!, request, "HTTP/1.1", $"Host: {http.BaseAddress!.Authority}");

        Assert.That(lines[0], Is.EqualTo("HTTP/1.1 301 Moved Permanently"));
        var location = lines.Single(line => line.StartsWith("Location: ", StringComparison.Ordinal))[10..];
        Assert.That(location, Does.StartWith(http.BaseAddress + "_emulator/recordings/"));
        Assert.That(lines, Does.Contain("Content-Length: 0").And.None.StartsWith("Content-Type"));
        Assert.That(WaveFile.Parse(await http.GetByteArrayAsync(new Uri(location))).Samples, Is.EqualTo(40_000));
    }

    [Test]
    [Rule("wire-facts.md 12", "A client of HTTP/1.0 that names no host gets a link to where the server listens.", Inferred = true)]
    public async Task A_client_without_a_Host_gets_a_link_too()
    {
        await using var server = await StartAsync(RecordedCalls.Application);
        var (http, world, cdr) = await TalkAsync(server);
        var api = new ApiClient(http, world.Application.AppKey!, world.Application.AppSecret!);
        using var request = api.Request("GET", $"{RecordedCalls.Path}?recordDomain={cdr.RecordDomain}&fileName={cdr.RecordObjectName}", null);

        var lines = await SendAsync(http.BaseAddress!, request, "HTTP/1.0");

        Assert.That(lines, Has.One.StartsWith($"Location: {http.BaseAddress}_emulator/recordings/"));
    }

    [Test]
    public async Task The_link_in_a_CDR_leads_to_the_address_that_the_server_listens_on()
    {
        await using var server = await StartAsync(RecordedCalls.Application with { Switches = new Switches { RecordFileDownloadUrl = true } });

        var (http, _, cdr) = await TalkAsync(server);

        Assert.That(cdr.RecordFileDownloadUrl, Does.StartWith(http.BaseAddress!.ToString()));
        Assert.That(WaveFile.Parse(await http.GetByteArrayAsync(new Uri(cdr.RecordFileDownloadUrl!))).Samples, Is.EqualTo(40_000));
    }

    [TestCase("http://0.0.0.0:0", "http://localhost:")]
    [TestCase("http://[::]:0", "http://localhost:")]
    [TestCase("http://127.0.0.1:0", "http://127.0.0.1:")]
    [TestCase("http://localhost:8080", "http://localhost:8080")]
    public void All_interfaces_are_reached_as_localhost(string listening, string reached)
    {
        using var server = new ListeningServer(listening);

        Assert.That(new EmulatorAddress(server).Own, Does.StartWith(reached));
    }

    private static async Task<WebApplication> StartAsync(ApplicationOptions application)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddPrivateNumberEmulator(new EmulatorOptions
        {
            Clock = new ClockOptions { Mode = ClockMode.Manual, Start = TestEmulator.Start },
            Applications = [application],
        });
        var server = builder.Build();
        server.UseRouting();
        server.MapPrivateNumberEmulator();
        await server.StartAsync();
        return server;
    }

    private static async Task<(HttpClient Http, World World, FeeInfo Cdr)> TalkAsync(WebApplication server)
    {
        var http = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
        var world = server.Services.GetRequiredService<Worlds>().All[0];
        var bound = await new ApiClient(http, world.Application.AppKey!, world.Application.AppSecret!).PostAsync(
            "/rest/caas/relationnumber/partners/v1.0",
            new()
            {
                ["callerNum"] = RecordedCalls.A,
                ["calleeNum"] = RecordedCalls.B,
                ["relationNum"] = RecordedCalls.X,
                ["recordFlag"] = "true",
                ["recordHintTone"] = "recordHintTone.wav",
            });
        Assert.That(bound.Status, Is.EqualTo(200), bound.Text);
        var call = world.Calls.Place(
            PhoneNumber.Parse(RecordedCalls.A), PhoneNumber.Parse(RecordedCalls.X), new CallPlan { TalksFor = TimeSpan.FromSeconds(5) }, AnswerGate.Opened);
        await world.Clock.AdvanceByAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        return (http, world, world.Calls.Find(call.SessionId)!.Cdr!);
    }

    private static async Task<string[]> SendAsync(Uri address, HttpRequestMessage request, string version, params string[] headers)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        var stream = socket.GetStream();
        var lines = request.Headers.SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", [$"GET {request.RequestUri} {version}", .. headers, .. lines, "", ""])));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return (await reader.ReadToEndAsync()).Split("\r\n");
    }
}
