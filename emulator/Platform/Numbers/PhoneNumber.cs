using System.Diagnostics.CodeAnalysis;

namespace PrivateNumber.Emulator.Numbers;

internal enum NumberKind
{
    /// <summary>Stored as it was sent, by an application with lenient strictness; never matches a caller (decision D17).</summary>
    Malformed,
    Mobile,
    Landline,

    /// <summary>A 400 or 95 number: may call X and be called, can never be bound (ax.md §1.3).</summary>
    Service,
}

/// <summary>A number in the platform's global format: <c>+86</c>, then 11 digits of a mobile or a landline without the leading 0 (axb.md §1.1).</summary>
internal readonly record struct PhoneNumber
{
    private const string CountryCode = "+86";

    private PhoneNumber(string value, NumberKind kind)
    {
        Value = value;
        Kind = kind;
    }

    public string Value { get; }

    public NumberKind Kind { get; }

    /// <summary>The area code of a landline with its leading 0, as numbers of the pool carry it; null for every other kind.</summary>
    public string? AreaCode => Kind == NumberKind.Landline ? string.Concat("0", Value.AsSpan(CountryCode.Length, AreaDigits(Value.AsSpan(CountryCode.Length)))) : null;

    /// <summary>As people dial it: without <c>+86</c>.</summary>
    public string Local => Value.StartsWith(CountryCode, StringComparison.Ordinal) ? Value[CountryCode.Length..] : Value;

    public bool CanBeBound => Kind is NumberKind.Mobile or NumberKind.Landline;

    public static PhoneNumber Verbatim(string text) => TryParse(text, out var number) ? number : new PhoneNumber(text, NumberKind.Malformed);

    public static PhoneNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"'{text}' is no number in the global format, for example +8613800000001.");

    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneNumber number)
    {
        number = default;
        if (text is null || !text.StartsWith(CountryCode, StringComparison.Ordinal))
        {
            return false;
        }

        var digits = text.AsSpan(CountryCode.Length);
        if (digits.IndexOfAnyExceptInRange('0', '9') >= 0 || KindOf(digits) is not { } kind)
        {
            return false;
        }

        number = new PhoneNumber(text, kind);
        return true;
    }

    public override string ToString() => Value;

    private static NumberKind? KindOf(ReadOnlySpan<char> digits)
    {
        if (digits is ['1', not '0', ..] && digits.Length == 11)
        {
            return NumberKind.Mobile;
        }

        if ((digits.StartsWith("400") && digits.Length == 10) || (digits.StartsWith("95") && digits.Length is >= 5 and <= 8))
        {
            return NumberKind.Service;
        }

        if (digits is [] or ['0', ..] or ['1', not '0', ..] || digits.StartsWith("400") || digits.StartsWith("800"))
        {
            return null;
        }

        return digits.Length - AreaDigits(digits) is 7 or 8 ? NumberKind.Landline : null;
    }

    private static int AreaDigits(ReadOnlySpan<char> digits) => digits[0] is '1' or '2' ? 2 : 3;
}
