using System.IO.Enumeration;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The files that a user means by files and folders.</summary>
internal static class ScenarioFiles
{
    private const string Pattern = "*.yaml or *.yml";

    private static readonly EnumerationOptions WithFolders = new() { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };

    /// <summary>In a stable order; a problem for every folder without a scenario.</summary>
    public static (IReadOnlyList<string> Files, IReadOnlyList<string> Problems) Find(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
        {
            return ([], ["no file is named; allowed: scenario files, and folders of them"]);
        }

        List<string> files = [];
        List<string> problems = [];
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(path);
                continue;
            }

            try
            {
                var found = In(path);
                files.AddRange(found);
                if (found.Count == 0)
                {
                    problems.Add($"{path}: the folder holds no {Pattern}");
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{path}: {e.Message}");
            }
        }

        return ([.. files.Distinct(StringComparer.Ordinal)], problems);
    }

    /// <summary>
    /// The scenario files of a folder and those below it, in the order of their names. What begins with a dot belongs to an editor, or to Kubernetes,
    /// which keeps the files of a mounted map twice; folders that are links may lead back to where they are.
    /// </summary>
    public static IReadOnlyList<string> In(string folder) =>
    [
        .. new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToSpecifiedFullPath(), WithFolders)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && !entry.FileName.StartsWith('.')
                && (entry.FileName.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || entry.FileName.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)),
            ShouldRecursePredicate = (ref entry) => !entry.FileName.StartsWith('.') && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }.OrderBy(path => path.Replace('\\', '/'), StringComparer.Ordinal),
    ];
}
