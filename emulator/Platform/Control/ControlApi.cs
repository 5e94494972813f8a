using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PrivateNumber.Emulator.Control;

/// <summary>The control API (contract §3): one file per resource.</summary>
internal static class ControlApi
{
    public const string Base = "/_emulator";

    public static void MapControlApi(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup(Base);
        control.MapGet("/health/live", (RequestDelegate)(http => http.Response.WriteAsync("{}")));
    }
}
