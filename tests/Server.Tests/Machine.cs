namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>What a test needs of the machine that it runs on.</summary>
internal static class Machine
{
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
}
