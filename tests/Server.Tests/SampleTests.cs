using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>The clients of samples/: the commands of their README, against the program as users start it.</summary>
public sealed class SampleTests
{
    private const int Patience = 120_000;

    private static readonly string Readme = File.ReadAllText(Repository.FileAt("samples", "README.md"));

    /// <summary>The rows of the table, by language.</summary>
    private static IEnumerable<TestCaseData> Commands() => Regex.Matches(Readme, @"^\| (?<language>\S+) \| `(?<command>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)
        .Select(row => new TestCaseData(row.Groups["command"].Value).SetArgDisplayNames(row.Groups["language"].Value));

    [TestCaseSource(nameof(Commands))]
    [CancelAfter(Patience)]
    public async Task A_sample_binds_receives_the_pushes_of_a_call_and_unbinds(string command)
    {
        await using var emulator = await StartAsync(command);

        var (exitCode, output, errors) = await RunAsync(command, emulator.Address);

        Assert.That(exitCode, Is.Zero, errors);
        Assert.That(WithoutTimes(output), Is.EqualTo(WithoutTimes(Readme.Split("```text\n")[1].Split("```")[0])));
        Assert.That(await emulator.ItemsAsync("bindings"), Is.Empty);
        Assert.That((await emulator.ItemsAsync("callbacks")).Select(push => (string?)push!["state"]), Is.All.EqualTo("delivered"));
    }

    [TestCaseSource(nameof(Commands))]
    [CancelAfter(Patience)]
    public async Task A_sample_refuses_a_push_with_a_wrong_signature(string command)
    {
        await using var emulator = await StartAsync(command);
        await emulator.PostAsync("faults", """{"app":"axb-demo","on":"push.*","times":1,"fault":{"kind":"corruptSignature"}}""");

        var (exitCode, output, errors) = await RunAsync(command, emulator.Address);

        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(errors, Does.StartWith("failed   refused a push: its signature is wrong"));
        Assert.That(output, Does.Not.Contain("pushed").And.Contain("unbound"));
        var push = (await emulator.ItemsAsync("callbacks"))[0]!;
        Assert.That((int?)push["attempts"]![0]!["status"], Is.EqualTo(401));
        Assert.That(await emulator.ItemsAsync("bindings"), Is.Empty);
    }

    [TestCaseSource(nameof(Commands))]
    [CancelAfter(Patience)]
    public async Task A_sample_says_in_one_line_why_it_could_not_bind(string command)
    {
        await using var emulator = await StartAsync(command);
        await emulator.PostAsync("faults", """{"app":"axb-demo","on":"axb.bind","fault":{"kind":"resultCode","code":"1012008"}}""");

        var (exitCode, output, errors) = await RunAsync(command, emulator.Address);

        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(errors, Does.StartWith("failed   ").And.Contain("1012008 Insufficient number of resources"));
    }

    [TestCaseSource(nameof(Commands))]
    [CancelAfter(Patience)]
    public async Task A_sample_says_in_one_line_that_there_is_no_emulator(string command)
    {
        NeedsToolOf(command);

        var (exitCode, output, errors) = await RunAsync(command, "http://127.0.0.1:1");

        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(errors, Does.StartWith("failed   no emulator at http://127.0.0.1:1: "));
    }

    private static void NeedsToolOf(string command)
    {
        var tool = command.Split(' ')[0];
        Machine.Needs(Machine.HasTool(tool), tool);
    }

    private static async Task<RunningEmulator> StartAsync(string command)
    {
        NeedsToolOf(command);
        var program = RunningProgram.Start(["serve", "--urls", "http://127.0.0.1:0"]);
        return new RunningEmulator(program, (await program.AddressesAsync(1, TestContext.CurrentContext.CancellationToken))[0]);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string command, string address)
    {
        var ct = TestContext.CurrentContext.CancellationToken;
        var words = command.Split(' ');
        using var sample = Process.Start(new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = Repository.Root,
            Environment = { ["EMULATOR_URL"] = address },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        try
        {
            var errors = sample.StandardError.ReadToEndAsync(ct);
            var output = await sample.StandardOutput.ReadToEndAsync(ct);
            await sample.WaitForExitAsync(ct);
            return (sample.ExitCode, output, await errors);
        }
        finally
        {
            sample.Kill(entireProcessTree: true);
        }
    }

    private static string WithoutTimes(string output) => Regex.Replace(output.ReplaceLineEndings("\n"), @"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "TIME");

    private sealed class RunningEmulator(RunningProgram program, string address) : IAsyncDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = new Uri(address + "/_emulator/") };

        public string Address => address;

        public async Task<JsonArray> ItemsAsync(string list) => (await _http.GetFromJsonAsync<JsonNode>($"{list}?app=axb-demo"))!["items"]!.AsArray();

        public async Task PostAsync(string path, string json)
        {
            using var body = new StringContent(json);
            using var response = await _http.PostAsync(path, body);
            response.EnsureSuccessStatusCode();
        }

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            await program.DisposeAsync();
        }
    }
}
