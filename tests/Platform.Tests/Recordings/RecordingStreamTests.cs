using CsCheck;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Recordings;

namespace PrivateNumber.Emulator.Platform.Tests.Recordings;

public sealed class RecordingStreamTests
{
    [TestCase(30_000_000L, 24_000)]
    [TestCase(30_001_249L, 24_000)]
    [TestCase(30_001_250L, 24_001)]
    [TestCase(650_000_000L, 520_000)]
    [Rule("recording.md §5", "The file is a WAVE in A-law, 8000 Hz, mono, 64 kbit/s, as long as the talk.")]
    public void The_file_is_a_whole_WAVE_in_A_law(long ticks, int samples)
    {
        var wave = WaveFile.Parse(Read(TimeSpan.FromTicks(ticks)));

        Assert.That((wave.Format, wave.Channels, wave.Rate, wave.BytesPerSecond, wave.BlockAlign, wave.Bits), Is.EqualTo((6, 1, 8000, 8000, 1, 8)));
        Assert.That((wave.Samples, wave.Data.Length), Is.EqualTo((samples, samples)));
    }

    [Test]
    [Rule("recording.md §5", "Both sides of the call are mixed into one channel.")]
    public void A_tone_for_each_party_is_heard()
    {
        var wave = WaveFile.Parse(Read(TimeSpan.FromSeconds(5)));

        Assert.That(wave.LoudnessAt(Tones.Caller), Is.EqualTo(0.3).Within(0.01));
        Assert.That(wave.LoudnessAt(Tones.Callee), Is.EqualTo(0.3).Within(0.01));
        Assert.That(wave.LoudnessAt(1000), Is.LessThan(0.01));
    }

    [Test]
    public void A_law_loses_less_than_half_a_step()
    {
        for (var sample = (int)short.MinValue; sample <= short.MaxValue; sample++)
        {
            var decoded = WaveFile.Decode(ALaw.Encode((short)sample));
            var step = Math.Max(Math.Abs(sample) >> 5, 16);
            if (Math.Abs(decoded - sample) > step)
            {
                Assert.Fail($"{sample} was decoded as {decoded}");
            }
        }
    }

    [TestCase(0, 0xD5)]
    [TestCase(-1, 0x55)]
    [TestCase(short.MaxValue, 0xAA)]
    [TestCase(short.MinValue, 0x2A)]
    [TestCase(1024, 0xE5)]
    public void Codes_are_those_of_G711(short sample, byte code) => Assert.That(ALaw.Encode(sample), Is.EqualTo(code));

    [Test]
    public void Every_piece_is_that_of_the_whole() =>
        Gen.Select(Gen.Long[30_000_000, 40_000_000], Gen.Double[0, 1], Gen.Int[1, 20_000]).Sample((ticks, from, size) =>
        {
            var length = TimeSpan.FromTicks(ticks);
            var whole = Read(length);
            var at = (int)(from * whole.Length);
            using var stream = new RecordingStream(length);
            stream.Seek(at - whole.Length, SeekOrigin.End);
            var piece = new byte[Math.Min(size, whole.Length - at)];
            stream.ReadExactly(piece);
            return piece.AsSpan().SequenceEqual(whole.AsSpan(at, piece.Length));
        }, iter: 200);

    [Test]
    [Rule("contract.md", "A day's recording is made while it is read; none of it is kept.")]
    public void A_day_of_talk_has_691_MB_and_keeps_none()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var stream = new RecordingStream(TimeSpan.FromDays(1));
        var buffer = new byte[64 * 1024];
        long total = 0;
        for (int read; (read = stream.Read(buffer)) > 0; total += read)
        {
        }

        Assert.That(total, Is.EqualTo(stream.Length).And.EqualTo(691_200_058L));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1024 * 1024));
    }

    [Test]
    public void What_a_WAVE_cannot_say_is_cut_off()
    {
        using var stream = new RecordingStream(TimeSpan.FromDays(30));

        Assert.That(stream.Length, Is.EqualTo(1L << 32));
        Assert.That(stream.Seek(-1, SeekOrigin.End), Is.EqualTo(stream.Length - 1));
        Assert.That(stream.Read(new byte[2]), Is.EqualTo(1));
    }

    private static byte[] Read(TimeSpan length)
    {
        using var stream = new RecordingStream(length);
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        Assert.That(stream.Read(new byte[1]), Is.Zero);
        return file;
    }
}
