using System.Buffers.Binary;
using System.Text;

namespace PrivateNumber.Emulator.Platform.Tests.Recordings;

/// <summary>Takes a WAVE file apart as players do, chunk by chunk, and decodes it.</summary>
internal sealed record WaveFile(ushort Format, ushort Channels, uint Rate, uint BytesPerSecond, ushort BlockAlign, ushort Bits, uint Samples, byte[] Data)
{
    public static WaveFile Parse(ReadOnlySpan<byte> file)
    {
        Assert.That(Encoding.ASCII.GetString(file[..4]), Is.EqualTo("RIFF"));
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(file[4..]), Is.EqualTo(file.Length - 8));
        Assert.That(Encoding.ASCII.GetString(file[8..12]), Is.EqualTo("WAVE"));
        var chunks = new Dictionary<string, byte[]>();
        for (var at = 12; at < file.Length;)
        {
            var size = (int)BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            chunks.Add(Encoding.ASCII.GetString(file.Slice(at, 4)), file.Slice(at + 8, size).ToArray());
            at += 8 + size + (size & 1);
            Assert.That(at, Is.LessThanOrEqualTo(file.Length), "Chunks end with the file.");
        }

        Assert.That(chunks.Keys, Is.EqualTo(new[] { "fmt ", "fact", "data" }));
        var format = chunks["fmt "].AsSpan();
        Assert.That((format.Length, BinaryPrimitives.ReadUInt16LittleEndian(format[16..])), Is.EqualTo((18, 0)));
        return new WaveFile(
            BinaryPrimitives.ReadUInt16LittleEndian(format),
            BinaryPrimitives.ReadUInt16LittleEndian(format[2..]),
            BinaryPrimitives.ReadUInt32LittleEndian(format[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(format[8..]),
            BinaryPrimitives.ReadUInt16LittleEndian(format[12..]),
            BinaryPrimitives.ReadUInt16LittleEndian(format[14..]),
            BinaryPrimitives.ReadUInt32LittleEndian(chunks["fact"]),
            chunks["data"]);
    }

    /// <summary>How loud a frequency is, from 0 to 1.</summary>
    public double LoudnessAt(int hertz)
    {
        double real = 0, imaginary = 0;
        foreach (var (at, code) in Data.Index())
        {
            var angle = Math.Tau * hertz * at / Rate;
            real += Decode(code) * Math.Cos(angle);
            imaginary += Decode(code) * Math.Sin(angle);
        }

        return 2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / Data.Length / short.MaxValue;
    }

    /// <summary>The decoder of G.711, by its table of segments.</summary>
    public static int Decode(byte code)
    {
        var line = code ^ 0x55;
        var segment = (line >> 4) & 7;
        var step = ((line & 0x0F) << 4) + 8;
        var magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
        return (line & 0x80) != 0 ? magnitude : -magnitude;
    }
}
