using System.Diagnostics;
using System.Globalization;

namespace PrivateNumber.Emulator.Benchmarks;

/// <summary>
/// From the start of the process to its first answer, and the memory it takes then: the emulator, published in each way there is, beside a bare
/// ASP.NET Core app.
/// <c>dotnet run -c Release --project tests/Benchmarks -- startup</c>
/// </summary>
internal static class Startup
{
    private const int Rounds = 10;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("startup-").FullName;
        try
        {
            var bare = WriteBareApp(Path.Combine(folder, "Bare"));
            var emulator = Repository.FileAt("emulator", "Server");
            List<Candidate> candidates =
            [
                new("bare ASP.NET Core", Publish(bare, Path.Combine(folder, "1"), "Bare", "")),
                new("privatenumber", Publish(emulator, Path.Combine(folder, "2"), "privatenumber", "")),
                new("ReadyToRun", Publish(emulator, Path.Combine(folder, "3"), "privatenumber", "--ucr --no-self-contained -p:PublishReadyToRun=true")),
                new("self-contained", Publish(emulator, Path.Combine(folder, "4"), "privatenumber", "--ucr --sc -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true")),
            ];
            if (HasTool("clang"))
            {
                candidates.Add(new("NativeAOT", Publish(emulator, Path.Combine(folder, "5"), "privatenumber", "--ucr -p:PublishAot=true")));
            }
            else
            {
                Console.WriteLine("NativeAOT is left out: clang and lld are not on this machine");
            }

            // In turns, so that what else the machine does meets all alike.
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var candidate in candidates)
                {
                    candidate.Starts.Add(await OnceAsync(candidate.Program));
                }
            }

            Console.WriteLine($"median of {Rounds} starts, process start to first HTTP answer; resident memory then");
            foreach (var (name, _, starts) in candidates)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name,-20} {Median(starts.Select(start => start.Milliseconds)),4:0} ms {Median(starts.Select(start => start.Megabytes)),4:0} MB"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static async Task<(double Milliseconds, double Megabytes)> OnceAsync(string program)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, "serve --urls http://127.0.0.1:0") { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            string? line;
            do
            {
                line = await process.StandardOutput.ReadLineAsync();
            }
            while (line is not null && !line.StartsWith("listening ", StringComparison.Ordinal));

            using var http = new HttpClient();
            using var response = await http.GetAsync(new Uri((line ?? throw new InvalidOperationException("The program ended at once."))["listening ".Length..]));
            var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            process.Refresh();
            return (elapsed, process.WorkingSet64 / 1e6);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static string Publish(string project, string target, string program, string options)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet", $"publish \"{project}\" -c Release -o \"{target}\" -v q -nologo {options}"))!;
        publish.WaitForExit();
        return publish.ExitCode == 0 ? Path.Combine(target, program) : throw new InvalidOperationException($"{project} does not publish.");
    }

    private static bool HasTool(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    private static string WriteBareApp(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Bare.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), """
            var builder = WebApplication.CreateSlimBuilder(args);
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.MapGet("/", () => "ok");
            await app.StartAsync();
            Console.WriteLine("listening " + app.Urls.First());
            await app.WaitForShutdownAsync();
            """);
        return folder;
    }

    private sealed record Candidate(string Name, string Program, List<(double Milliseconds, double Megabytes)> Starts)
    {
        public Candidate(string name, string program)
            : this(name, program, [])
        {
        }
    }
}
