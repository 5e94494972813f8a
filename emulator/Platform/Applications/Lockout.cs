using System.Collections.Concurrent;
using System.Net;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Applications;

/// <summary>Addresses that failed to authenticate too often are refused for a while (auth.md §3, code 1020176; decision D19).</summary>
internal sealed class Lockout(LockoutOptions options) : IResettable
{
    private readonly ConcurrentDictionary<IPAddress, Record> _records = new();

    public bool IsLocked(IPAddress address, DateTimeOffset now)
    {
        if (!_records.TryGetValue(address, out var record))
        {
            return false;
        }

        lock (record)
        {
            return record.LockedUntil > now;
        }
    }

    public void Failed(IPAddress address, DateTimeOffset now)
    {
        if (options.Failures == 0)
        {
            return;
        }

        var record = _records.GetOrAdd(address, static _ => new Record());
        lock (record)
        {
            record.Failures.Enqueue(now);
            while (now - record.Failures.Peek() > options.Within)
            {
                record.Failures.Dequeue();
            }

            if (record.Failures.Count >= options.Failures)
            {
                record.LockedUntil = now + options.Lasts;
                record.Failures.Clear();
            }
        }
    }

    public void Reset() => _records.Clear();

    private sealed class Record
    {
        public Queue<DateTimeOffset> Failures { get; } = new();

        public DateTimeOffset LockedUntil { get; set; } = DateTimeOffset.MinValue;
    }
}
