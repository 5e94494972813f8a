using Microsoft.Extensions.Options;

namespace OrderTaxi.PrivateNumbers;

internal static class PrivateNumberServices
{
    public static void AddPrivateNumbers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PrivateNumberOptions>().Bind(configuration.GetSection("PrivateNumber")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Signature>();
        services.AddTransient<SigningHandler>();
        services.AddHttpClient<PrivateNumberClient>((provider, http) => http.BaseAddress = provider.GetRequiredService<IOptions<PrivateNumberOptions>>().Value.Address)
            .AddHttpMessageHandler<SigningHandler>();
        services.AddExceptionHandler<PlatformRefusals>();
    }
}
