using System.Collections.Immutable;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Storage;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>
/// Sends the pushes of one application: after the answer that caused them, in order per queue (one queue a session), each failure retried
/// by the schedule on the application's clock without holding back what follows (call-notifications.md §7).
/// </summary>
internal sealed partial class Outbox : IResettable, IDisposable
{
    /// <summary>How long a push waits for another one to change places with.</summary>
    private static readonly TimeSpan DefaultHold = TimeSpan.FromMinutes(1);

    private readonly World _world;
    private readonly CallbackSender _sender;
    private readonly IReadOnlyList<TimeSpan> _retryAfter;
    private readonly Action<string, Exception> _failed;
    private readonly PushJournal _journal;
    private readonly Dictionary<string, SendQueue> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Delivery Delivery, ScheduledEvent End)> _heldBack = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsentRecords = new(StringComparer.Ordinal);
    private readonly Courier _courier;
    private CancellationTokenSource _generation = new();
    private AnswerGate _gate = AnswerGate.Opened;
    private bool _disposed;

    public Outbox(World world, CallbackSender sender, IReadOnlyList<TimeSpan> retryAfter, Action<string, Exception> failed)
    {
        _world = world;
        _sender = sender;
        _retryAfter = retryAfter;
        _failed = failed;
        _courier = new Courier(world, sender);
        _journal = new PushJournal(world.Unsaved, world.Events, Import);
    }

    public PushJournal Journal => _journal;

    /// <summary>Completes when no push is on its way, nor a scenario that reacts; what waits for the clock is not on its way.</summary>
    public Task WhenQuiet()
    {
        lock (_world.Gate)
        {
            return _world.InFlight.WhenNone;
        }
    }

    /// <summary>Whether the CDR of a call is on its way for the first time, behind its events.</summary>
    public bool HoldsRecordOf(string sessionId) => _unsentRecords.Contains(sessionId);

    /// <summary>Opens when the answer has left to what is going on now.</summary>
    public AnswerGate Gate => _gate;

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
        if (PushTargets.For(_world.Application, eventType) is not { } target)
        {
            return false;
        }

        var sequence = _world.Ids.NextPush();
        var push = new Push
        {
            Id = _world.Ids.PushId(sequence),
            Sequence = sequence,
            EventType = eventType,
            SessionIds = sessionIds,
            Target = target,
            Body = body,
            Queue = queue,
            Retried = retried,
            Replied = replied,
            Fault = _world.Faults.Strike(FaultTargets.Push(eventType)),
        };
        _journal.Add(push);
        if (eventType == PushTypes.Fee && push.Fault is null)
        {
            _unsentRecords.UnionWith(sessionIds);
        }

        Dispatch(new Delivery(push, _gate, push.Fault?.Fault));
        return true;
    }

    /// <summary>Sends a push of the journal once more, beside its retries; false while its first attempt is still ahead.</summary>
    public bool Redeliver(Push push)
    {
        if (push.State == PushState.Pending)
        {
            return false;
        }

        Retarget(push);
        Enqueue(new Delivery(push, _gate, IsExtra: true));
        return true;
    }

    public void Reset()
    {
        // Swapped first, and cancelled elsewhere: a customer's server in memory hears of it, and may do anything.
        var old = _generation;
        _generation = new CancellationTokenSource();
        _ = old.CancelAsync();
        _queues.Clear();
        _heldBack.Clear();
        _unsentRecords.Clear();
        _journal.Reset();
        _gate = AnswerGate.Opened;
        _world.InFlight.Reset();
    }

    public void Dispose()
    {
        Reset();
        _disposed = true;
    }

    private void Dispatch(Delivery delivery)
    {
        var queue = delivery.Push.Queue;
        switch (delivery.Fault)
        {
            case { Kind: FaultKind.Drop }:
                Drop(delivery.Push);
                return;
            case { Kind: FaultKind.Delay, Delay: { } late }:
                // Outside its queue: what follows in the same call is not late.
                var generation = _generation.Token;
                _world.Clock.After(late, $"late {delivery.Push.EventType}", () => Begin(delivery, generation), delivery.Push.SessionIds.FirstOrDefault());
                return;
            case { Kind: FaultKind.Reorder, Delay: var most } when !_heldBack.ContainsKey(queue):
                var end = _world.Clock.After(most ?? DefaultHold, $"late {delivery.Push.EventType}", () => LetGo(queue), delivery.Push.SessionIds.FirstOrDefault());
                _heldBack[queue] = (delivery, end);
                return;
        }

        Enqueue(delivery);
        if (delivery.Fault is { Kind: FaultKind.Duplicate })
        {
            Enqueue(delivery with { IsExtra = true });
        }

        LetGo(queue);
    }

    private void Begin(Delivery delivery, CancellationToken generation)
    {
        lock (_world.Gate)
        {
            if (!generation.IsCancellationRequested)
            {
                Enqueue(delivery);
            }
        }
    }

    /// <summary>Who asked a question with it hears that nobody answered.</summary>
    private void Drop(Push push)
    {
        push.State = PushState.Dropped;
        _journal.Settle(push);
        _journal.Changed(push);
        _world.Events.Pushed(_world, push);
        if (push.Replied is { } replied)
        {
            _world.Clock.After(_sender.Timeout, "no answer", () =>
            {
                lock (_world.Gate)
                {
                    replied(PushReply.TimeOut(_sender.Timeout, _sender.Timeout));
                }
            }, push.SessionIds.FirstOrDefault());
        }
    }

    private void LetGo(string queue)
    {
        lock (_world.Gate)
        {
            if (_heldBack.Remove(queue, out var held))
            {
                held.End.Cancel();
                Enqueue(held.Delivery);
            }
        }
    }

    private void Abandon(Push push)
    {
        lock (_world.Gate)
        {
            push.State = PushState.Failed;
            _journal.Settle(push);
            _journal.Changed(push);
        }
    }

    private async Task AttemptAsync(Delivery delivery, CancellationToken generation)
    {
        var push = delivery.Push;
        var attempt = await _courier.DeliverAsync(push, delivery.Fault, generation);
        lock (_world.Gate)
        {
            if (generation.IsCancellationRequested)
            {
                return;
            }

            push.Attempts = push.Attempts.Add(attempt);
            _unsentRecords.ExceptWith(push.EventType == PushTypes.Fee ? push.SessionIds : []);
            Conclude(delivery, attempt.Reply, generation);
            _journal.Changed(push);
            _world.Events.Pushed(_world, push);
            if (!delivery.IsExtra)
            {
                push.Replied?.Invoke(attempt.Reply);
            }
        }
    }

    private string? Import(PushEntry entry)
    {
        if ((DurableKeys.ProblemOf(entry.Sequence, last: 0) ?? entry.Problem) is { } problem)
        {
            return problem;
        }

        if (_journal.IsUndelivered(entry.Sequence))
        {
            return $"sequence: {entry.Sequence} stands twice";
        }

        _world.Ids.HasPushed(entry.Sequence);
        var push = entry.ToPush(_world.Ids.PushId(entry.Sequence));
        _journal.Add(push);
        if (push.State == PushState.Pending)
        {
            Enqueue(new Delivery(push, _gate));
        }
        else
        {
            RetryAt(push, entry.NextRetry ?? _world.Clock.Now, _generation.Token);
        }

        return null;
    }

    /// <summary>A push on its way: for the first time, which is when a fault strikes; again by the schedule; or extra, beside the schedule.</summary>
    private sealed record Delivery(Push Push, AnswerGate Gate, Fault? Fault = null, bool IsExtra = false);

    internal readonly struct GateScope(Outbox outbox, AnswerGate previous) : IDisposable
    {
        public void Dispose() => outbox._gate = previous;
    }
}
