namespace PrivateNumber.Emulator.Tests;

/// <summary>A folder that is gone at the end of the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("privatenumber-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>The files as they are now, in a folder of its own: what is left when a process is killed at this moment.</summary>
    public TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Path, "*.db"))
        {
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = File.Create(copy[System.IO.Path.GetFileName(file)]);
            from.CopyTo(to);
        }

        return copy;
    }

    /// <summary>A file in it; returns its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
