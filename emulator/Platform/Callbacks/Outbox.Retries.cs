namespace PrivateNumber.Emulator.Callbacks;

/// <summary>What follows an attempt: nothing more, or the next one by the schedule (call-notifications.md §7).</summary>
internal sealed partial class Outbox
{
    private void Conclude(Delivery delivery, PushReply reply, CancellationToken generation)
    {
        var push = delivery.Push;
        if (reply.IsSuccess)
        {
            push.State = PushState.Delivered;
            push.NextRetry?.Cancel();
            _journal.Settle(push);
            return;
        }

        // The schedule of retries goes on as if nobody had tried in between.
        if (delivery.IsExtra)
        {
            return;
        }

        push.State = PushState.Failed;
        if (!push.Retried)
        {
            _journal.Settle(push);
            return;
        }

        // More, when a start before this one had a longer schedule.
        if (push.Retries >= _retryAfter.Count)
        {
            push.State = PushState.Dropped;
            _journal.Settle(push);
            return;
        }

        // Offsets count from the first attempt (call-notifications.md §8 no. 1).
        RetryAt(push, push.Attempts[0].At + _retryAfter[push.Retries++], generation);
    }

    private void RetryAt(Push push, DateTimeOffset due, CancellationToken generation) =>
        push.NextRetry = _world.Clock.At(due, $"retry {push.EventType}", () => Retry(push, generation), push.SessionIds.FirstOrDefault());

    private void Retry(Push push, CancellationToken generation)
    {
        lock (_world.Gate)
        {
            // It may have been delivered by hand meanwhile.
            if (!generation.IsCancellationRequested && push.State == PushState.Failed)
            {
                Retarget(push);
                Enqueue(new Delivery(push, AnswerGate.Opened));
            }
        }
    }

    /// <summary>A change of URLs takes effect at once (call-notifications.md §5).</summary>
    private void Retarget(Push push) => push.Target = PushTargets.For(_world.Application, push.EventType) ?? push.Target;
}
