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
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Benchmarks;

/// <summary>
/// Binds that are on the disk before they are answered, beside one LiteDB commit for each; and how long reads and refusals take meanwhile.
/// <c>dotnet run -c Release --project tests/Benchmarks -- durable</c>
/// </summary>
internal static class DurableBinds
{
    private const int Clients = 32;
    private const string Path = "/rest/caas/relationnumber/partners/v1.0";
    private const int Turns = 8;

    /// <summary>Short, and in turns: what else the disk and the processors do strikes all of them alike.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

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
            using var plain = new PlainCommits(System.IO.Path.Combine(folder, "plain.db"));
            using var single = new SingleCommits(System.IO.Path.Combine(folder, "single.db"));
            await using var memory = await BoundEmulator.StartAsync(null);
            await using var durable = await BoundEmulator.StartAsync(System.IO.Path.Combine(folder, "data"));
            for (var turn = 0; turn < Turns; turn++)
            {
                plain.Run();
                single.Run();
                await memory.RunAsync();
                await durable.RunAsync();
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Clients} clients, {Turns} turns of {Turn.TotalSeconds:0} s each"));
            Say($"one LiteDB commit for each bind              {plain.Rate,6:0} binds/s");
            Say($"the same, its log synced once for a commit   {single.Rate,6:0} binds/s, {single.Rate / plain.Rate:0.0} times");
            Say($"--data-dir                                   {durable.Rate,6:0} binds/s, {durable.Rate / plain.Rate:0.0} times; meanwhile {durable.Aside}");
            Say($"in memory                                    {memory.Rate,6:0} binds/s, {memory.Rate / plain.Rate:0.0} times; meanwhile {memory.Aside}");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What a store would do that commits each bind by itself: a row of the same size, one by one.</summary>
    private abstract class Commits : IDisposable
    {
        private readonly string _row = new('x', 500);
        private int _next;
        private TimeSpan _took;

        public double Rate => _next / _took.TotalSeconds;

        public void Run()
        {
            var start = Stopwatch.GetTimestamp();
            var threads = Enumerable.Range(0, Clients).Select(_ => new Thread(() =>
            {
                while (Stopwatch.GetElapsedTime(start) < Turn)
                {
                    Commit(Interlocked.Increment(ref _next).ToString("D12", CultureInfo.InvariantCulture), _row);
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            _took += Stopwatch.GetElapsedTime(start);
        }

        public abstract void Dispose();

        protected abstract void Commit(string id, string text);
    }

    private sealed class PlainCommits(string file) : Commits
    {
        private readonly LiteDatabase _database = new(new ConnectionString { Filename = file, Collation = Collation.Binary });

        public override void Dispose() => _database.Dispose();

        protected override void Commit(string id, string text) => _database.GetCollection("rows").Insert(new BsonDocument { ["_id"] = id, ["text"] = text });
    }

    /// <summary>The emulator's own file, without a writer that lets changes share a commit.</summary>
    private sealed class SingleCommits(string file) : Commits
    {
        private readonly Lock _oneThread = new();
        private readonly StateFile _file = StateFile.Open(file);

        public override void Dispose() => _file.Dispose();

        protected override void Commit(string id, string text)
        {
            lock (_oneThread)
            {
                _file.Write([new Row(id, text)]);
            }
        }
    }

    /// <summary>An emulator on a socket, clients who bind, and one each who reads and who is refused.</summary>
    private sealed class BoundEmulator(WebApplication server, HttpClient http) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<TimeSpan> _reads = new();
        private readonly ConcurrentQueue<TimeSpan> _refusals = new();
        private int _next;
        private TimeSpan _took;

        public double Rate => _next / _took.TotalSeconds;

        public string Aside => $"a read takes {Percentiles(_reads)}, a refusal {Percentiles(_refusals)}";

        public static async Task<BoundEmulator> StartAsync(string? dataDir)
        {
            var server = await DurableBinds.StartAsync(dataDir);
            return new BoundEmulator(server, new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients + 2 }) { BaseAddress = new Uri(server.Urls.First()) });
        }

        public async Task RunAsync()
        {
            var start = Stopwatch.GetTimestamp();
            bool GoesOn() => Stopwatch.GetElapsedTime(start) < Turn;
            await Task.WhenAll(
            [
                .. Enumerable.Range(0, Clients).Select(async _ =>
                {
                    while (GoesOn())
                    {
                        await AskAsync(http, HttpMethod.Post, Path, Bind(Interlocked.Increment(ref _next)), "\"resultcode\":\"0\"");
                    }
                }),
                RepeatAsync(_reads, () => AskAsync(http, HttpMethod.Get, Path + "?relationNum=%2B8617000000001", null), GoesOn),
                RepeatAsync(_refusals, () => AskAsync(http, HttpMethod.Post, Path, """{"callerNum":"nobody"}"""), GoesOn),
            ]);
            _took += Stopwatch.GetElapsedTime(start);
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await server.DisposeAsync();
        }
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

    private static async Task RepeatAsync(ConcurrentQueue<TimeSpan> times, Func<Task> ask, Func<bool> goesOn)
    {
        while (goesOn())
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
