namespace PrivateNumber.Emulator.Time;

/// <summary>Who has the turn runs events one by one: an advance through <see cref="Turn"/>, or the timer of a clock that runs.</summary>
internal sealed partial class Scheduler
{
    internal void RefuseInsideEvent()
    {
        if (_running.IsHeldByCurrentThread)
        {
            throw new InvalidOperationException($"An event of {App} cannot advance the clock that is running it: schedule another event instead.");
        }
    }

    internal Task WhenQuietAsync(CancellationToken ct) => _whenQuiet().WaitAsync(ct);

    internal async Task<Turn> TakeTurnAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        lock (_lock)
        {
            _clock.Hold();
            return new Turn(this, _epoch, _clock.Now);
        }
    }

    internal void EndTurn()
    {
        lock (_lock)
        {
            _clock.Release();
        }

        _turn.Release();

        // Only now: a timer that rings while the turn is taken does nothing.
        lock (_lock)
        {
            Arm();
        }
    }

    internal DateTimeOffset? NextDueIn(int epoch)
    {
        lock (_lock)
        {
            return epoch == _epoch ? _queue.Head?.Due : null;
        }
    }

    internal FiredEvent? RunNext(int epoch, DateTimeOffset limit)
    {
        lock (_running)
        {
            ScheduledEvent? next;
            Action? run;
            DateTimeOffset at;
            lock (_lock)
            {
                if (epoch != _epoch || !_queue.TryTake(limit, out next, out run))
                {
                    return null;
                }

                _clock.MoveTo(next.Due);
                at = _clock.Now;
            }

            try
            {
                run();
            }
            catch (Exception failure)
            {
                _failed?.Invoke(failure, next);
            }

            return new FiredEvent(at, next.What, App, next.SessionId);
        }
    }

    /// <summary>Lets time pass, but never past an event that has not run.</summary>
    /// <returns>Whether nothing until that time is left to run.</returns>
    internal bool PassTo(int epoch, DateTimeOffset to)
    {
        lock (_lock)
        {
            if (epoch != _epoch)
            {
                return true;
            }

            var head = _queue.Head?.Due;
            _clock.MoveTo(head < to ? head.Value : to);
            return head is null || head > to;
        }
    }

    private void OnTimer()
    {
        if (!_turn.Wait(0))
        {
            return;
        }

        try
        {
            while (Mode != ClockMode.Manual && RunNext(_epoch, Now) is not null)
            {
            }
        }
        finally
        {
            EndTurn();
        }
    }
}
