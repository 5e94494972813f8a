using System.Diagnostics;
using System.Xml.Linq;

namespace PrivateNumber.Emulator.Testing.Tests.TestInfra;

/// <summary>
/// A user's test project outside the repository. It restores from its folder <c>feed</c> and from what this machine has restored before,
/// so it needs no network, and leaves nothing behind in the machine's package folder.
/// </summary>
internal sealed class FreshProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FreshProject()
    {
        Directory.CreateDirectory(Feed);
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{MachinePackages}" /></fallbackPackageFolders>
            </configuration>
            """);
        Write("Orders.Tests.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <Using Include="NUnit.Framework" />
                <PackageReference Include="PrivateNumber.Emulator.Testing" Version="*-*" />
                {Reference("Microsoft.NET.Test.Sdk")}
                {Reference("NUnit")}
                {Reference("NUnit3TestAdapter")}
              </ItemGroup>
            </Project>
            """);
    }

    public string Feed => _folder["feed"];

    private static string MachinePackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public void Write(string file, string text) => _folder.Write(file, text);

    public void CopyFromTests(params string[] path) =>
        File.Copy(Repository.FileAt(["tests", "Testing.Tests", .. path]), _folder[path[^1]]);

    /// <summary>Runs the SDK in the project's folder; the output, when it went well.</summary>
    public async Task<string> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the running `dotnet test` tells its own children would lead these astray.
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"dotnet {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    public void Dispose() => _folder.Dispose();

    private static bool IsForeign(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || variable == "NUGET_PACKAGES";

    private static string Reference(string package)
    {
        var version = XDocument.Load(Repository.FileAt("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Single(known => (string?)known.Attribute("Include") == package)
            .Attribute("Version")!.Value;
        return $"""<PackageReference Include="{package}" Version="{version}" />""";
    }
}
