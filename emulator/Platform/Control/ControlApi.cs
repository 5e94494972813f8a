using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PrivateNumber.Emulator.Control;

/// <summary>The control API (docs/control-api.md): one file per resource.</summary>
internal static class ControlApi
{
    public const string Base = "/_emulator";

    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        .. HealthApi.Operations,
        .. InfoApi.Operations,
        .. OpenApiApi.Operations,
        .. CertificateApi.Operations,
        .. ResetApi.Operations,
        .. ApplicationsApi.Operations,
        .. SignedHeadersApi.Operations,
        .. NumbersApi.Operations,
        .. VoiceFileApi.Operations,
        .. BindingsApi.Operations,
        .. CallsApi.Operations,
        .. MessagesApi.Operations,
        .. CallbacksApi.Operations,
        .. RequestsApi.Operations,
        .. ClockApi.Operations,
        .. FaultsApi.Operations,
        .. EventsApi.Operations,
        .. CustomerApi.Operations,
        .. StateApi.Operations,
        .. ScenariosApi.Operations,
    ];

    public static void MapControlApi(this IEndpointRouteBuilder routes)
    {
        var host = routes.ServiceProvider.GetRequiredService<ControlHost>();
        routes.Map(Base + "/{**path}", (RequestDelegate)host.HandleAsync);
    }
}
