using System.Globalization;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Time;

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
            await errors.WriteLineAsync($"privatenumber wait: --timeout '{text}' is not allowed; allowed: {Durations.Allowed}");
            return Verbs.Usage;
        }

        if (line[Option.Url] is { } given && !ServerUrl.TryParse(given, out _))
        {
            await errors.WriteLineAsync($"privatenumber wait: --url '{given}' is not allowed; allowed: {ServerUrl.Allowed}");
            return Verbs.Usage;
        }

        if (await UrlAsync(line, errors) is not { } url)
        {
            return Verbs.Usage;
        }

        using var http = Client();
        using var timer = new PeriodicTimer(Pause);
        var started = WallClock.Provider.GetTimestamp();
        string problem;
        TimeSpan left;
        do
        {
            left = timeout - WallClock.Provider.GetElapsedTime(started);
            problem = await ProbeAsync(http, url, left < Pause ? Pause : left < OneProbe ? left : OneProbe);
            if (problem.Length == 0)
            {
                await output.WriteLineAsync($"ready {url}");
                return Verbs.Done;
            }
        }
        while (left > Pause && await timer.WaitForNextTickAsync());

        await errors.WriteLineAsync($"privatenumber wait: {url} is not ready after {Durations.Format(timeout)}: {problem}");
        return Verbs.Failed;
    }

    public static async Task<int> HealthcheckAsync(CommandLine line, TextWriter output, TextWriter errors)
    {
        if (await UrlAsync(line, errors) is not { } url)
        {
            return Verbs.Usage;
        }

        using var http = Client();
        var problem = await ProbeAsync(http, url, OneProbe);
        await (problem.Length == 0 ? output.WriteLineAsync("healthy") : errors.WriteLineAsync($"{url}: {problem}"));
        return problem.Length == 0 ? Verbs.Done : Verbs.Failed;
    }

    /// <summary>Empty when ready, else why not.</summary>
    private static async Task<string> ProbeAsync(HttpClient http, string url, TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            using var response = await http.GetAsync(new Uri(new Uri(url), "/_emulator/health/ready"), deadline.Token);
            return response.IsSuccessStatusCode ? "" : $"{response.StatusCode} {await response.Content.ReadAsStringAsync(deadline.Token)}";
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException)
        {
            return $"no answer within {Durations.Format(limit)}";
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
