using LiteDB;

namespace PrivateNumber.Emulator.Storage;

/// <summary>One row of the state on disk: JSON under an id; null takes the row away.</summary>
internal readonly record struct Row(string Id, string? Text);

/// <summary>
/// The state on disk: a LiteDB file of rows. LiteDB syncs its log to the disk before a commit returns. Its transactions belong to a thread:
/// one thread at a time uses a file.
/// </summary>
internal sealed class StateFile : IDisposable
{
    /// <summary>Of the rows; a file of a newer one is refused.</summary>
    public const int Version = 1;

    private const int PageBytes = 8192;
    private const string Id = "_id";
    private const string Text = "text";

    private readonly LiteDatabase _database;
    private readonly ILiteCollection<BsonDocument> _rows;

    private StateFile(LiteDatabase database)
    {
        _database = database;
        _rows = database.GetCollection("rows");
    }

    /// <summary>Every row, by id; nothing is changed, whatever the file is. Empty without a file.</summary>
    /// <exception cref="DataDirectoryException">It is damaged, or of a newer emulator.</exception>
    public static IReadOnlyDictionary<string, string> Load(string path)
    {
        if (!File.Exists(path) || (Length(path) == 0 && Length(LogOf(path)) == 0))
        {
            return new Dictionary<string, string>();
        }

        // LiteDB cuts off what is no full page, even when it only reads: a foreign file would be gone. In front of a log that is right.
        if (Length(path) % PageBytes != 0 && Length(LogOf(path)) == 0)
        {
            throw Damaged(path, $"its length of {Length(path)} bytes is no number of pages");
        }

        try
        {
            using var file = new StateFile(Connect(path, readOnly: true));
            if (file.ReadVersion() is var version and not Version)
            {
                throw version > Version
                    ? new DataDirectoryException(
                        $"the data file {path} has the format {version}, and this emulator knows {Version}: start the newer emulator, or choose another directory with --data-dir; nothing was changed")
                    : Damaged(path, "it does not say which format it has");
            }

            return file.Read("");
        }
        catch (Exception e) when (e is not (DataDirectoryException or UnauthorizedAccessException))
        {
            // On pages that are no pages LiteDB throws whatever comes.
            throw Damaged(path, e.Message, e);
        }
    }

    /// <summary>Opens or makes a file that <see cref="Load"/> has found whole.</summary>
    public static StateFile Open(string path)
    {
        var file = new StateFile(Connect(path, readOnly: false));
        file._database.GetCollection("meta").Upsert(new BsonDocument { [Id] = "format", ["version"] = Version });
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
    }

    public void Dispose() => _database.Dispose();

    public static DataDirectoryException Damaged(string path, string why, Exception? inner = null) => new(
        $"the data file {path} is damaged: {why.TrimEnd('.')}. Put back a copy of it and of its -log.db, or move both away to start afresh; nothing was changed", inner);

    private int ReadVersion() => _database.CollectionExists("meta") && _database.GetCollection("meta").FindById("format") is { } meta
        ? meta["version"].AsInt32
        : 0;

    private static LiteDatabase Connect(string path, bool readOnly) => new(
        new ConnectionString { Filename = path, Connection = ConnectionType.Direct, Collation = Collation.Binary, ReadOnly = readOnly },
        new BsonMapper { TrimWhitespace = false, EmptyStringToNull = false });

    private static string LogOf(string path) => Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "-log.db");

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
