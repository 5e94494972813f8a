namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>What a test needs of the machine that it runs on.</summary>
internal static class Machine
{
    /// <summary>The checkout that the tests were built from.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A newcomer's machine may lack it, and the test says so in one line; in CI it must be there.</summary>
    public static void Needs(bool isThere, string what)
    {
        if (isThere)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"CI has no {what}.");
        }

        LeaveOut($"This machine has no {what}: the test was not run.");
    }

    /// <summary>Ends the test, in a line of its own among the results: those list only the names of tests that were not run.</summary>
    public static void LeaveOut(string why)
    {
        TestContext.Error.WriteLine(why);
        Assert.Ignore(why);
    }

    public static bool HasTool(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder =>
        File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".exe")));

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
