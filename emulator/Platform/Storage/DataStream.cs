namespace PrivateNumber.Emulator.Storage;

/// <summary>The pages of a <see cref="StateFile"/>, written from its log: from one that is on the disk, so that it can be done again.</summary>
internal sealed class DataStream(string path, LogStream log)
    : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        log.Sync();
        try
        {
            base.Write(buffer, offset, count);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // As in the log.
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>LiteDB forgets the log after this.</summary>
    public override void Flush() => Flush(flushToDisk: true);
}
