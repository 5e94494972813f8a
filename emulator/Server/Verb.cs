namespace PrivateNumber.Emulator.Server;

/// <summary>One thing that the program does.</summary>
/// <param name="Name">The first word of the command line.</param>
/// <param name="Words">What follows beside options, as the usage line shows it; empty takes nothing.</param>
/// <param name="Options">In the order of the usage line.</param>
/// <param name="Run">Writes to output and errors, and returns the exit code.</param>
internal sealed record Verb(string Name, string Words, IReadOnlyList<Option> Options, Func<CommandLine, TextWriter, TextWriter, Task<int>> Run)
{
    public string Usage => string.Join(' ', new[] { Name, Words }.Where(part => part.Length > 0).Concat(Options.Select(option => option.ToString())));
}
