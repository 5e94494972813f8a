using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using LiteDB;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Benchmarks;

/// <summary>
/// Binds that are on the disk before they are answered, beside one LiteDB commit for each; and how long reads and refusals take meanwhile.
/// <c>dotnet run -c Release --project tests/Benchmarks -- durable</c>
/// </summary>
internal static class DurableBinds
{
    private const int Clients = 32;
    private const string Path = "/rest/caas/relationnumber/partners/v1.0";
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    private static readonly ApplicationOptions Application = new()
    {
        Mode = Mode.Axb,
        Name = "axb",
        AppKey = "axb-key",
        AppSecret = "axb-secret",
        Numbers = [new() { AreaCode = "0755", Count = 500 }],
    };

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("durable-").FullName;
        try
        {
            var single = SingleCommits(System.IO.Path.Combine(folder, "single.db"));
            Say($"{Clients} clients, {Measured.TotalSeconds:0} s each");
            Say($"one LiteDB commit for each bind   {single,8:0} binds/s");
            await EmulatorAsync("in memory", null, single);
            await EmulatorAsync("--data-dir", System.IO.Path.Combine(folder, "data"), single);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What a store would do that commits each bind by itself: a row of the same size, one by one.</summary>
    private static double SingleCommits(string file)
    {
        using var database = new LiteDatabase(new ConnectionString { Filename = file, Collation = Collation.Binary });
        var rows = database.GetCollection("rows");
        var row = new string('x', 500);
        var next = 0;
        var start = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, Clients).Select(_ => new Thread(() =>
        {
            while (Stopwatch.GetElapsedTime(start) < Measured)
            {
                rows.Insert(new BsonDocument { ["_id"] = Interlocked.Increment(ref next).ToString("D19", CultureInfo.InvariantCulture), ["text"] = row });
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return next / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task EmulatorAsync(string name, string? dataDir, double single)
    {
        await using var server = await StartAsync(dataDir);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients + 2 }) { BaseAddress = new Uri(server.Urls.First()) };
        using var stop = new CancellationTokenSource();
        var next = 0;
        await AskAsync(http, HttpMethod.Post, Path, Bind(++next));
        var reads = new ConcurrentQueue<TimeSpan>();
        var refusals = new ConcurrentQueue<TimeSpan>();
        var aside = new[]
        {
            RepeatAsync(reads, () => AskAsync(http, HttpMethod.Get, Path + "?relationNum=%2B8617000000001", null), stop.Token),
            RepeatAsync(refusals, () => AskAsync(http, HttpMethod.Post, Path, """{"callerNum":"nobody"}"""), stop.Token),
        };

        var start = Stopwatch.GetTimestamp();
        var before = next;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(start) < Measured)
            {
                await AskAsync(http, HttpMethod.Post, Path, Bind(Interlocked.Increment(ref next)), "\"resultcode\":\"0\"");
            }
        }));
        var rate = (next - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        await stop.CancelAsync();
        await Task.WhenAll(aside);
        Say($"{name,-33} {rate,8:0} binds/s = {rate / single,5:0.0} times; meanwhile a read takes {Percentiles(reads)}, a refusal {Percentiles(refusals)}");
    }

    private static async Task<WebApplication> StartAsync(string? dataDir)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        builder.Services.AddPrivateNumberEmulator(new EmulatorOptions { ShortConnections = false, DataDir = dataDir, Applications = [Application] });
        var server = builder.Build();
        server.UseRouting();
        server.MapPrivateNumberEmulator();
        await server.StartAsync();
        return server;
    }

    private static async Task RepeatAsync(ConcurrentQueue<TimeSpan> times, Func<Task> ask, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            await ask();
            times.Enqueue(Stopwatch.GetElapsedTime(start));
        }
    }

    private static async Task AskAsync(HttpClient http, HttpMethod method, string path, string? body, string? expected = null)
    {
        const string Nonce = "benchmark";
        using var request = new HttpRequestMessage(method, path);
        var created = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("Authorization", "AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"");
        request.Headers.TryAddWithoutValidation(
            "X-AKSK",
            $"UsernameToken Username=\"{Application.AppKey}\",PasswordDigest=\"{Digests.Aksk(Application.AppSecret!, Nonce, created)}\",Nonce=\"{Nonce}\",Created=\"{created}\"");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (expected is not null && !text.Contains(expected, StringComparison.Ordinal))
        {
            throw new InvalidOperationException(text);
        }
    }

    private static string Bind(int number) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"callerNum":"+86138{{2 * number:D8}}","calleeNum":"+86138{{(2 * number) + 1:D8}}","areaCode":"0755"}""");

    private static string Percentiles(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Count / 2]:0.0} ms (99 %: {sorted[sorted.Count * 99 / 100]:0.0} ms)");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
