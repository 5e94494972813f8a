using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>QueryAXBinding (ax.md §5): by subscriptionId, else by A, else by X; the losers are not looked at.</summary>
internal static class AxQuery
{
    public static ApiAnswer Handle(ApiCall call) =>
        call.Parameters.Has("subscriptionId") ? ById(call)
        : call.Parameters.Has("origNum") ? ByNumber(call, "origNum", call.Ax().Of)
        : ByNumber(call, "privateNum", x => call.Ax().On(x) is { } binding ? [binding] : []);

    private static ApiAnswer ById(ApiCall call)
    {
        var selector = AxSelector.Read(call.Parameters);
        if (call.Parameters.Refusal is { } malformed)
        {
            return malformed;
        }

        var (binding, refusal) = selector.Find(call);
        return binding is not null ? Found([binding]) : refusal!;
    }

    /// <summary>A number without a binding is 1016001, whatever it is: its table has no row about numbers (ax.md §9.2).</summary>
    private static ApiAnswer ByNumber(ApiCall call, string field, Func<PhoneNumber, IEnumerable<AxBinding>> find)
    {
        var text = call.Parameters.RequiredText(field, 1, int.MaxValue);
        if (call.Parameters.Refusal is { } missing)
        {
            return missing;
        }

        var number = PhoneNumber.Verbatim(text!);
        if (field == "privateNum" && call.World.Numbers.Find(number) is { } x && call.StatusRefusal(x, field, newBinding: false) is { } abnormal)
        {
            return abnormal;
        }

        var bindings = find(number).ToList();
        return bindings.Count > 0 ? Found(bindings)
            : AxApi.IsRawPlus(text) ? call.NotApplied(field, text)
            : call.NotFound(field, text);
    }

    private static ApiAnswer Found(IEnumerable<AxBinding> bindings) => ApiAnswer.Success(
        new AxQueryAnswer(ResultCodes.Success.Code, ResultCodes.Success.Text, [.. bindings.Select(AxView.Info)]),
        PlatformJson.Wire.AxQueryAnswer);
}
