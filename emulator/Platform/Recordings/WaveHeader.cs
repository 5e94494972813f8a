using System.Buffers.Binary;

namespace PrivateNumber.Emulator.Recordings;

/// <summary>What stands before the samples of a WAVE file in A-law, 8000 Hz, mono, 64 kbit/s (recording.md §5).</summary>
internal static class WaveHeader
{
    public const int Size = 58;

    /// <summary>Sizes have 32 bits: more cannot be said, and 149 hours are enough.</summary>
    public const long MaxSamples = uint.MaxValue - Size;

    private const ushort FormatALaw = 6;

    public static byte[] Of(uint samples)
    {
        var header = new byte[Size];
        Chunk(header, 0, "RIFF"u8, Size - 8 + samples + (samples & 1));
        "WAVE"u8.CopyTo(header.AsSpan(8));
        Chunk(header, 12, "fmt "u8, 18);
        Short(header, 20, FormatALaw);
        Short(header, 22, 1);
        Int(header, 24, Tones.SamplesPerSecond);
        Int(header, 28, Tones.SamplesPerSecond);
        Short(header, 32, 1);
        Short(header, 34, 8);
        Short(header, 36, 0);

        // Every coding but PCM has one, with the number of samples.
        Chunk(header, 38, "fact"u8, 4);
        Int(header, 46, samples);
        Chunk(header, 50, "data"u8, samples);
        return header;
    }

    private static void Chunk(byte[] header, int at, ReadOnlySpan<byte> name, uint size)
    {
        name.CopyTo(header.AsSpan(at));
        Int(header, at + 4, size);
    }

    private static void Int(byte[] header, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(at), value);

    private static void Short(byte[] header, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(at), value);
}
