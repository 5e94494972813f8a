using LiteDB;
using LiteDB.Engine;

namespace PrivateNumber.Emulator.Storage;

/// <summary>One row of the state on disk: JSON under an id; null takes the row away.</summary>
internal readonly record struct Row(string Id, string? Text);

/// <summary>The state on disk: a LiteDB file of rows. Its transactions belong to a thread: one thread at a time uses it.</summary>
internal sealed class StateFile : IDisposable
{
    /// <summary>Of the rows; a file of a newer one is refused.</summary>
    public const int Version = 1;

    private const int PageBytes = 8192;

    /// <summary>A longer log takes longer to read after a crash; a shorter one is copied into the file more often.</summary>
    private const long LongestLog = 1000 * PageBytes;

    private const string Id = "_id";
    private const string Text = "text";

    private readonly LiteDatabase _database;
    private readonly ILiteCollection<BsonDocument> _rows;
    private readonly Stream _data;
    private readonly Stream _log;

    private StateFile(Stream data, Stream log)
    {
        _data = data;
        _log = log;

        // Not every choice of LiteDB's own is ours: by default it ignores the case of ids.
        _database = new LiteDatabase(
            new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, Collation = Collation.Binary }),
            new BsonMapper { TrimWhitespace = false, EmptyStringToNull = false });
        _rows = _database.GetCollection("rows");
    }

    /// <summary>Every row, by id; empty without a file. LiteDB gets a copy: what is no page of its own it cuts off, even when it only reads.</summary>
    /// <exception cref="DataDirectoryException">It is damaged, or of a newer emulator.</exception>
    public static IReadOnlyDictionary<string, string> Load(string path)
    {
        using var data = Copy(path);
        using var log = Copy(LogOf(path));
        if (data.Length + log.Length == 0)
        {
            return new Dictionary<string, string>();
        }

        // A checkpoint that was cut off is done again from the log.
        if (data.Length < PageBytes || (data.Length % PageBytes != 0 && log.Length == 0))
        {
            throw Damaged(path, $"its length of {data.Length} bytes is no number of pages");
        }

        try
        {
            using var file = new StateFile(data, log);
            if (file.ReadVersion() is var version and not Version)
            {
                throw version > Version
                    ? new DataDirectoryException(
                        $"the data file {path} has the format {version}, and this emulator knows {Version}: start the newer emulator, or choose another directory with --data-dir; nothing was changed")
                    : Damaged(path, "it does not say which format it has");
            }

            return file.Read("");
        }
        catch (Exception e) when (e is not DataDirectoryException)
        {
            // On pages that are no pages LiteDB throws whatever comes.
            throw Damaged(path, e.Message, e);
        }
    }

    /// <summary>Opens or makes a file that <see cref="Load"/> has found whole.</summary>
    public static StateFile Open(string path)
    {
        var log = new LogStream(LogOf(path));
        var file = new StateFile(new DataStream(path, log), log);

        // A checkpoint comes when its log has arrived: see Commit.
        file._database.CheckpointSize = 0;
        file._database.GetCollection("meta").Upsert(new BsonDocument { [Id] = "format", ["version"] = Version });
        file.Arrive();
        return file;
    }

    /// <summary>The rows whose ids begin so.</summary>
    public Dictionary<string, string> Read(string prefix)
    {
        var found = prefix.Length == 0 ? _rows.FindAll() : _rows.Find(Query.StartsWith(Id, prefix));
        return found.ToDictionary(row => row[Id].AsString, row => row[Text].AsString, StringComparer.Ordinal);
    }

    /// <summary>All or nothing, and on the disk when it returns.</summary>
    public void Write(IReadOnlyCollection<Row> rows)
    {
        _database.BeginTrans();
        try
        {
            foreach (var (id, text) in rows)
            {
                if (text is null)
                {
                    _rows.Delete(id);
                }
                else
                {
                    _rows.Upsert(new BsonDocument { [Id] = id, [Text] = text });
                }
            }
        }
        catch
        {
            _database.Rollback();
            throw;
        }

        if (!_database.Commit())
        {
            throw new IOException("The commit was refused.");
        }

        if (Arrive() > LongestLog)
        {
            _database.Checkpoint();
        }
    }

    /// <summary>A clean end leaves an empty log.</summary>
    public void Close()
    {
        _database.Checkpoint();
        Dispose();
    }

    public void Dispose()
    {
        _database.Dispose();
        _data.Dispose();
        _log.Dispose();
    }

    public static DataDirectoryException Damaged(string path, string why, Exception? inner = null) => new(
        $"the data file {path} is damaged: {why.TrimEnd('.')}. Put back a copy of it and of its -log.db, or move both away to start afresh; nothing was changed", inner);

    /// <summary>Waits until the log is on the disk as far as it goes; returns its length.</summary>
    private long Arrive()
    {
        var length = _database.GetCollection("$database").FindAll().First()["logFileSize"].AsInt64;
        ((LogStream)_log).SyncTo(length);
        return length;
    }

    private int ReadVersion() => _database.CollectionExists("meta") && _database.GetCollection("meta").FindById("format") is { } meta
        ? meta["version"].AsInt32
        : 0;

    private static string LogOf(string path) => Path.ChangeExtension(path, null) + "-log.db";

    private static MemoryStream Copy(string path)
    {
        var copy = new MemoryStream();
        if (File.Exists(path))
        {
            using var file = File.OpenRead(path);
            file.CopyTo(copy);
        }

        copy.Position = 0;
        return copy;
    }
}
