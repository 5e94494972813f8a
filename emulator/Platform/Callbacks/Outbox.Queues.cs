namespace PrivateNumber.Emulator.Callbacks;

/// <summary>Pushes of one queue leave one after another (call-notifications.md §7).</summary>
internal sealed partial class Outbox
{
    private void Enqueue(Delivery delivery)
    {
        if (_disposed)
        {
            return;
        }

        var name = delivery.Push.Queue;
        if (_queues.TryGetValue(name, out var waiting))
        {
            waiting.Deliveries.Enqueue(delivery);
            return;
        }

        // A queue is busy as one: what waits behind a push that is parked must not keep the clock from freeing it.
        _world.InFlight.Enter();
        _queues[name] = waiting = new SendQueue();
        waiting.Deliveries.Enqueue(delivery);
        var generation = _generation.Token;
        _ = Task.Run(() => PumpAsync(name, waiting, generation), CancellationToken.None);
    }

    private async Task PumpAsync(string name, SendQueue waiting, CancellationToken generation)
    {
        while (true)
        {
            Delivery delivery;
            lock (_world.Gate)
            {
                if (generation.IsCancellationRequested)
                {
                    return;
                }

                if (!waiting.Deliveries.TryDequeue(out delivery!))
                {
                    _queues.Remove(name);
                    waiting.Drained();
                    _world.InFlight.Leave();
                    return;
                }

                // A retry that waited behind a delivery by hand has come too late.
                if (!delivery.IsExtra && delivery.Push.State is PushState.Delivered or PushState.Dropped)
                {
                    continue;
                }
            }

            try
            {
                await delivery.Gate.WhenOpen.WaitAsync(generation);
                await BehindEventsAsync(delivery.Push, generation);
                await AttemptAsync(delivery, generation);
            }
            catch (OperationCanceledException) when (generation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A bug of ours ends this push, and neither those behind it nor the clock, which waits for the queue.
                _failed($"push {delivery.Push.Id} ({delivery.Push.EventType})", e);
                Abandon(delivery.Push);
            }
        }
    }

    /// <summary>
    /// The CDR of a call comes after its events, however long the customer takes over them (call-notifications.md §2.2). Meanwhile it does not keep
    /// the clock from moving.
    /// </summary>
    private Task BehindEventsAsync(Push push, CancellationToken generation)
    {
        lock (_world.Gate)
        {
            generation.ThrowIfCancellationRequested();
            if (push.EventType != PushTypes.Fee || !push.Attempts.IsEmpty)
            {
                return Task.CompletedTask;
            }

            List<SendQueue> before = [.. push.SessionIds.Select(sessionId => sessionId == push.Queue ? null : _queues.GetValueOrDefault(sessionId)).OfType<SendQueue>()];
            if (before.Count == 0)
            {
                return Task.CompletedTask;
            }

            var events = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var left = before.Count;
            foreach (var queue in before)
            {
                queue.WhenDrained(() =>
                {
                    if (--left == 0)
                    {
                        _world.InFlight.Enter();
                        events.TrySetResult();
                    }
                });
            }

            _world.InFlight.Leave();
            return events.Task.WaitAsync(generation);
        }
    }

    /// <summary>Pushes that leave one after another, and who waits for the last of them. Guarded by the World's lock.</summary>
    private sealed class SendQueue
    {
        private readonly List<Action> _behind = [];

        public Queue<Delivery> Deliveries { get; } = new();

        public void WhenDrained(Action act) => _behind.Add(act);

        public void Drained() => _behind.ForEach(static act => act());
    }
}
