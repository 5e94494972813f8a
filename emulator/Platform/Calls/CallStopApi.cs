using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Calls;

/// <summary>Ends one call of any mode (stop-call.md). It has status codes of its own, and answers JSON as <c>text/html</c>.</summary>
internal static class CallStopApi
{
    private const string Spec = "stop-call.md";

    public static ApiOperation Operation { get; } = new("call.stop", "POST", "/rest/httpsessions/callStop/v2.0", Mode: null, Spec, Handle)
    {
        ContentType = "text/html;charset=UTF-8",
        Translate = Translate,
    };

    private static ApiAnswer Handle(ApiCall call)
    {
        // Lower case here, while pushes spell sessionId.
        var sessionId = call.Parameters.RequiredText("sessionid", 1, Longest.SessionId);
        if (call.Parameters.Choice("signal", "call_stop") is null)
        {
            call.Parameters.Refuse("signal", "signal is mandatory.", "call_stop");
        }

        if (call.Parameters.Refusal is { } malformed)
        {
            return Translate(malformed);
        }

        return call.World.Calls.Stop(sessionId!, call.Answered)
            ? ApiAnswer.Success()
            : call.Refuse(ResultCodes.InvalidSessionId, "A live call of this application has this id.", "sessionid", "a live call", sessionId);
    }

    /// <summary>The interface has no 403 block of its own (decision D33): what the common checks say becomes its codes.</summary>
    private static Refusal Translate(Refusal refusal) => refusal.Code switch
    {
        _ when refusal == Authenticator.OldestScheme => refusal,
        var code when code == ResultCodes.InvalidAppKey || code == ResultCodes.AppKeyUnavailable || code == ResultCodes.SubscriberFrozen =>
            refusal with { Code = ResultCodes.StopInvalidAppKey },
        var code when code == ResultCodes.InvalidRequest => refusal with { Code = ResultCodes.StopParameterError, Detail = "" },
        _ => refusal,
    };
}
