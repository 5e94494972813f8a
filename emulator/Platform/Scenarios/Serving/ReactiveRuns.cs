using System.Collections.Immutable;
using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Scenarios.Serving;

/// <summary>
/// The reactive runs of one application. They act one at a time, in the order in which they are woken, and the clock stands meanwhile: the
/// same steps always come in the same order. Guarded by the World's lock.
/// </summary>
internal sealed class ReactiveRuns(World world) : IResettable
{
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private readonly List<Watch> _watches = [];
    private readonly Dictionary<string, int> _links = new(StringComparer.Ordinal);
    private CancellationTokenSource _generation = new();
    private bool _isActing;

    /// <summary>How many have begun and not ended.</summary>
    public int Count { get; private set; }

    /// <summary>Cancelled by a reset: whoever belongs to it leaves everything here as it is.</summary>
    public CancellationToken Generation => _generation.Token;

    public static TaskCompletionSource NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A run is to act once the turn completes, which <see cref="Begun"/> brings about.</summary>
    public void Begin()
    {
        Count++;
        world.InFlight.Enter();
    }

    /// <summary>Now it may act as soon as no other does.</summary>
    public void Begun(TaskCompletionSource turn)
    {
        Wake(turn);
        world.InFlight.Leave();
    }

    public void End()
    {
        Count--;
        Rest();
    }

    public void Wake(TaskCompletionSource turn)
    {
        world.InFlight.Enter();
        if (_isActing)
        {
            _waiting.Enqueue(turn);
        }
        else
        {
            _isActing = true;
            turn.SetResult();
        }
    }

    /// <summary>The one that acts waits for something; the next one acts.</summary>
    public void Rest()
    {
        world.InFlight.Leave();
        _isActing = _waiting.TryDequeue(out var next);
        next?.SetResult();
    }

    public void Add(Watch watch) => _watches.Add(watch);

    public void Remove(Watch watch) => _watches.Remove(watch);

    /// <summary>Rests until something happens that the watch is for; at once done if it has since it was last asked.</summary>
    public Task Rest(Watch watch)
    {
        if (watch.HasHeard)
        {
            watch.HasHeard = false;
            return Task.CompletedTask;
        }

        var turn = NewTurn();
        watch.Turn = turn;
        Rest();
        return turn.Task;
    }

    public void Wake(Watch watch)
    {
        if (watch.Turn is { } turn)
        {
            watch.Turn = null;
            Wake(turn);
        }
        else
        {
            watch.HasHeard = true;
        }
    }

    /// <summary>Something has happened to these calls, or to something that is no call.</summary>
    public void Hear(ImmutableArray<string> sessionIds)
    {
        foreach (var watch in _watches.Where(watch => watch.SessionId is null || sessionIds.Contains(watch.SessionId)))
        {
            Wake(watch);
        }
    }

    /// <summary>How many runs, one causing the next, lie behind a call.</summary>
    public int LinksBehind(string? sessionId) => sessionId is null ? 0 : _links.GetValueOrDefault(sessionId);

    public void Remember(string sessionId, int links) => _links[sessionId] = links;

    public void Forget(string sessionId) => _links.Remove(sessionId);

    public void Reset()
    {
        // Swapped first, and cancelled elsewhere: what a run does when it ends must not run under the lock.
        var old = _generation;
        _generation = new CancellationTokenSource();
        _ = old.CancelAsync();
        _waiting.Clear();
        _watches.Clear();
        _links.Clear();
        _isActing = false;
        Count = 0;
    }
}

/// <summary>What a resting run listens for: the events and pushes of a call, or all. Guarded by the World's lock.</summary>
internal sealed class Watch(string? sessionId)
{
    public string? SessionId { get; } = sessionId;

    public bool HasHeard { get; set; }

    /// <summary>Of the run while it rests.</summary>
    public TaskCompletionSource? Turn { get; set; }
}
