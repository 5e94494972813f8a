using System.Diagnostics;
using System.Globalization;

namespace PrivateNumber.Emulator.Benchmarks;

/// <summary>
/// From the start of the process to its first answer: the published emulator beside a bare ASP.NET Core app published the same way.
/// <c>dotnet run -c Release --project tests/Benchmarks -- startup</c>
/// </summary>
internal static class Startup
{
    private const int Rounds = 10;

    public static async Task<int> RunAsync()
    {
        var root = FindRoot();
        var folder = Directory.CreateTempSubdirectory("startup-").FullName;
        try
        {
            var emulator = Publish(Path.Combine(root, "emulator", "Server"), Path.Combine(folder, "emulator"), "privatenumber.dll");
            var bare = Publish(WriteBareApp(Path.Combine(folder, "Bare")), Path.Combine(folder, "bare"), "Bare.dll");
            Console.WriteLine($"median of {Rounds} starts, process start to first HTTP answer");
            foreach (var (name, program) in new[] { ("bare ASP.NET Core", bare), ("privatenumber serve", $"{emulator} serve") })
            {
                var median = await MedianAsync(program);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-20} {median:0} ms"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> MedianAsync(string program)
    {
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            times.Add(await OnceAsync(program));
        }

        times.Sort();
        return (times[(Rounds - 1) / 2] + times[Rounds / 2]) / 2;
    }

    private static async Task<double> OnceAsync(string program)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", $"{program} --urls http://127.0.0.1:0") { RedirectStandardOutput = true, UseShellExecute = false })!;
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
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static string Publish(string project, string target, string assembly)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet", $"publish \"{project}\" -c Release -o \"{target}\" -v q -nologo"))!;
        publish.WaitForExit();
        return publish.ExitCode == 0 ? Path.Combine(target, assembly) : throw new InvalidOperationException($"{project} does not publish.");
    }

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

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Emulator.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Run this from a checkout of the repository.");
    }
}
