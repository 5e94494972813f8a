using System.Globalization;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Server;

/// <summary><c>wait</c> for CI and <c>healthcheck</c> for Docker: both ask the server whether it is ready.</summary>
internal static class ProbeVerbs
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan OneProbe = TimeSpan.FromSeconds(5);

    public static async Task<int> WaitAsync(CommandLine line, TextWriter output, TextWriter errors)
    {
        var timeout = TimeSpan.FromSeconds(30);
        if (line[Option.Timeout] is { } text && !Durations.TryParse(text, out timeout))
        {
            await errors.WriteLineAsync($"privatenumber wait: '{text}' is no duration; allowed: 250ms, 5s, 2m, 1h30m, 90d");
            return Verbs.Usage;
        }

        if (line[Option.Url] is { } given && !Uri.TryCreate(given, UriKind.Absolute, out _))
        {
            await errors.WriteLineAsync($"privatenumber wait: '{given}' is no URL, such as http://127.0.0.1:8080");
            return Verbs.Usage;
        }

        if (await UrlAsync(line, errors) is not { } url)
        {
            return Verbs.Usage;
        }

        using var http = Client();
        using var deadline = new CancellationTokenSource(timeout);
        using var timer = new PeriodicTimer(Pause);
        var last = "not asked yet";
        try
        {
            do
            {
                last = await ProbeAsync(http, url, deadline.Token);
                if (last.Length == 0)
                {
                    await output.WriteLineAsync($"ready {url}");
                    return Verbs.Done;
                }
            }
            while (await timer.WaitForNextTickAsync(deadline.Token));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            // Reported below, with what the last probe saw.
        }

        await errors.WriteLineAsync($"privatenumber wait: {url} is not ready after {Durations.Format(timeout)}: {last}");
        return Verbs.Failed;
    }

    public static async Task<int> HealthcheckAsync(CommandLine line, TextWriter output, TextWriter errors)
    {
        if (await UrlAsync(line, errors) is not { } url)
        {
            return Verbs.Usage;
        }

        using var http = Client();
        using var deadline = new CancellationTokenSource(OneProbe);
        var problem = await ProbeAsync(http, url, deadline.Token);
        await (problem.Length == 0 ? output.WriteLineAsync("healthy") : errors.WriteLineAsync($"{url}: {problem}"));
        return problem.Length == 0 ? Verbs.Done : Verbs.Failed;
    }

    /// <summary>Empty when ready, else why not.</summary>
    private static async Task<string> ProbeAsync(HttpClient http, string url, CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(new Uri(url), "/_emulator/health/ready"), ct);
            return response.IsSuccessStatusCode ? "" : $"{response.StatusCode} {await response.Content.ReadAsStringAsync(ct)}";
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
    }

    /// <summary>The same addresses that the server of this configuration listens on; all interfaces are asked on loopback.</summary>
    private static async Task<string?> UrlAsync(CommandLine line, TextWriter errors)
    {
        if (line[Option.Url] is { } url)
        {
            return url;
        }

        if (await Settings.LoadAsync(line, errors) is not { } options)
        {
            return null;
        }

        var address = BindingAddress.Parse(options.Urls[0]);
        var host = address.Host is "localhost" or "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{host}:{address.Port}");
    }

    // The probe asks its own server, whose certificate is self-signed.
#pragma warning disable MA0039
    private static HttpClient Client() => new(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
    });
#pragma warning restore MA0039
}
