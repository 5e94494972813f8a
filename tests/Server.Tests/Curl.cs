using System.Diagnostics;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>Sends a line of curl that a page shows: by curl itself, or the same request by HttpClient where no curl is on the machine.</summary>
internal abstract class Curl
{
    public static bool IsOnThisMachine => Machine.HasTool("curl");

    /// <summary>What it prints.</summary>
    /// <param name="words">The line, split into words.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="ct">Ends it.</param>
    public abstract Task<TextReader> StartAsync(IReadOnlyList<string> words, string folder, CancellationToken ct);

    /// <summary>The method of the request: as asked for, or what curl takes when there is a body.</summary>
    public static string MethodOf(IReadOnlyList<string> words) =>
        OptionOf(words, "-X") ?? (DataOf(words) is null ? "GET" : "POST");

    public static string UrlOf(IReadOnlyList<string> words) => words.Single(word => word.StartsWith("http", StringComparison.Ordinal));

    protected static string? DataOf(IReadOnlyList<string> words) => OptionOf(words, "-d") ?? OptionOf(words, "--data-binary");

    protected static string? OptionOf(IReadOnlyList<string> words, string name) =>
        words.Index().Where(word => word.Item == name).Select(word => words[word.Index + 1]).FirstOrDefault();
}

internal sealed class RealCurl : Curl, IDisposable
{
    private readonly List<Process> _started = [];

    public override Task<TextReader> StartAsync(IReadOnlyList<string> words, string folder, CancellationToken ct)
    {
        var process = Process.Start(new ProcessStartInfo("curl", words.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        _started.Add(process);
        return Task.FromResult<TextReader>(process.StandardOutput);
    }

    public void Dispose()
    {
        foreach (var process in _started)
        {
            // A stream of events has no other end.
            process.Kill();
            process.Dispose();
        }
    }
}

/// <summary>Knows the options that the pages use, and no other.</summary>
internal sealed class HttpCurl : Curl, IDisposable
{
    private readonly HttpClient _http = new();

    public override async Task<TextReader> StartAsync(IReadOnlyList<string> words, string folder, CancellationToken ct)
    {
        Assert.That(words.Where(word => word.StartsWith('-')), Is.SubsetOf(new[] { "-s", "-sN", "-X", "-d", "--data-binary", "-H", "-o", "-w" }));
        using var request = new HttpRequestMessage(new HttpMethod(MethodOf(words)), UrlOf(words));
        if (DataOf(words) is { } data)
        {
            request.Content = new StringContent(data.StartsWith('@') ? await File.ReadAllTextAsync(Path.Combine(folder, data[1..]), ct) : data);
        }

        if (OptionOf(words, "-H") is { } header)
        {
            foreach (var line in header.StartsWith('@') ? await File.ReadAllLinesAsync(Path.Combine(folder, header[1..]), ct) : [header])
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                request.Headers.TryAddWithoutValidation(line[..colon], line[(colon + 1)..].Trim());
            }
        }

        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (words.Contains("-sN"))
        {
            return new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        }

        var body = await response.Content.ReadAsStringAsync(ct);
        if (OptionOf(words, "-o") is { } file)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), body, ct);
            body = "";
        }

        Assert.That(OptionOf(words, "-w") ?? @"%{http_code}\n", Is.EqualTo(@"%{http_code}\n"));
        return new StringReader(OptionOf(words, "-w") is null ? body : $"{body}{(int)response.StatusCode}\n");
    }

    public void Dispose() => _http.Dispose();
}
