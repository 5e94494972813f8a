using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Applications;

/// <summary>At most so many requests in any window, on the application's clock (platform.md §6). Guarded by the World's lock.</summary>
internal sealed class RateLimiter : IResettable
{
    private readonly Queue<DateTimeOffset> _taken = new();

    public bool TryTake(RateLimit limit, DateTimeOffset now)
    {
        while (_taken.TryPeek(out var oldest) && now - oldest >= limit.Per)
        {
            _taken.Dequeue();
        }

        if (_taken.Count >= limit.Count)
        {
            return false;
        }

        _taken.Enqueue(now);
        return true;
    }

    public void Reset() => _taken.Clear();
}
