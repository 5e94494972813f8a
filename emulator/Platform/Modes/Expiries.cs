using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Modes;

/// <summary>What ends by itself on the application's clock, by id. The action runs with the World's lock held.</summary>
internal sealed class Expiries(World world, string what)
{
    private readonly Dictionary<string, ScheduledEvent> _pending = new(StringComparer.Ordinal);

    /// <summary>Sets, moves or (null) takes back the end of something.</summary>
    public void Set(string id, DateTimeOffset? due, Action expire)
    {
        Cancel(id);
        if (due is not { } time)
        {
            return;
        }

        ScheduledEvent? expiry = null;
        expiry = world.Clock.At(time, $"{what} {id}", () =>
        {
            lock (world.Gate)
            {
                // It may have been moved or taken back while this event was on its way.
                if (_pending.GetValueOrDefault(id) == expiry && _pending.Remove(id))
                {
                    expire();
                }
            }
        });
        _pending[id] = expiry;
    }

    public void Cancel(string id)
    {
        if (_pending.Remove(id, out var expiry))
        {
            expiry.Cancel();
        }
    }

    /// <summary>Forgets all; the clock has been reset.</summary>
    public void Clear() => _pending.Clear();
}
