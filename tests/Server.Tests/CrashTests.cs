using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>The program is killed in the middle of its work, again and again. What it has acknowledged is there after the next start.</summary>
public sealed class CrashTests
{
    private const int Patience = 300_000;
    private const int Rounds = 10;
    private const int WorkersPerMode = 3;
    private const int Seed = 20260301;

    private static readonly Application[] Applications =
    [
        new("ax", "AX", "/rest/provision/caas/privatenumber/v1.0", i => new() { ["origNum"] = Phone(i), ["privateNumType"] = "mobile-virtual", ["areaCode"] = "0755" }, ["privateNum"]),
        new("axb", "AXB", "/rest/caas/relationnumber/partners/v1.0", i => new() { ["callerNum"] = Phone(2 * i), ["calleeNum"] = Phone((2 * i) + 1), ["areaCode"] = "0755" }, ["relationNum", "callerNum"]),
        new("axe", "AXE", "/rest/caas/extendnumber/v1.0", i => new() { ["bindNum"] = Phone(i), ["areaCode"] = "0755" }, ["virtualNum", "extendNum"]),
        new("axyb", "AXYB", "/rest/omp/xyrelationnumber/v1.0?app_key=axyb-key", i => new() { ["origNum"] = Phone(i), ["areaCode"] = "0755" }, ["relationNumber"]),
    ];

    [Test]
    [CancelAfter(Patience)]
    public async Task What_was_acknowledged_survives_kill_9(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        await using var customer = await RefusingCustomer.StartAsync();
        var config = folder.Write("emulator.yaml", Configuration(customer.Url));
        string[] args = ["serve", "--config", config, "--urls", "http://127.0.0.1:0", "--data-dir", Path.Combine(folder.Path, "data")];
        var random = new Random(Seed);
        var kept = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var next = 0;

        for (var round = 0; round < Rounds; round++)
        {
            await using var program = RunningProgram.Start(args);
            using var http = new HttpClient { BaseAddress = new Uri((await program.AddressesAsync(1, ct))[0]) };
            await AssertKeptAsync(http, kept, ct);
            if (round == 0)
            {
                await SuspendANumberAsync(http, ct);
            }

            // Others are on their way at that moment: what becomes of those, nobody has been told.
            var left = random.Next(1, 150);
            var workers = new List<Task>();
            foreach (var application in Applications)
            {
                var headers = await http.GetStringAsync(new Uri($"_emulator/applications/{application.Name}/headers", UriKind.Relative), ct);
                workers.AddRange(Enumerable.Range(0, WorkersPerMode).Select(_ => WorkAsync(application, headers)));
            }

            await Task.WhenAll(workers);

            async Task WorkAsync(Application application, string headers)
            {
                try
                {
                    while (true)
                    {
                        var reply = await BindAsync(http, application, headers, Interlocked.Increment(ref next), ct);
                        Assert.That((string?)reply["resultcode"], Is.EqualTo("0"), reply.ToJsonString());
                        Assert.That(kept.TryAdd((string)reply["subscriptionId"]!, application.Name), Is.True, "an id was given twice");
                        if (Interlocked.Decrement(ref left) == 0)
                        {
                            await program.KillAsync();
                        }
                    }
                }
                catch (Exception e) when (e is HttpRequestException or IOException && Volatile.Read(ref left) <= 0)
                {
                }
            }
        }

        await using var last = RunningProgram.Start(args);
        using var control = new HttpClient { BaseAddress = new Uri((await last.AddressesAsync(1, ct))[0]) };
        await AssertKeptAsync(control, kept, ct);
        customer.Status = HttpStatusCode.OK;
        await PostAsync(control, "_emulator/clock/advance", """{ "by": "1m" }""", ct);
        Assert.That(customer.Accepted.Select(body => (string?)JsonNode.Parse(body)!["eventType"]), Is.EqualTo(new[] { "numStatus" }));
    }

    private static async Task AssertKeptAsync(HttpClient http, ConcurrentDictionary<string, string> kept, CancellationToken ct)
    {
        foreach (var application in Applications)
        {
            var text = await http.GetStringAsync(new Uri($"_emulator/bindings?app={application.Name}", UriKind.Relative), ct);
            var bindings = JsonNode.Parse(text)!["items"]!.AsArray().Select(item => item!.AsObject()).ToList();
            var ids = bindings.Select(binding => (string)binding["subscriptionId"]!).ToList();

            Assert.That(kept.Where(bind => bind.Value == application.Name).Select(bind => bind.Key).Except(ids), Is.Empty, "was acknowledged, and is gone");
            Assert.That(ids, Is.Unique);
            Assert.That(bindings.Select(binding => string.Join(' ', application.Unique.Select(name => binding[name]))), Is.Unique, "is bound twice");
        }
    }

    private static async Task<JsonObject> BindAsync(HttpClient http, Application application, string headers, int number, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, application.Path);
        foreach (var header in headers.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
        }

        request.Content = new StringContent(application.Body(number).ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, ct);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!.AsObject();
    }

    /// <summary>Its customer hears of it, and answers 500.</summary>
    private static async Task SuspendANumberAsync(HttpClient http, CancellationToken ct)
    {
        var numbers = JsonNode.Parse(await http.GetStringAsync(new Uri("_emulator/numbers?app=axb", UriKind.Relative), ct))!["items"]!;
        using var patched = await http.PatchAsync(
            new Uri("_emulator/numbers/" + Uri.EscapeDataString((string)numbers[0]!["number"]!), UriKind.Relative),
            new StringContent("""{ "status": "suspended" }""", Encoding.UTF8, "application/json"),
            ct);
        Assert.That(patched.IsSuccessStatusCode, Is.True);
        await PostAsync(http, "_emulator/callbacks/wait", """{ "app": "axb", "eventType": "numStatus" }""", ct);
    }

    private static async Task PostAsync(HttpClient http, string path, string body, CancellationToken ct)
    {
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), ct);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync(ct));
    }

    private static string Configuration(string statusUrl) => "clock: { mode: manual }\napplications:\n" + string.Concat(Applications.Select(application =>
        $$"""
          - { name: {{application.Name}}, mode: {{application.Mode}}, appKey: {{application.Name}}-key, statusUrl: "{{statusUrl}}", numbers: [ { areaCode: "0755", count: 2000 } ] }

        """));

    private static string Phone(int number) => $"+86138{number:D8}";

    private sealed record Application(string Name, string Mode, string Path, Func<int, JsonObject> Body, string[] Unique);

    /// <summary>A customer's server that is out of order for a while.</summary>
    private sealed class RefusingCustomer : IAsyncDisposable
    {
        private readonly WebApplication _server;
        private readonly ConcurrentQueue<string> _accepted = new();

        private RefusingCustomer(WebApplication server) => _server = server;

        public HttpStatusCode Status { get; set; } = HttpStatusCode.InternalServerError;

        public IReadOnlyCollection<string> Accepted => _accepted;

        public string Url => _server.Urls.Single() + "/status";

        public static async Task<RefusingCustomer> StartAsync()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            var server = builder.Build();
            var customer = new RefusingCustomer(server);
            server.Run(customer.AnswerAsync);
            await server.StartAsync();
            return customer;
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        private async Task AnswerAsync(HttpContext http)
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync(http.RequestAborted);
            http.Response.StatusCode = (int)Status;
            if (Status == HttpStatusCode.OK)
            {
                _accepted.Enqueue(body);
            }
        }
    }
}
