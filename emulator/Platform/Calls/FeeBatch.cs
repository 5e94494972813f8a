using System.Text.Json;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Storage;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Calls;

/// <summary>CDRs wait one second for others of the application, or until there are 50 (decision D29). Guarded by the World's lock.</summary>
internal sealed class FeeBatch : IResettable
{
    public const int MaxRecords = 50;
    private const string Queue = "fee";
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private readonly World _world;
    private readonly Durable<WaitingCdr> _durable;
    private List<WaitingCdr> _waiting = [];
    private ScheduledEvent? _flush;
    private long _sequence;

    public FeeBatch(World world)
    {
        _world = world;
        _durable = new Durable<WaitingCdr>(
            world.Unsaved, "waitingCdrs", StateJson.Document.WaitingCdr, waiting => DurableKeys.Of(waiting.Sequence), () => _waiting, Import);
    }

    /// <summary>A CDR that waits is one that the customer has not got yet.</summary>
    public IDurable Durable => _durable;

    public void Add(FeeInfo record)
    {
        _flush ??= FlushAt(_world.Clock.Now + Window, record.SessionId);
        var waiting = new WaitingCdr(++_sequence, _flush.Due, record);
        _waiting.Add(waiting);
        _durable.Put(waiting);
        if (_waiting.Count == MaxRecords)
        {
            _flush.Cancel();
            Flush();
        }
    }

    /// <summary>Whether the CDR of a call is still waiting for its push.</summary>
    public bool Holds(string sessionId) => _waiting.Exists(waiting => waiting.Cdr.SessionId == sessionId);

    public void Reset()
    {
        _waiting.Clear();
        _flush = null;
        _sequence = 0;
    }

    private string? Import(WaitingCdr waiting)
    {
        if (DurableKeys.ProblemOf(waiting.Sequence, _sequence) is { } problem)
        {
            return problem;
        }

        if (_waiting.Count == MaxRecords - 1)
        {
            return $"{MaxRecords} CDRs do not wait: they are pushed";
        }

        _sequence = waiting.Sequence;
        _waiting.Add(waiting);
        _flush ??= FlushAt(waiting.Due, waiting.Cdr.SessionId);
        return null;
    }

    private ScheduledEvent FlushAt(DateTimeOffset due, string sessionId)
    {
        ScheduledEvent? own = null;
        own = _world.Clock.At(due, PushTypes.Fee, () =>
        {
            lock (_world.Gate)
            {
                // A full batch may have gone first while this event was waiting for the lock.
                if (_flush == own)
                {
                    Flush();
                }
            }
        }, sessionId);
        return own;
    }

    private void Flush()
    {
        _waiting.ForEach(_durable.Remove);
        List<FeeInfo> records = [.. _waiting.Select(waiting => waiting.Cdr)];
        _waiting = [];
        _flush = null;
        if (records.Count > 0)
        {
            foreach (var file in records.Select(record => record.RecordObjectName).OfType<string>())
            {
                _world.Recordings.CdrPushed(file);
            }

            var body = JsonSerializer.SerializeToUtf8Bytes(new FeeNotification(PushTypes.Fee, records), PlatformJson.Wire.FeeNotification);
            _world.Outbox.Send(PushTypes.Fee, body, Queue, [.. records.Select(record => record.SessionId)]);
        }
    }
}

/// <summary>CDRs are pushed in the order of their <paramref name="Sequence"/>.</summary>
internal sealed record WaitingCdr(long Sequence, DateTimeOffset Due, FeeInfo Cdr);
