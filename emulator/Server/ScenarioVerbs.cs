namespace PrivateNumber.Emulator.Server;

/// <summary><c>run</c> and <c>validate</c>.</summary>
internal static class ScenarioVerbs
{
    public static Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter errors) => Task.FromResult(0);

    public static Task<int> ValidateAsync(CommandLine line, TextWriter output, TextWriter errors) => Task.FromResult(0);
}
