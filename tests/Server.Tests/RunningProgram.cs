using System.Collections.Concurrent;
using System.Diagnostics;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>The program as users start it: a process of its own. PRIVATENUMBER_PROGRAM names another build of it, such as the native one of the image.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly string[] Program = Environment.GetEnvironmentVariable("PRIVATENUMBER_PROGRAM") is { Length: > 0 } program
        ? [program]
        : ["dotnet", Path.Combine(AppContext.BaseDirectory, "privatenumber.dll")];

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();

    private RunningProgram(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                _errors.Enqueue(line.Data);
            }
        };
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Errors => string.Join('\n', _errors);

    /// <summary>Runs to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] args, CancellationToken ct, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        await using var program = Start(args, environment, folder);
        var output = await program._process.StandardOutput.ReadToEndAsync(ct);
        await program._process.WaitForExitAsync(ct);
        return (program._process.ExitCode, output, program.Errors);
    }

    /// <param name="args">Its arguments.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="shell">What a shell does in which it runs: <c>"$@"</c> is the program.</param>
    public static RunningProgram Start(string[] args, IReadOnlyDictionary<string, string>? environment = null, string? folder = null, string? shell = null)
    {
        string[] command = [.. Program, .. args];
        var start = new ProcessStartInfo(shell is null ? command[0] : "bash", shell is null ? command[1..] : ["-c", shell, "bash", .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new RunningProgram(Process.Start(start)!);
    }

    /// <summary>The addresses that <c>serve</c> says it listens on; it has said all once it answers.</summary>
    public async Task<IReadOnlyList<string>> AddressesAsync(int count, CancellationToken ct)
    {
        var addresses = new List<string>();
        while (addresses.Count < count && await _process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            Assert.That(line, Does.StartWith("listening "));
            addresses.Add(line["listening ".Length..]);
        }

        Assert.That(addresses, Has.Count.EqualTo(count), Errors);
        return addresses;
    }

    /// <summary>SIGTERM, as <c>docker stop</c> sends it.</summary>
    public async Task<int> TerminateAsync(CancellationToken ct)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    /// <summary>The longest file that it can write, as if the disk were full; null is no limit.</summary>
    public void LimitFileSize(long? bytes)
    {
        using var limit = Process.Start("prlimit", [$"--pid={_process.Id}", $"--fsize={bytes?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unlimited"}:unlimited"]);
        limit.WaitForExit();
        Assert.That(limit.ExitCode, Is.Zero);
    }

    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }
}
