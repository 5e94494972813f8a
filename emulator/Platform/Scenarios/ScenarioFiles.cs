namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The files that a user means by files and folders.</summary>
internal static class ScenarioFiles
{
    private const string Pattern = "*.yaml";

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

            var found = Directory.EnumerateFiles(path, Pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
            files.AddRange(found);
            if (found.Count == 0)
            {
                problems.Add($"{path}: the folder holds no {Pattern}");
            }
        }

        return ([.. files.Distinct(StringComparer.Ordinal)], problems);
    }
}
