using System.Diagnostics;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Testing;
using PrivateNumber.Emulator.Time;

namespace OrderTaxi.Tests;

/// <summary>The lines of samples/README.md, with the ports that the servers have here.</summary>
[Category("Sockets")]
public sealed class ReadmeTests
{
    private const string Bash = "/bin/bash";

    [Test]
    [CancelAfter(60_000)]
    public async Task The_curl_lines_show_a_call_on_an_order(CancellationToken ct)
    {
        if (!File.Exists(Bash))
        {
            Assert.Ignore("This machine has no bash: the test was not run.");
        }

        await using var platform = await PrivateNumberEmulator.StartAsync(options =>
        {
            options.UseKestrel();
            options.Clock = new() { Mode = ClockMode.Real };
        });
        await using var taxi = new TaxiApplication { Name = "axb-demo", PlatformAddress = platform.BaseAddress.ToString() };
        taxi.UseKestrel(0);
        taxi.StartServer();
        var lines = Curls()
            .Replace("http://127.0.0.1:8080/", platform.BaseAddress.ToString(), StringComparison.Ordinal)
            .Replace("http://127.0.0.1:5080/", taxi.ClientOptions.BaseAddress.ToString(), StringComparison.Ordinal);

        var folder = Directory.CreateTempSubdirectory("ordertaxi-");
        using var bash = Process.Start(new ProcessStartInfo(Bash, ["-e", "-c", lines])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = await bash.StandardOutput.ReadToEndAsync(ct);
        await bash.WaitForExitAsync(ct);
        folder.Delete(recursive: true);

        Assert.That(bash.ExitCode, Is.Zero, output);
        var order = JsonNode.Parse(output[output.LastIndexOf("{\"id\"", StringComparison.Ordinal)..])!;
        Assert.That((string?)order["calls"]![0]!["by"], Is.EqualTo("driver"));
        Assert.That((int?)order["calls"]![0]!["seconds"], Is.EqualTo(1));
    }

    private static string Curls()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "samples", "README.md")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("samples/README.md is in no folder above " + AppContext.BaseDirectory);
        }

        return File.ReadAllText(Path.Combine(folder.FullName, "samples", "README.md")).Split("```bash\n").Select(rest => rest.Split("```")[0])
            .Single(block => block.Contains("/orders", StringComparison.Ordinal));
    }
}
