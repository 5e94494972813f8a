using Microsoft.AspNetCore.Diagnostics;

namespace OrderTaxi.PrivateNumbers;

/// <summary>Tells the callers of this application what the platform had against it.</summary>
internal sealed class PlatformRefusals(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not PrivateNumberException refusal)
        {
            return ValueTask.FromResult(false);
        }

        var (status, title) = refusal.Code switch
        {
            PrivateNumberException.NoNumberLeft => (StatusCodes.Status503ServiceUnavailable, "All privacy numbers are taken."),
            PrivateNumberException.NotBound => (StatusCodes.Status409Conflict, "The order has lost its number."),
            _ => (StatusCodes.Status502BadGateway, "The privacy number platform refused."),
        };
        httpContext.Response.StatusCode = status;
        return problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = status, Title = title, Detail = refusal.Message },
        });
    }
}
