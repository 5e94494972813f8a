using System.Text;

namespace PrivateNumber.Emulator.Messages;

/// <summary>
/// Into how many parts a text is split (sms.md §5): 160 characters or 153 a part of pure ASCII, or of the GSM alphabet, where some count two;
/// 70 or 67 as soon as a character is not in that alphabet (3GPP TS 23.038). No character is torn between two parts.
/// </summary>
internal static class SmsParts
{
    private const string GsmBasic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Sent as an escape and a character.</summary>
    private const string GsmExtended = "\f^{}\\[~]|€";

    public static int Count(string text) =>
        Ascii.IsValid(text) ? Count(text.Select(_ => 1), single: 160, part: 153)
        : text.All(c => GsmBasic.Contains(c) || GsmExtended.Contains(c))
            ? Count(text.Select(c => GsmExtended.Contains(c) ? 2 : 1), single: 160, part: 153)
        : Count(text.EnumerateRunes().Select(rune => rune.Utf16SequenceLength), single: 70, part: 67);

    private static int Count(IEnumerable<int> widths, int single, int part)
    {
        var (total, parts, used) = (0, 1, 0);
        foreach (var width in widths)
        {
            total += width;
            if (used + width > part)
            {
                parts++;
                used = 0;
            }

            used += width;
        }

        return total <= single ? 1 : parts;
    }
}
