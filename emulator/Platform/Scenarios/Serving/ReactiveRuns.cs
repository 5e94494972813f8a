using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Scenarios.Serving;

/// <summary>
/// The reactive runs of one application. They act one at a time, in the order in which they are woken, and the clock stands meanwhile: the
/// same steps always come in the same order. Guarded by the World's lock.
/// </summary>
internal sealed class ReactiveRuns(World world) : IResettable, IDisposable
{
    private readonly Queue<Turn> _waiting = new();
    private readonly List<Watch> _watches = [];
    private readonly Dictionary<string, int> _links = new(StringComparer.Ordinal);
    private CancellationTokenSource _generation = new();
    private Turn? _acting;

    /// <summary>How many have begun and not ended.</summary>
    public int Count { get; private set; }

    /// <summary>Cancelled by a reset: whoever belongs to it leaves everything here as it is.</summary>
    public CancellationToken Generation => _generation.Token;

    /// <summary>The clock stands until the run has had its first turn, which <see cref="Begun"/> asks for.</summary>
    public void Begin()
    {
        Count++;
        world.InFlight.Enter();
    }

    public void Begun(Turn turn)
    {
        Wake(turn);
        world.InFlight.Leave();
    }

    /// <summary>The run that acts has ended.</summary>
    public void End()
    {
        Count--;
        Rest();
    }

    public void Wake(Turn turn)
    {
        world.InFlight.Enter();
        if (_acting is not null)
        {
            _waiting.Enqueue(turn);
            return;
        }

        _acting = turn;
        turn.Give();
    }

    /// <summary>The run that acts waits for something; the next one acts.</summary>
    public void Rest()
    {
        world.InFlight.Leave();
        _acting = _waiting.TryDequeue(out var next) ? next : null;
        _acting?.Give();
    }

    /// <summary>Whoever acts rests until something happens that the watch is for: null if it has happened since this was last asked.</summary>
    public Turn? Rest(Watch watch)
    {
        if (watch.HasHeard)
        {
            watch.HasHeard = false;
            return null;
        }

        watch.Turn = new Turn(_acting?.Links ?? 0);
        Rest();
        return watch.Turn;
    }

    public void Add(Watch watch) => _watches.Add(watch);

    public void Remove(Watch watch) => _watches.Remove(watch);

    public void Wake(Watch watch)
    {
        watch.HasHeard = watch.Turn is null;
        if (watch.Turn is { } turn)
        {
            watch.Turn = null;
            Wake(turn);
        }
    }

    /// <summary>Something has happened to these calls.</summary>
    public void Hear(IEnumerable<string> sessionIds)
    {
        foreach (var watch in _watches.Where(watch => watch.SessionId is null || sessionIds.Contains(watch.SessionId)))
        {
            Wake(watch);
        }
    }

    /// <summary>How many runs, one causing the next, lie behind what happens now: behind its call, or behind whoever acts.</summary>
    public int LinksBehind(string? sessionId) =>
        sessionId is not null && _links.TryGetValue(sessionId, out var links) ? links : _acting?.Links ?? 0;

    /// <summary>A call of the run that acts: what comes of it is of its causing.</summary>
    public void Follow(string sessionId)
    {
        if (_acting is { Links: > 0 and var links })
        {
            _links.TryAdd(sessionId, links);
        }
    }

    public void Forget(string sessionId) => _links.Remove(sessionId);

    public void Dispose() => Reset();

    public void Reset()
    {
        // Swapped first, and cancelled elsewhere: what a run does when it ends must not run under the lock.
        var old = _generation;
        _generation = new CancellationTokenSource();
        _ = old.CancelAsync();
        _waiting.Clear();
        _watches.Clear();
        _links.Clear();
        _acting = null;
        Count = 0;
    }
}

/// <summary>What a resting run listens for: the events and pushes of a call, or of all. Guarded by the World's lock.</summary>
internal sealed class Watch(string? sessionId)
{
    public string? SessionId { get; } = sessionId;

    /// <summary>Something has happened while the run was looking elsewhere.</summary>
    public bool HasHeard { get; set; }

    /// <summary>Of the run while it rests.</summary>
    public Turn? Turn { get; set; }
}
