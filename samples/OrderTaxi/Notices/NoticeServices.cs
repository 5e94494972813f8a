namespace OrderTaxi.Notices;

internal static class NoticeServices
{
    public static void AddNotices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<NoticeQueue>().AddHostedService<NoticeSender>();
        services.AddHttpClient(NoticeSender.Client, http => http.BaseAddress = configuration.GetValue<Uri>("Notices:Address"));
    }
}
