namespace PrivateNumber.Emulator.Storage;

/// <summary>
/// The log of a <see cref="StateFile"/>. LiteDB writes it on a thread of its own, and once in many thousand commits a commit returns before
/// its last page is written; it also syncs after every page. Here the file tells how far it has come, and is synced once for a commit.
/// </summary>
internal sealed class LogStream(string path) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
{
    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _written = new();
    private Exception? _failure;
    private bool _isSynced = true;

    /// <summary>Returns when so many bytes are on the disk.</summary>
    public void SyncTo(long length)
    {
        while (Length < length)
        {
            _written.Wait();
            _written.Reset();
            if (_failure is { } failure)
            {
                throw new IOException(failure.Message, failure);
            }
        }

        Sync();
    }

    public void Sync()
    {
        lock (_lock)
        {
            if (!_isSynced)
            {
                base.Flush(flushToDisk: true);
                _isSynced = true;
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            // Together: a sync in between would take the longer file for a synced one.
            lock (_lock)
            {
                base.Write(buffer, offset, count);
                _isSynced = false;
            }
        }
        catch (Exception e)
        {
            // A file that is too long is an ArgumentOutOfRangeException, and LiteDB takes nothing but this for a failure of the disk.
            _failure = e;
            throw new IOException(e.Message, e);
        }
        finally
        {
            _written.Set();
        }
    }

    /// <summary>By page: <see cref="SyncTo"/> does it by commit.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc cref="Flush()"/>
    public override void Flush(bool flushToDisk)
    {
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _written.Dispose();
        }
    }
}
