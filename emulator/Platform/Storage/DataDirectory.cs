using System.Globalization;

namespace PrivateNumber.Emulator.Storage;

/// <summary>A directory that belongs to one process at a time: two that wrote into one LiteDB file would destroy it.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly string _path;
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        _path = path;
        _lock = held;
    }

    public string StateFile => Path.Combine(_path, "emulator.db");

    /// <summary>Who holds the lock; the locked file itself cannot be read by others.</summary>
    private static string PidFile(string path) => Path.Combine(path, "emulator.pid");

    /// <exception cref="DataDirectoryException">It is no directory, cannot be written, or is in use.</exception>
    public static DataDirectory Open(string directory)
    {
        var path = Path.GetFullPath(directory);
        try
        {
            if (File.Exists(path))
            {
                throw new DataDirectoryException($"the data directory {path} is a file; choose a directory with --data-dir");
            }

            Directory.CreateDirectory(path);
            var held = Lock(path);
            File.WriteAllText(PidFile(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataDirectory(path, held);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not DataDirectoryException)
        {
            throw new DataDirectoryException($"the data directory {path} cannot be written: {e.Message} Give this user the right to, or choose another one with --data-dir", e);
        }
    }

    public void Dispose()
    {
        File.Delete(PidFile(_path));
        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        var file = Path.Combine(path, "emulator.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(file))
        {
            throw new DataDirectoryException(
                $"the data directory {path} is in use by {Holder(path)}; stop that one, or choose another directory with --data-dir", e);
        }
    }

    private static string Holder(string path)
    {
        try
        {
            return $"process {File.ReadAllText(PidFile(path))}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
