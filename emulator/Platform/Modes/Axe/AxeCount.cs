using System.Globalization;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>QueryAXEBindingCount: how many bindings each X carries (axe.md §5.2).</summary>
internal static class AxeCount
{
    public const int MaxCursorDigits = 20;

    public static ApiAnswer Handle(ApiCall call)
    {
        var p = call.Parameters;
        if (p.PrivacyNumber("number") is { } x)
        {
            return call.NumberRefusal("number", x, newBinding: false) is { } refusal ? refusal : Page(call, [x], limit: 1);
        }

        var cursor = Cursor(p);
        var limit = p.Integer("limit", 1, AxeQueryPage.MaxLimit) ?? AxeQueryPage.DefaultLimit;
        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        var numbers = call.World.Numbers.Numbers.Select(number => number.Number).Where(number => Place(number) > cursor).OrderBy(Place).Take(limit + 1);
        return Page(call, [.. numbers], limit);
    }

    /// <summary>The number itself is its place in the list, so pages stay whole when numbers come and go.</summary>
    private static UInt128 Place(PhoneNumber number) => UInt128.Parse(number.Value.AsSpan(1), CultureInfo.InvariantCulture);

    private static UInt128 Cursor(Parameters p)
    {
        UInt128 cursor = 0;
        if (p.Text("cursor", 0, int.MaxValue) is { } text
            && (text.Length > MaxCursorDigits || !UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out cursor)))
        {
            p.Refuse("cursor", "A cursor is a number; the first is 0.", $"1 to {MaxCursorDigits} digits", text);
        }

        return cursor;
    }

    private static ApiAnswer Page(ApiCall call, IReadOnlyList<PhoneNumber> numbers, int limit) => ApiAnswer.Success(
        new AxeCountAnswer(
            ResultCodes.Success.Code,
            ResultCodes.Success.Text,
            numbers.Count > limit ? Place(numbers[limit - 1]).ToString(CultureInfo.InvariantCulture) : null,
            [.. numbers.Take(limit).Select(number => new NumberInfo(number.Value, call.Axe().On(number).Count))]),
        PlatformJson.Wire.AxeCountAnswer);
}
