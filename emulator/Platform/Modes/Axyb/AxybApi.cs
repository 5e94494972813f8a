using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>The interfaces of AXYB, all on one URI (axyb.md).</summary>
internal static class AxybApi
{
    private const string Path = "/rest/omp/xyrelationnumber/v1.0";

    public static IReadOnlyList<ApiOperation> Operations { get; } =
    [
        new("axyb.bind", "POST", Path, Mode.Axyb, "axyb.md §1, §2", AxybBind.Handle),
        new("axyb.unbind", "DELETE", Path, Mode.Axyb, "axyb.md §4", AxybUnbind.Handle),
        new("axyb.query", "GET", Path, Mode.Axyb, "axyb.md §5", AxybQuery.Handle),
    ];

    /// <summary>The application of an AXYB operation is an AXYB application: authentication has seen to it.</summary>
    public static AxybMode Axyb(this ApiCall call) => (AxybMode)call.World.Mode;

    /// <summary>The URL repeats the key of the headers (axyb.md §10 no. 7). The unbind page says 1 to 32 characters; real keys are shorter.</summary>
    public static Refusal? KeyRefusal(this ApiCall call)
    {
        const string Field = "app_key";
        var key = call.Query.RequiredText(Field, 1, Rules.LongestKey);
        return call.Query.Refusal ?? (key == call.World.Application.AppKey
            ? null
            : call.Refuse(ResultCodes.InvalidAppKey, "app_key in the URL is the key that signed the request.", Field, call.World.Application.AppKey!, key));
    }

    /// <summary>1012102 on every interface: X is in a state that the request cannot work with (axyb.md §8, decision D20).</summary>
    public static Refusal? Unusable(this ApiCall call, PhoneNumber x, string field, bool newBinding = false) =>
        call.World.Numbers.Find(x) is { } number ? call.StatusRefusal(number, field, newBinding) : null;

    public static Refusal NotFound(this ApiCall call, string field, string? got) =>
        call.Refuse(ResultCodes.RecordDoesNotExist, "No such binding of this application is found.", field, "a live binding", got);
}
