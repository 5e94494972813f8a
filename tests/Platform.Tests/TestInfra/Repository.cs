namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>Where the sources are: above the folder that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Emulator.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Emulator.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
