using System.Globalization;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>One line on a terminal that tells how far a run has come, and goes away when something else is written.</summary>
internal sealed class RunProgress(TextWriter? terminal, int total)
{
    private const string ToLineStart = "\r\e[K";

    private readonly Lock _lock = new();
    private readonly List<string> _running = [];
    private int _played;

    public void Begin(string name) => Change(() => _running.Add(name));

    public void End(string name) => Change(() =>
    {
        _running.Remove(name);
        _played++;
    });

    public void Clear()
    {
        lock (_lock)
        {
            terminal?.Write(ToLineStart);
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            terminal?.Write(_running.Count == 0
                ? ToLineStart
                : string.Create(CultureInfo.InvariantCulture, $"{ToLineStart}{_played} of {total} played, now {string.Join(", ", _running)}"));
        }
    }
}
