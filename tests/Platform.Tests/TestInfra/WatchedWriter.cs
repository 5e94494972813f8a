using System.Text;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>Passes lines on, and acts at the first one that is waited for.</summary>
internal sealed class WatchedWriter(TextWriter output, Func<string, bool> isWaitedFor, Action act) : TextWriter
{
    private bool _acted;

    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => output.Write(value);

    public override void WriteLine(string? value)
    {
        output.WriteLine(value);
        if (!_acted && value is not null && isWaitedFor(value))
        {
            _acted = true;
            act();
        }
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }
}
