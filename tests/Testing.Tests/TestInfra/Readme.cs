namespace PrivateNumber.Emulator.Testing.Tests.TestInfra;

internal static class Readme
{
    /// <summary>The lines of the C# example.</summary>
    public static IReadOnlyList<string> Example() =>
    [
        .. File.ReadAllLines(Repository.FileAt("README.md")).SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```"),
    ];
}
