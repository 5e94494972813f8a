using System.Numerics;

namespace PrivateNumber.Emulator.Recordings;

/// <summary>The coding of European telephone networks: 13 bits of a sample in 8 (ITU-T G.711).</summary>
internal static class ALaw
{
    /// <summary>Every other bit is inverted on the line, and a positive sign is a one.</summary>
    private const int Positive = 0xD5;
    private const int Negative = 0x55;

    public static byte Encode(short sample)
    {
        // The complement, not the negation: both halves have as many steps.
        var magnitude = (sample < 0 ? ~sample : sample) >> 3;
        var segment = Math.Max(BitOperations.Log2((uint)magnitude) - 4, 0);
        var step = (magnitude >> Math.Max(segment, 1)) & 0x0F;
        return (byte)(((segment << 4) | step) ^ (sample < 0 ? Negative : Positive));
    }
}
