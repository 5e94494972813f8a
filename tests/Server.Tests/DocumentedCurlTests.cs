namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>The other pages: each of their lines of curl succeeds on a program that runs as the page takes for granted.</summary>
public sealed class DocumentedCurlTests
{
    private static IEnumerable<string> Pages() => Directory.GetFiles(Repository.FileAt("docs"), "*.md")
        .Select(file => "docs/" + Path.GetFileName(file)).Where(page => Lines(page).Count > 0).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Pages))]
    [CancelAfter(60_000)]
    public async Task Every_line_succeeds(string page, CancellationToken ct)
    {
        Machine.Needs(Curl.IsOnThisMachine, "curl");
        await using var program = RunningProgram.Start(["serve", "--urls", "http://127.0.0.1:0;https://127.0.0.1:0"]);
        var addresses = await program.AddressesAsync(2, ct);
        using var folder = new TemporaryFolder();
        using var curl = new RealCurl();
        foreach (var line in Lines(page))
        {
            var here = line.Replace("http://127.0.0.1:8080", addresses[0], StringComparison.Ordinal)
                .Replace("https://127.0.0.1:8443", addresses[1], StringComparison.Ordinal);
            var answer = await (await curl.StartAsync([.. ShellWords.Split(here, static name => ""), "-w", "%{http_code}"], folder.Path, ct)).ReadToEndAsync(ct);

            Assert.That(answer, Does.Match("20[0-9]$"), line);
            Assert.That(answer, Does.Not.Contain("resultcode").Or.Contain("\"resultcode\":\"0\""), line);
        }
    }

    private static List<string> Lines(string page) =>
        [.. Repository.Blocks(page, "bash").SelectMany(block => block.Replace("\\\n", "", StringComparison.Ordinal).Split('\n')).Where(line => line.StartsWith("curl ", StringComparison.Ordinal))];
}
