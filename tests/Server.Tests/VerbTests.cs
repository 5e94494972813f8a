using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Server.Tests;

public sealed class VerbTests
{
    [TestCase(new string[0], 2, "usage:")]
    [TestCase(new[] { "srve" }, 2, "unknown verb 'srve'; did you mean 'serve'?")]
    [TestCase(new[] { "serve", "--url", "x" }, 2, "unknown option --url; did you mean --urls?")]
    [TestCase(new[] { "serve", "--urls" }, 2, "--urls needs a value")]
    [TestCase(new[] { "serve", "--urls", "a", "--urls=b" }, 2, "--urls is given twice")]
    [TestCase(new[] { "serve", "here" }, 2, "'here' is not understood")]
    [TestCase(new[] { "run", "--verbose=yes", "x.yaml" }, 2, "--verbose takes no value")]
    [TestCase(new[] { "wait", "--timeout", "soon" }, 2, "--timeout 'soon' is not allowed; allowed: a duration of at most 36500d")]
    [TestCase(new[] { "wait", "--timeout", "36501d" }, 2, "--timeout '36501d' is not allowed; allowed: a duration of at most 36500d")]
    [TestCase(new[] { "wait", "--url", "here" }, 2, "--url 'here' is not allowed; allowed: a URL such as http://127.0.0.1:8080")]
    [TestCase(new[] { "wait", "--url", "ftp://127.0.0.1" }, 2, "--url 'ftp://127.0.0.1' is not allowed; allowed: a URL such as http://127.0.0.1:8080")]
    public async Task Wrong_words_are_a_plain_message_and_exit_code_2(string[] args, int exitCode, string message)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        Assert.That(await Verbs.RunAsync(args, output, errors), Is.EqualTo(exitCode));
        Assert.That(errors.ToString(), Does.Contain(message));
    }

    [Test]
    public async Task Help_lists_every_verb()
    {
        using var output = new StringWriter();

        Assert.That(await Verbs.RunAsync(["--help"], output, TextWriter.Null), Is.Zero);
        Assert.That(output.ToString(), Does.Contain("serve").And.Contain("run").And.Contain("validate").And.Contain("init").And.Contain("wait").And.Contain("healthcheck"));
    }

    [Test]
    public async Task The_version_is_that_of_the_package()
    {
        using var output = new StringWriter();

        Assert.That(await Verbs.RunAsync(["--version"], output, TextWriter.Null), Is.Zero);
        Assert.That(output.ToString().TrimEnd(), Does.Match(@"^privatenumber \d+\.\d+\.\d+$"));
    }

    [TestCase("run")]
    [TestCase("validate")]
    public void The_reference_of_scenarios_names_every_option(string verb)
    {
        var page = File.ReadAllText(Repository.FileAt("docs", "scenarios.md"));

        Assert.That(Verbs.All.Single(known => known.Name == verb).Options.Where(option => !page.Contains($"{option.Name} ", StringComparison.Ordinal) && !page.Contains($"{option.Name}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Wait_and_healthcheck_say_whether_the_server_is_ready(CancellationToken ct)
    {
        await using var program = RunningProgram.Start(["serve", "--urls", "http://127.0.0.1:0"]);
        var address = (await program.AddressesAsync(1, ct))[0];

        Assert.That(await Verbs.RunAsync(["wait", "--url", address, "--timeout", "90d"], TextWriter.Null, TextWriter.Null), Is.Zero);

        var environment = new Dictionary<string, string> { ["EMULATOR_URLS"] = address };
        Assert.That((await RunningProgram.RunAsync(["healthcheck"], ct, environment)).ExitCode, Is.Zero);
        await program.KillAsync();
        Assert.That((await RunningProgram.RunAsync(["healthcheck"], ct, environment)).ExitCode, Is.EqualTo(1));
    }

    [TestCase("wait --timeout 300ms --url", "privatenumber wait: {0} is not ready after 300ms: no answer within ")]
    [TestCase("wait --timeout 0 --url", "privatenumber wait: {0} is not ready after 0: no answer within 50ms")]
    [TestCase("healthcheck --config", "{0}: no answer within 5s")]
    [CancelAfter(60_000)]
    public async Task A_server_that_hangs_is_a_plain_message_and_exit_code_1(string words, string message, CancellationToken ct)
    {
        using var hung = new TcpListener(IPAddress.Loopback, 0);
        hung.Start();
        var address = $"http://{hung.LocalEndpoint}";
        using var folder = new TemporaryFolder();
        var last = words.EndsWith("--config", StringComparison.Ordinal) ? folder.Write("emulator.yaml", $"urls: {address}") : address;
        using var errors = new StringWriter();

        Assert.That(await Verbs.RunAsync([.. words.Split(' '), last], TextWriter.Null, errors).WaitAsync(ct), Is.EqualTo(1));
        Assert.That(errors.ToString().Trim(), Does.StartWith(string.Format(CultureInfo.InvariantCulture, message, address)));
    }

    [Test]
    public async Task Init_writes_files_that_are_valid_and_never_overwrites()
    {
        using var folder = new TemporaryFolder();
        using var errors = new StringWriter();

        Assert.That(await Verbs.RunAsync(["init", folder.Path], TextWriter.Null, TextWriter.Null), Is.Zero);

        var configuration = Path.Combine(folder.Path, "emulator.yaml");
        var scenario = Path.Combine(folder.Path, "scenarios", "first-call.yaml");
        Assert.That(await Verbs.RunAsync(["validate", scenario], TextWriter.Null, errors), Is.Zero, errors.ToString());
        Assert.That(await Verbs.RunAsync(["run", scenario, "--config", configuration], TextWriter.Null, errors), Is.Zero, errors.ToString());
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(folder.Path, "scenarios", File.ReadLines(scenario).First().Split("$schema=")[1])),
            Is.EqualTo(await File.ReadAllTextAsync(Repository.FileAt("scenarios", "scenario.schema.json"))));
        Assert.That(await Verbs.RunAsync(["init", folder.Path], TextWriter.Null, errors), Is.EqualTo(2));
        Assert.That(errors.ToString(), Does.Contain("nothing was written"));
    }

    [TestCaseSource(nameof(KeyOptions))]
    public void A_flag_sets_its_key_over_the_environment(string name, string key)
    {
        const string value = "http://127.0.0.1:0";
        var line = CommandLine.Parse(Verbs.All.Single(verb => verb.Name == "serve"), [name, value]);

        var options = Settings.Load(line, new Dictionary<string, string> { [$"EMULATOR_{key.ToUpperInvariant()}"] = "http://127.0.0.1:1" }).Options!;

        var set = typeof(EmulatorOptions).GetProperty(key, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)!.GetValue(options);
        Assert.That(set is IReadOnlyList<string> list ? list.Single() : set, Is.EqualTo(value));
    }

    private static IEnumerable<object[]> KeyOptions =>
        Verbs.All.SelectMany(verb => verb.Options).Where(option => option.Key is not null).Select(option => new object[] { option.Name, option.Key! });
}
