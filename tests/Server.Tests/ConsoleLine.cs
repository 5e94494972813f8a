namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>A command that a page lets its reader type after <c>$ </c>, and the answer below it.</summary>
internal sealed record ConsoleLine(string Command, string Answer)
{
    /// <summary>Everything that a page lets its reader type into a console, in order.</summary>
    public static IReadOnlyList<ConsoleLine> Of(string page) => [.. Repository.Blocks(page, "console").SelectMany(OfBlock)];

    private static IEnumerable<ConsoleLine> OfBlock(string block)
    {
        foreach (var part in ("\n" + block).Split("\n$ ").Skip(1))
        {
            var lines = part.TrimEnd('\n').Split('\n');
            var command = lines.TakeWhile(line => line.EndsWith('\\')).Count() + 1;
            yield return new ConsoleLine(string.Join('\n', lines[..command]), string.Join('\n', lines[command..]));
        }
    }
}
