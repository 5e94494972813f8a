namespace PrivateNumber.Emulator.Tests;

/// <summary>Where the sources are: above the folder that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string FileAt(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>The code of a page that is marked with a language, block by block.</summary>
    public static IReadOnlyList<string> Blocks(string page, string language) =>
        [.. File.ReadAllText(FileAt(page)).Split("```").Where((_, i) => i % 2 == 1)
            .Where(block => block.StartsWith(language + "\n", StringComparison.Ordinal)).Select(block => block[(language.Length + 1)..])];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Emulator.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Emulator.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
