using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Server;

/// <summary>
/// What the image falls back on where neither file nor variable nor flag says anything: all interfaces, and the folders below <c>/</c> that
/// somebody has put something into. They are no variables of the image, because variables override the file.
/// </summary>
internal static class ContainerImage
{
    // Not DOTNET_RUNNING_IN_CONTAINER: a build agent in a container has a /data of its own.
    private const string Variable = "PRIVATENUMBER_IMAGE";

    public static Fallbacks Fallbacks(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault(Variable) == "true" ? In("/", MountPoints()) : Configuration.Fallbacks.None;

    /// <param name="root">The folder that holds <c>config</c>, <c>scenarios</c> and <c>data</c>.</param>
    /// <param name="mountPoints">The folders of this machine that something is mounted at.</param>
    public static Fallbacks In(string root, IReadOnlySet<string> mountPoints)
    {
        var file = Path.Combine(root, "config", "emulator.yaml");
        List<(string Key, string Value)> values = [("urls", "http://*:8080;https://*:8443")];
        foreach (var (key, folder) in new[] { ("scenarios", Path.Combine(root, "scenarios")), ("dataDir", Path.Combine(root, "data")) })
        {
            if (mountPoints.Contains(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                values.Add((key, folder));
            }
        }

        return new Fallbacks(Path.Exists(file) ? file : null, values);
    }

    /// <summary>An empty volume looks like an empty folder of the image, and yet it is there to be written to.</summary>
    private static HashSet<string> MountPoints() =>
        [.. File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')[4])];
}
