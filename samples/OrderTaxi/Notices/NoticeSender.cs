namespace OrderTaxi.Notices;

/// <summary>Sends notices by the SMS service, one after the other. One that cannot be sent is logged and given up.</summary>
internal sealed partial class NoticeSender(NoticeQueue notices, IHttpClientFactory clients, ILogger<NoticeSender> logger) : BackgroundService
{
    public const string Client = "notices";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var notice in notices.TakeAsync(stoppingToken))
        {
            try
            {
                using var http = clients.CreateClient(Client);
                using var response = await http.PostAsJsonAsync("/v1/messages", notice, stoppingToken);
                response.EnsureSuccessStatusCode();
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !stoppingToken.IsCancellationRequested)
            {
                // A time-out is a TaskCanceledException too; only the end of the host ends this service.
                NotSent(logger, notice.To, failure);
            }
        }
    }

    [LoggerMessage(2, LogLevel.Warning, "No notice for {To}.")]
    private static partial void NotSent(ILogger logger, string to, Exception failure);
}
