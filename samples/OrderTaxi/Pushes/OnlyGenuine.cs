using OrderTaxi.PrivateNumbers;

namespace OrderTaxi.Pushes;

/// <summary>Anybody can find the address of a push: the platform proves by its signature that it sent it.</summary>
internal sealed partial class OnlyGenuine(Signature signature, ILogger<OnlyGenuine> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (signature.IsGenuine(http.Request.Headers[Signature.Header]))
        {
            return await next(context);
        }

        Refused(logger, http.Request.Path);
        return TypedResults.Unauthorized();
    }

    [LoggerMessage(1, LogLevel.Warning, "Refused a push to {Path}: its signature is wrong.")]
    private static partial void Refused(ILogger logger, string path);
}
