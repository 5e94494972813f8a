using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Json;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>All relations of one AX (axyb.md §5).</summary>
internal static class AxybQuery
{
    public static ApiAnswer Handle(ApiCall call)
    {
        if (call.KeyRefusal() is { } wrongKey)
        {
            return wrongKey;
        }

        var p = call.Parameters;
        if (p.Text("subscriptionId", 1, Longest.SubscriptionId) is { } subscriptionId)
        {
            return call.Axyb().Known.Find(subscriptionId) is { } ax
                ? call.Unusable(ax.X, "subscriptionId") is { } suspended ? suspended : Found(call, ax)
                : call.NotFound("subscriptionId", subscriptionId);
        }

        var x = p.PrivacyNumber("relationNum");
        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        const string Field = "relationNum";
        if (x is not { } number)
        {
            return call.Refuse(
                ResultCodes.InvalidRequest, "relationNum or subscriptionId is mandatory.", Field, "an X of the application", "nothing", detail: Field);
        }

        if (call.World.Numbers.Find(number) is null)
        {
            return call.Refuse(ResultCodes.NumberNotApplied, "X is a number of the application.", Field, "a number of the application", number.Value);
        }

        return call.Unusable(number, Field) is { } abnormal ? abnormal
            : call.Axyb().Known.OfX(number) is { } found ? Found(call, found)
            : call.NotFound(Field, number.Value);
    }

    private static ApiAnswer Found(ApiCall call, AxPart ax)
    {
        var bound = call.Axyb().Known.Under(ax);
        var listed = bound.Take(call.World.Application.Switches.AxybMaxListed ?? int.MaxValue);

        // An AX without any YB is listed by itself (axyb.md §10 no. 4).
        return ApiAnswer.Success(
            new AxybQueryAnswer(
                ResultCodes.Success.Code, ResultCodes.Success.Text, bound.Count == 0 ? [XyRelationNumInfo.Of(ax)] : [.. listed.Select(XyRelationNumInfo.Of)]),
            PlatformJson.Wire.AxybQueryAnswer);
    }
}
