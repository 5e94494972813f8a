using System.Diagnostics;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>What the README tells a newcomer to type does what it says.</summary>
public sealed class ReadmeTests
{
    [Test]
    [CancelAfter(300_000)]
    public async Task The_first_command_plays_its_scenario(CancellationToken ct)
    {
        var words = Blocks("bash").Single(block => block.Contains("-- run ", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(words[0], Is.EqualTo("dotnet"));

        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", words[1..])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = await dotnet.StandardOutput.ReadToEndAsync(ct);
        await dotnet.WaitForExitAsync(ct);

        Assert.That(dotnet.ExitCode, Is.Zero, output);
        Assert.That(output, Does.Contain("callin").And.Contain("fee"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_curl_lines_bind_and_call_and_show_the_CDR(CancellationToken ct)
    {
        Machine.Needs(Machine.HasTool("bash") && Machine.HasTool("curl"), "bash or no curl");
        await using var program = RunningProgram.Start(["serve", "--urls", "http://127.0.0.1:0"]);
        var address = (await program.AddressesAsync(1, ct))[0];
        using var folder = new TemporaryFolder();
        var lines = Blocks("bash").Single(block => block.Contains("curl", StringComparison.Ordinal));

        using var bash = Process.Start(new ProcessStartInfo("bash", ["-e", "-c", lines.Replace("http://127.0.0.1:8080", address, StringComparison.Ordinal)])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = await bash.StandardOutput.ReadToEndAsync(ct);
        await bash.WaitForExitAsync(ct);

        Assert.That(bash.ExitCode, Is.Zero, output);
        Assert.That(output, Does.Contain("\"resultdesc\":\"Success\"").And.Contain("\"fwdDstNum\":\"+8613800000022\""));
    }

    [Test]
    public async Task The_scenario_passes()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        var file = folder.Write("readme.yaml", Blocks("yaml").Single());

        Assert.That(await Verbs.RunAsync(["run", file], output, output), Is.Zero, output.ToString());
    }

    [Test]
    public async Task Every_link_of_the_README_leads_to_a_file()
    {
        var text = await File.ReadAllTextAsync(Repository.FileAt("README.md"));
        var links = text.Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]).Where(link => !link.StartsWith('#'));

        Assert.That(links.Where(link => !Leads(link.Split('#'))), Is.Empty);
    }

    /// <summary>A link has a path, and perhaps a heading of that page.</summary>
    private static bool Leads(string[] link)
    {
        var file = Repository.FileAt(link[0]);
        return Path.Exists(file) && link.Skip(1).All(heading => File.ReadLines(file).Any(line =>
            line.StartsWith('#') && line.TrimStart('#', ' ').Replace(' ', '-').Equals(heading, StringComparison.OrdinalIgnoreCase)));
    }

    private static IReadOnlyList<string> Blocks(string language) => Repository.Blocks("README.md", language);
}
