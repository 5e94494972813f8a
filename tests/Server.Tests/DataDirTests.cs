using System.Text.Json.Nodes;
using LiteDB;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>What <c>serve --data-dir</c> says about a directory that it cannot use. It changes nothing there.</summary>
public sealed class DataDirTests
{
    private const int Patience = 60_000;
    private const string AnyPort = "http://127.0.0.1:0";

    [Test]
    [CancelAfter(Patience)]
    public async Task A_directory_belongs_to_one_process(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        await using var first = RunningProgram.Start(Serve(data));
        await first.AddressesAsync(1, ct);

        var second = await RunningProgram.RunAsync(Serve(data), ct);

        AssertRefused(second, $"the data directory {data} is in use by process {first.Id}; stop that one, or choose another directory with --data-dir");
        await first.KillAsync();
        await using var third = RunningProgram.Start(Serve(data));
        Assert.That(await third.AddressesAsync(1, ct), Has.Count.EqualTo(1), "the lock of a dead process holds nobody up");
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task A_stop_leaves_nothing_but_the_file(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        await using (var program = RunningProgram.Start(Serve(folder.Path)))
        {
            await program.AddressesAsync(1, ct);
            Assert.That(await program.TerminateAsync(ct), Is.Zero);
        }

        Assert.That(Directory.GetFiles(folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "emulator.db", "emulator-log.db", "emulator.lock" }));
        Assert.That(new FileInfo(Path.Combine(folder.Path, "emulator-log.db")).Length, Is.Zero);
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task A_file_is_no_directory(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("data", "mine");

        AssertRefused(await RunningProgram.RunAsync(Serve(file), ct), $"the data directory {file} is a file; choose a directory with --data-dir");
        Assert.That(await File.ReadAllTextAsync(file, ct), Is.EqualTo("mine"));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task A_directory_must_be_writable(CancellationToken ct)
    {
        // Nobody may write there, root neither.
        Machine.Needs(OperatingSystem.IsLinux(), "/proc");

        var refused = await RunningProgram.RunAsync(Serve("/proc/privatenumber"), ct);

        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.StartWith("privatenumber serve: the data directory /proc/privatenumber cannot be written: ")
            .And.EndWith(" Give this user the right to, or choose another one with --data-dir"));
    }

    private static readonly TestCaseData[] Damages =
    [
        new TestCaseData((Func<byte[], byte[]>)(_ => "not mine"u8.ToArray())).SetArgDisplayNames("a foreign file"),
        new TestCaseData((Func<byte[], byte[]>)(_ => new byte[81_920])).SetArgDisplayNames("zeros"),
        new TestCaseData((Func<byte[], byte[]>)(file => file[..(file.Length / 2)])).SetArgDisplayNames("half a file"),
        new TestCaseData((Func<byte[], byte[]>)(file => [.. file[..16_384], .. new byte[8192], .. file[24_576..]])).SetArgDisplayNames("a page lost"),
    ];

    [TestCaseSource(nameof(Damages))]
    [CancelAfter(Patience)]
    public async Task A_damaged_file_is_refused_and_left_alone(Func<byte[], byte[]> damage)
    {
        var ct = TestContext.CurrentContext.CancellationToken;
        using var folder = new TemporaryFolder();
        var file = await MakeAsync(folder, ct);
        var damaged = damage(await File.ReadAllBytesAsync(file, ct));
        await File.WriteAllBytesAsync(file, damaged, ct);

        var refused = await RunningProgram.RunAsync(Serve(folder.Path), ct);

        Assert.That(refused.ExitCode, Is.EqualTo(2), refused.Errors);
        Assert.That(refused.Errors, Does.StartWith($"privatenumber serve: the data file {file} is damaged: ")
            .And.EndWith(". Put back a copy of it and of its -log.db, or move both away to start afresh; nothing was changed"));
        Assert.That(await File.ReadAllBytesAsync(file, ct), Is.EqualTo(damaged));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task A_file_of_a_newer_emulator_is_refused(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        var file = await MakeAsync(folder, ct);
        using (var database = new LiteDatabase(new ConnectionString { Filename = file, Collation = Collation.Binary }))
        {
            database.GetCollection("meta").Upsert(new BsonDocument { ["_id"] = "format", ["version"] = 2 });
        }

        AssertRefused(
            await RunningProgram.RunAsync(Serve(folder.Path), ct),
            $"the data file {file} has the format 2, and this emulator knows 1: start the newer emulator, or choose another directory with --data-dir; nothing was changed");
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task A_configuration_that_the_state_does_not_fit_is_refused(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        var file = await MakeAsync(folder, ct);
        var config = folder.Write("emulator.yaml", "applications: [ { name: axb-demo, mode: AX } ]");

        AssertRefused(
            await RunningProgram.RunAsync([.. Serve(folder.Path), "--config", config], ct),
            $"the state in {file} does not fit the configuration: axb-demo is AXB there, and AX in the configuration. "
                + "Change the configuration back, or choose another directory with --data-dir; nothing was changed");
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task When_the_disk_is_full_a_success_is_no_success_and_the_probe_says_why(CancellationToken ct)
    {
        Machine.Needs(OperatingSystem.IsLinux() && Machine.HasTool("prlimit"), "prlimit");
        using var folder = new TemporaryFolder();
        await using var program = RunningProgram.Start(
            Serve(folder.Path), new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" }, shell: "trap '' XFSZ; exec \"$@\"");
        using var http = new HttpClient { BaseAddress = new Uri((await program.AddressesAsync(1, ct))[0]) };
        program.LimitFileSize(new FileInfo(Path.Combine(folder.Path, "emulator-log.db")).Length);

        using var refused = await http.PostAsync(new Uri("_emulator/applications", UriKind.Relative), new StringContent("""{ "mode": "AX" }"""), ct);
        using var notReady = await http.GetAsync(new Uri("_emulator/health/ready", UriKind.Relative), ct);
        var missing = JsonNode.Parse(await notReady.Content.ReadAsStringAsync(ct))!["missing"]!.AsArray();

        Assert.That(((int)refused.StatusCode, (int)notReady.StatusCode), Is.EqualTo((500, 503)));
        Assert.That((string?)missing.Single(), Does.StartWith($"the state cannot be written to {Path.Combine(folder.Path, "emulator.db")}: "));

        program.LimitFileSize(null);
        using var made = await http.PostAsync(new Uri("_emulator/applications", UriKind.Relative), new StringContent("""{ "mode": "AX" }"""), ct);
        using var ready = await http.GetAsync(new Uri("_emulator/health/ready", UriKind.Relative), ct);
        Assert.That(((int)made.StatusCode, (int)ready.StatusCode), Is.EqualTo((201, 200)), "there is room again");
    }

    private static string[] Serve(string directory) => ["serve", "--urls", AnyPort, "--data-dir", directory];

    private static async Task<string> MakeAsync(TemporaryFolder folder, CancellationToken ct)
    {
        await using var program = RunningProgram.Start(Serve(folder.Path));
        await program.AddressesAsync(1, ct);
        await program.TerminateAsync(ct);
        return Path.Combine(folder.Path, "emulator.db");
    }

    private static void AssertRefused((int ExitCode, string Output, string Errors) run, string message) =>
        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((2, "privatenumber serve: " + message)));
}
