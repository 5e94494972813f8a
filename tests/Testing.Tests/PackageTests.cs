using PrivateNumber.Emulator.Testing.Tests.TestInfra;

namespace PrivateNumber.Emulator.Testing.Tests;

public sealed class PackageTests
{
    private const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    [Test]
    public async Task A_fresh_project_runs_the_example_of_the_readme_with_the_packages()
    {
        using var project = new FreshProject();
        await PackAsync(project, "Platform");
        await PackAsync(project, "Testing");
        project.CopyFromTests("TestInfra", "OrderService.cs");
        project.CopyFromTests("TestInfra", "CustomerApp.cs");
        project.Write("OrderTests.cs", $$"""
            using PrivateNumber.Emulator;
            using PrivateNumber.Emulator.Testing;
            using PrivateNumber.Emulator.Testing.Tests.TestInfra;

            public sealed class OrderTests
            {
                [Test]
                public async Task Example()
                {
                    const string a = "+8613800000021";
                    const string b = "+8613800000022";
                    await using var customerApp = await CustomerApp.StartAsync();
                    {{string.Join('\n', Readme.Example())}}
                }
            }
            """);

        var output = await project.DotnetAsync("test", "-nologo");

        Assert.That(output, Does.Contain("Passed!").And.Contain("Passed:     1"));
    }

    /// <summary>What is built already: a build of its own would write into the folders of builds that run beside this test.</summary>
    private static Task<string> PackAsync(FreshProject project, string name) => project.DotnetAsync(
        "pack", Repository.FileAt("emulator", name), "--no-build", "-c", Configuration, "-o", project.Feed, "-nologo");
}
