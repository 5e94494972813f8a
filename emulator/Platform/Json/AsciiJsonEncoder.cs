using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace PrivateNumber.Emulator.Json;

/// <summary>
/// Keeps bodies ASCII and readable: <c>+</c> stays <c>+</c>, everything beyond ASCII becomes <c>\uXXXX</c>.
/// One real client runs every body through GBK to UTF-8 (wire-facts.md 37), so raw UTF-8 would arrive garbled.
/// </summary>
internal sealed class AsciiJsonEncoder : JavaScriptEncoder
{
    public static readonly AsciiJsonEncoder Instance = new();

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        Enumerable.Range(0x20, 0x7F - 0x20).Select(c => (char)c).Where(c => c is not '"' and not '\\').ToArray());

    private AsciiJsonEncoder()
    {
    }

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar > 0x7E || !Plain.Contains((char)unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAnyExcept(Plain);

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar)
            ? UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten)
            : TryEscape(unicodeScalar, new Span<char>(buffer, bufferLength), out numberOfCharactersWritten);

    private static bool TryEscape(int unicodeScalar, Span<char> buffer, out int written)
    {
        written = 0;
        Span<char> units = stackalloc char[2];
        var count = new Rune(unicodeScalar).EncodeToUtf16(units);
        if (buffer.Length < count * 6)
        {
            return false;
        }

        foreach (var unit in units[..count])
        {
            buffer[written++] = '\\';
            buffer[written++] = 'u';
            ((int)unit).TryFormat(buffer[written..], out _, "X4", null);
            written += 4;
        }

        return true;
    }
}
