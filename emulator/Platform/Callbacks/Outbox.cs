using System.Collections.Immutable;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Storage;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>
/// Sends the pushes of one application: after the answer that caused them, in order per queue (one queue a session), each failure retried
/// by the schedule on the application's clock without holding back what follows (call-notifications.md §7).
/// </summary>
internal sealed class Outbox(World world, CallbackSender sender, IReadOnlyList<TimeSpan> retryAfter) : IResettable, IDisposable
{
    public const int JournalCapacity = 10_000;

    private readonly RingBuffer<Push> _journal = new(JournalCapacity);
    private readonly Dictionary<string, Push> _byId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Push> _undelivered = [];
    private readonly Dictionary<string, Queue<Delivery>> _queues = new(StringComparer.Ordinal);
    private CancellationTokenSource _generation = new();
    private TaskCompletionSource _quiet = CompletedSource();
    private TaskCompletionSource _attempted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AnswerGate _gate = AnswerGate.Opened;
    private long _sequence;
    private int _busy;

    public IReadOnlyCollection<Push> Journal => _journal.Items;

    public long Dropped => _journal.Dropped;

    /// <summary>Completes when no push is on its way; one that waits for the clock is not on its way.</summary>
    public Task WhenQuiet()
    {
        lock (world.Gate)
        {
            return _quiet.Task;
        }
    }

    /// <summary>Completes at the next attempt of any push. Take it before looking at the journal.</summary>
    public Task WhenAttempted => _attempted.Task;

    /// <summary>Pushes that are still to be delivered, with their attempts and the next retry.</summary>
    public IDurable Durable =>
        new Durable<PushEntry>("pushes", StateJson.Document.PushEntry, () => _undelivered.Values.Select(PushEntry.Of), Import);

    public Push? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>What is sent within the scope leaves after <paramref name="gate"/> has opened. The caller holds the World's lock throughout.</summary>
    public GateScope Behind(AnswerGate gate)
    {
        var scope = new GateScope(this, _gate);
        _gate = gate;
        return scope;
    }

    /// <summary>Sends a push if the application has a place for it; nothing is kept for later (call-notifications.md §5).</summary>
    public bool Send(string eventType, byte[] body, string queue, ImmutableArray<string> sessionIds, bool retried = true, Action<PushReply>? replied = null)
    {
        if (PushTargets.For(world.Application, eventType) is not { } target)
        {
            return false;
        }

        var push = new Push
        {
            Id = world.Ids.PushId(++_sequence),
            Sequence = _sequence,
            EventType = eventType,
            SessionIds = sessionIds,
            Target = target,
            Body = body,
            Queue = queue,
            Retried = retried,
            Replied = replied,
        };
        Note(push);
        Enqueue(new Delivery(push, _gate));
        return true;
    }

    /// <summary>Sends a push of the journal once more, beside its retries; false while its first attempt is still ahead.</summary>
    public bool Redeliver(Push push)
    {
        if (push.State == PushState.Pending)
        {
            return false;
        }

        Enqueue(new Delivery(push, _gate, ByHand: true));
        return true;
    }

    public void Reset()
    {
        _generation.Cancel();
        _generation = new CancellationTokenSource();
        _queues.Clear();
        _journal.Clear();
        _byId.Clear();
        _undelivered.Clear();
        _gate = AnswerGate.Opened;
        _sequence = 0;
        _busy = 0;
        _quiet.TrySetResult();
    }

    public void Dispose()
    {
        Reset();
        _generation.Cancel();
        _generation.Dispose();
    }

    private void Enqueue(Delivery delivery)
    {
        var name = delivery.Push.Queue;
        if (_queues.TryGetValue(name, out var waiting))
        {
            waiting.Enqueue(delivery);
            return;
        }

        // A queue is busy as one: what waits behind a push that is parked must not keep the clock from freeing it.
        Enter();
        _queues[name] = waiting = new Queue<Delivery>([delivery]);
        var generation = _generation.Token;
        _ = Task.Run(() => PumpAsync(name, waiting, generation), CancellationToken.None);
    }

    private async Task PumpAsync(string name, Queue<Delivery> waiting, CancellationToken generation)
    {
        while (true)
        {
            Delivery delivery;
            lock (world.Gate)
            {
                if (generation.IsCancellationRequested)
                {
                    return;
                }

                if (!waiting.TryDequeue(out delivery!))
                {
                    _queues.Remove(name);
                    Leave();
                    return;
                }
            }

            try
            {
                await delivery.Gate.WhenOpen.WaitAsync(generation);
                await AttemptAsync(delivery, generation);
            }
            catch (OperationCanceledException) when (generation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task AttemptAsync(Delivery delivery, CancellationToken generation)
    {
        var push = delivery.Push;
        DateTimeOffset at;
        ImmutableArray<KeyValuePair<string, string>> headers;
        ScriptedAnswer? scripted = null;
        lock (world.Gate)
        {
            // A reset meanwhile: what the next call draws must not depend on it.
            generation.ThrowIfCancellationRequested();
            at = world.Clock.Now;
            var application = world.Application;
            var auth = push.EventType == PushTypes.NumStatus && application.Switches.LegacyNumberStatusHeaders ? PushAuth.Wsse : application.PushAuth;
            headers = PushHeaders.Sign(auth, application.AppKey!, application.AppSecret!, world.Ids.Nonce(), WallClock.Provider.GetUtcNow());
            if (push.Target.IsStandIn)
            {
                scripted = world.StandIn.NextAnswer(push.EventType);
            }
        }

        var reply = scripted is null
            ? await sender.SendAsync(push.Target.Url, push.Body, headers, generation)
            : await AnswerInPersonAsync(scripted, generation);

        lock (world.Gate)
        {
            if (generation.IsCancellationRequested)
            {
                return;
            }

            push.Attempts = push.Attempts.Add(new PushAttempt(at, headers, reply));
            Conclude(delivery, reply, generation);
            Interlocked.Exchange(ref _attempted, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            if (!delivery.ByHand)
            {
                push.Replied?.Invoke(reply);
            }
        }
    }

    private void Conclude(Delivery delivery, PushReply reply, CancellationToken generation)
    {
        var push = delivery.Push;
        if (reply.IsSuccess)
        {
            push.State = PushState.Delivered;
            push.NextRetry?.Cancel();
            _undelivered.Remove(push.Sequence);
            return;
        }

        // The schedule of retries goes on as if nobody had tried in between.
        if (delivery.ByHand)
        {
            return;
        }

        push.State = PushState.Failed;
        if (!push.Retried)
        {
            _undelivered.Remove(push.Sequence);
            return;
        }

        if (push.Retries == retryAfter.Count)
        {
            push.State = PushState.Dropped;
            _undelivered.Remove(push.Sequence);
            return;
        }

        // Offsets count from the first attempt (call-notifications.md §8 no. 1).
        RetryAt(push, push.Attempts[0].At + retryAfter[push.Retries++], generation);
    }

    private void RetryAt(Push push, DateTimeOffset due, CancellationToken generation) =>
        push.NextRetry = world.Clock.At(due, $"retry {push.EventType}", () => Retry(push, generation), push.SessionIds.FirstOrDefault());

    private void Note(Push push)
    {
        if (_journal.Add(push) is { } oldest)
        {
            _byId.Remove(oldest.Id);
        }

        _byId[push.Id] = push;

        // A question to the customer is part of a running call, and both end with the process.
        if (push.Replied is null)
        {
            _undelivered[push.Sequence] = push;
        }
    }

    private string? Import(PushEntry entry)
    {
        if (_undelivered.ContainsKey(entry.Sequence) || entry.SessionIds.IsDefault || entry.Attempts.IsDefault || entry.Attempts.Any(attempt => attempt.Headers.IsDefault))
        {
            return $"sequence {entry.Sequence} stands twice, or lacks sessionIds, attempts or headers";
        }

        var push = entry.ToPush(world.Ids.PushId(entry.Sequence));
        _sequence = Math.Max(_sequence, push.Sequence);
        Note(push);
        if (push.State == PushState.Pending)
        {
            Enqueue(new Delivery(push, _gate));
        }
        else
        {
            RetryAt(push, entry.NextRetry ?? world.Clock.Now, _generation.Token);
        }

        return null;
    }

    private void Retry(Push push, CancellationToken generation)
    {
        lock (world.Gate)
        {
            // It may have been delivered by hand meanwhile.
            if (!generation.IsCancellationRequested && push.State == PushState.Failed)
            {
                Enqueue(new Delivery(push, AnswerGate.Opened));
            }
        }
    }

    private async Task<PushReply> AnswerInPersonAsync(ScriptedAnswer answer, CancellationToken generation)
    {
        if (answer.Delay > TimeSpan.Zero)
        {
            await ParkAsync(answer.Delay < sender.Timeout ? answer.Delay : sender.Timeout, generation);
        }

        return answer.Delay < sender.Timeout
            ? new PushReply(answer.Status, answer.Body, null, answer.Delay)
            : PushReply.TimeOut(sender.Timeout, sender.Timeout);
    }

    /// <summary>Waits on the application's clock; meanwhile the push does not keep the clock from moving.</summary>
    private Task ParkAsync(TimeSpan delay, CancellationToken generation)
    {
        var due = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (world.Gate)
        {
            generation.ThrowIfCancellationRequested();
            world.Clock.After(delay, "customer answers", () =>
            {
                lock (world.Gate)
                {
                    if (!generation.IsCancellationRequested)
                    {
                        Enter();
                        due.TrySetResult();
                    }
                }
            });
            Leave();
        }

        return due.Task.WaitAsync(generation);
    }

    private void Enter()
    {
        if (_busy++ == 0)
        {
            _quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Leave()
    {
        if (--_busy == 0)
        {
            _quiet.TrySetResult();
        }
    }

    private static TaskCompletionSource CompletedSource()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    /// <summary>A push on its way: for the first time, again by the schedule, or by hand.</summary>
    private sealed record Delivery(Push Push, AnswerGate Gate, bool ByHand = false);

    internal readonly struct GateScope(Outbox outbox, AnswerGate previous) : IDisposable
    {
        public void Dispose() => outbox._gate = previous;
    }
}
