namespace PrivateNumber.Emulator.Testing.Tests.TestInfra;

/// <summary>The sources: above the folder that the tests run in.</summary>
internal static class Repository
{
    public static string FileAt(params string[] path) => Path.Combine([Root(), .. path]);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Emulator.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Emulator.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
