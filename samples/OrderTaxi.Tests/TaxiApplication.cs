using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using OrderTaxi.Notices;
using OrderTaxi.PrivateNumbers;

namespace OrderTaxi.Tests;

/// <summary>The application under test.</summary>
internal sealed class TaxiApplication : WebApplicationFactory<Program>
{
    /// <summary>Its name on the platform, of which the emulator makes its key and secret.</summary>
    public string Name { get; init; } = "taxi";

    /// <summary>Answers the requests to the platform; null sends them to <see cref="PlatformAddress"/>.</summary>
    public Func<HttpMessageHandler>? Platform { get; init; }

    /// <summary>Answers the requests to the SMS service; null sends them to <see cref="NoticeAddress"/>.</summary>
    public HttpMessageHandler? NoticeService { get; init; }

    public string PlatformAddress { get; init; } = "http://platform.test";

    public string NoticeAddress { get; init; } = "http://notices.test";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("PrivateNumber:Address", PlatformAddress);
        builder.UseSetting("PrivateNumber:AppKey", $"{Name}-key");
        builder.UseSetting("PrivateNumber:AppSecret", $"{Name}-secret");
        builder.UseSetting("Notices:Address", NoticeAddress);
        builder.ConfigureServices(services =>
        {
            if (Platform is not null)
            {
                services.AddHttpClient<PrivateNumberClient>().ConfigurePrimaryHttpMessageHandler(Platform);
            }

            if (NoticeService is not null)
            {
                services.AddHttpClient(NoticeSender.Client).ConfigurePrimaryHttpMessageHandler(() => NoticeService);
            }
        });
    }
}
