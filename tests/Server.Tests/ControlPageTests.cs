using System.Text.Json;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>docs/control-api.md: its lines of curl, typed in order into a running program, are answered as the page shows.</summary>
public sealed class ControlPageTests
{
    private const string Page = "docs/control-api.md";
    private const string Address = "http://127.0.0.1:8080";

    [Test]
    [CancelAfter(120_000)]
    public async Task Every_line_is_answered_as_shown_by_curl(CancellationToken ct)
    {
        Machine.Needs(Curl.IsOnThisMachine, "curl (the same lines are sent by HttpClient)");
        using var curl = new RealCurl();
        await TypeAsync(curl, ct);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Every_line_is_answered_as_shown_without_curl(CancellationToken ct)
    {
        using var curl = new HttpCurl();
        await TypeAsync(curl, ct);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Every_call_that_OpenAPI_lists_has_its_line(CancellationToken ct)
    {
        await using var program = RunningProgram.Start(["serve", "--urls", "http://127.0.0.1:0"]);
        using var http = new HttpClient();
        using var description = JsonDocument.Parse(await http.GetStringAsync((await program.AddressesAsync(1, ct))[0] + "/_emulator/openapi.json", ct));
        var calls = description.RootElement.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/_emulator/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Method: operation.Name.ToUpperInvariant(), path.Name)))
            .ToList();
        var typed = ConsoleLine.Of(Page).Select(line => ShellWords.Split(line.Command, static _ => "id"))
            .Select(words => (Method: Curl.MethodOf(words), Path: new Uri(Curl.UrlOf(words)).AbsolutePath)).ToList();

        Assert.That(calls, Has.Count.GreaterThan(40));
        Assert.That(calls.Where(call => !typed.Any(line => line.Method == call.Method && Fits(call.Name, line.Path))), Is.Empty);
    }

    private static async Task TypeAsync(Curl curl, CancellationToken ct)
    {
        await using var program = RunningProgram.Start(["serve", "--urls", "http://127.0.0.1:0"]);
        var address = (await program.AddressesAsync(1, ct))[0];
        using var folder = new TemporaryFolder();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var answers = new ShownAnswer(ids);
        (ConsoleLine Line, TextReader Output)? listening = null;
        foreach (var line in ConsoleLine.Of(Page))
        {
            var words = ShellWords.Split(line.Command.Replace(Address, address, StringComparison.Ordinal), name => ids[name]);
            var output = await curl.StartAsync(words, folder.Path, ct);
            if (words.Contains("-sN"))
            {
                // It goes on while the next line is typed, and has begun to listen when it says so.
                Assert.That(await output.ReadLineAsync(ct), Is.EqualTo(line.Answer.Split('\n')[0]));
                listening = (line, output);
                continue;
            }

            Check(line, await output.ReadToEndAsync(ct));
            if (listening is { } listener)
            {
                var rest = listener.Line.Answer.Split('\n')[1..];
                List<string> heard = [];
                while (heard.Count < rest.Length && await listener.Output.ReadLineAsync(ct) is { } next)
                {
                    heard.Add(next);
                }

                Check(listener.Line with { Answer = string.Join('\n', rest) }, string.Join('\n', heard));
                listening = null;
            }
        }

        void Check(ConsoleLine line, string got) => Assert.That(answers.Difference(line.Answer, got), Is.Null, $"{line.Command}\nanswered\n{got}");
    }

    private static bool Fits(string template, string path)
    {
        var (parts, given) = (template.Split('/'), path.Split('/'));
        return parts.Length == given.Length && parts.Zip(given).All(part => part.First.StartsWith('{') || part.First == part.Second);
    }
}
