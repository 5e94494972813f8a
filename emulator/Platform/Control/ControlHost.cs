using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Control;

/// <summary>Finds the operation of a request, and answers every request itself: unknown paths, wrong verbs and bugs too.</summary>
internal sealed partial class ControlHost(ControlServices emulator, ILogger<ControlHost> log)
{
    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            await WriteAsync(http.Response, await AnswerAsync(http));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        catch (Exception e)
        {
            Log.Failed(log, http.Request.Method, http.Request.Path.Value ?? "", e);
            await FailAsync(http, e);
        }
    }

    private static Task FailAsync(HttpContext http, Exception e)
    {
        if (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return Task.CompletedTask;
        }

        http.Response.Clear();
        return WriteAsync(http.Response, ControlAnswer.Failed(e));
    }

    private async Task<ControlAnswer> AnswerAsync(HttpContext http)
    {
        var path = (http.Request.Path.Value ?? "")[ControlApi.Base.Length..].Trim('/');
        var segments = path.Split('/');
        var matches = ControlApi.Operations
            .Select(operation => (Operation: operation, Values: operation.Match(segments)))
            .Where(match => match.Values is not null)
            .ToList();
        if (matches.Count == 0)
        {
            return ControlAnswer.NotFound(Hint(path));
        }

        var method = http.Request.Method;
        var (operation, values) = matches.Find(match => match.Operation.Method == method);
        if (operation is null)
        {
            var allowed = string.Join(", ", matches.Select(match => match.Operation.Method).Distinct());
            return ControlAnswer.WrongVerb($"{method} is not allowed here; allowed: {allowed}", allowed);
        }

        var (input, problem) = await ControlInput.ReadAsync(http.Request, operation.HasBody);
        if (input is null)
        {
            return ControlAnswer.Malformed(problem!);
        }

        var answer = await operation.Handle(new ControlCall(http, emulator, values!, input));
        if (operation.Changes && answer.Status < 300)
        {
            await emulator.Store.SavedAsync();
        }

        return answer;
    }

    private static string Hint(string path)
    {
        var nearest = Closest.To(path, ControlApi.Operations.Select(operation => operation.Path).Distinct());
        return $"No such path: {ControlApi.Base}/{path}. Nearest: {ControlApi.Base}/{nearest}";
    }

    private static async Task WriteAsync(HttpResponse response, ControlAnswer answer)
    {
        response.StatusCode = answer.Status;
        if (answer.Location is not null)
        {
            response.Headers.Location = answer.Location;
        }

        if (answer.Allow is not null)
        {
            response.Headers.Allow = answer.Allow;
        }

        if (answer.Stream is not null)
        {
            response.ContentType = answer.ContentType;
            response.Headers.CacheControl = "no-store";
            await answer.Stream(response);
        }
        else if (answer.Body.Length > 0)
        {
            response.ContentType = answer.ContentType;
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, string method, string path, Exception exception);
    }
}
