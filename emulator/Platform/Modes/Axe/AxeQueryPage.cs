using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Json;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>QueryAXEBinding v2.0: one binding, or all of an X page by page (axe.md §5.1).</summary>
internal static class AxeQueryPage
{
    public const int MaxLimit = 100;
    public const int DefaultLimit = 50;

    public static ApiAnswer Handle(ApiCall call)
    {
        var p = call.Parameters;
        var locator = AxeLocator.Read(p);
        if (locator is { SubscriptionId: not null } or { X: not null, ExtendNum: not null })
        {
            return One(call, locator);
        }

        if (locator.X is not { } x)
        {
            p.Refuse("virtualNum", "subscriptionId or virtualNum is mandatory.", "one of them");
            return p.Refusal!;
        }

        var cursor = Cursor(p);
        var limit = p.Integer("limit", 1, MaxLimit) ?? DefaultLimit;
        return (p.Refusal ?? call.NumberRefusal("virtualNum", x, newBinding: false)) is { } refusal
            ? refusal
            : Page([.. call.Axe().On(x).Where(cursor.IsBefore).Take(limit + 1)], limit);
    }

    private static ApiAnswer One(ApiCall call, AxeLocator locator)
    {
        if (call.Parameters.Refusal is { } malformed)
        {
            return malformed;
        }

        var (binding, refusal) = locator.Find(call);
        return refusal is not null ? refusal : Page([binding!], limit: 1);
    }

    private static AxeCursor Cursor(Parameters p)
    {
        if (p.Text("cursor", 0, int.MaxValue) is not { } text)
        {
            return AxeCursor.First;
        }

        if (AxeCursor.Parse(text) is { } cursor)
        {
            return cursor;
        }

        p.Refuse("cursor", $"A cursor is the nextCursor of a page; the first is {AxeCursor.First}.", "13 digits, _ and 1 to 20 digits", text);
        return AxeCursor.First;
    }

    /// <summary>One binding more than the page holds tells that there is a next page.</summary>
    private static ApiAnswer Page(IReadOnlyList<AxeBinding> bindings, int limit) => ApiAnswer.Success(
        new AxeQueryPageAnswer(
            ResultCodes.Success.Code,
            ResultCodes.Success.Text,
            bindings.Count > limit ? AxeCursor.After(bindings[limit - 1]).ToString() : null,
            [.. bindings.Take(limit).Select(AxeView.Info)]),
        PlatformJson.Wire.AxeQueryPageAnswer);
}
