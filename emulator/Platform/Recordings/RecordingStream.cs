namespace PrivateNumber.Emulator.Recordings;

/// <summary>A WAVE file that is made while it is read: a day of talk has 691 MB, and none of them is kept anywhere.</summary>
internal sealed class RecordingStream : Stream
{
    private readonly byte[] _header;
    private readonly long _samples;

    public RecordingStream(TimeSpan length)
    {
        _samples = Math.Min(length.Ticks / (TimeSpan.TicksPerSecond / Tones.SamplesPerSecond), WaveHeader.MaxSamples);
        _header = WaveHeader.Of((uint)_samples);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    /// <summary>Chunks of RIFF end at even places.</summary>
    public override long Length => WaveHeader.Size + _samples + (_samples & 1);

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        while (read < buffer.Length && Position < Length)
        {
            var source = Ahead();
            var count = Math.Min(source.Length, buffer.Length - read);
            source[..count].CopyTo(buffer[read..]);
            read += count;
            Position += count;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => Position,
        SeekOrigin.End => Length,
        _ => 0,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private ReadOnlySpan<byte> Ahead()
    {
        var sample = Position - WaveHeader.Size;
        if (sample < 0)
        {
            return _header.AsSpan((int)Position);
        }

        if (sample == _samples)
        {
            return [0];
        }

        var tones = Tones.From(sample);
        return tones[..(int)Math.Min(tones.Length, _samples - sample)];
    }
}
