using System.Globalization;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>Where a page ends: when its last binding was made, in epoch milliseconds, and its row (axe.md §5.1).</summary>
internal sealed record AxeCursor(long Time, UInt128 Row)
{
    private const int TimeDigits = 13;
    private const int MaxRowDigits = 20;

    public static readonly AxeCursor First = new(0, 0);

    public static AxeCursor After(AxeBinding binding) => new(binding.BoundAt.ToUnixTimeMilliseconds(), (UInt128)binding.Sequence);

    /// <summary>13 digits, <c>_</c>, 1 to 20 digits.</summary>
    public static AxeCursor? Parse(string text) =>
        text.Length is > TimeDigits + 1 and <= TimeDigits + 1 + MaxRowDigits
        && text[TimeDigits] == '_'
        && long.TryParse(text.AsSpan(0, TimeDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && UInt128.TryParse(text.AsSpan(TimeDigits + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? new AxeCursor(time, row)
            : null;

    public bool IsBefore(AxeBinding binding)
    {
        var place = After(binding);
        return (Time, Row).CompareTo((place.Time, place.Row)) < 0;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time:D13}_{Row}");
}
