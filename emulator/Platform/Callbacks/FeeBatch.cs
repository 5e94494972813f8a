using System.Text.Json;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Storage;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>CDRs wait one second for others of the application, or until there are 50 (decision D29). Guarded by the World's lock.</summary>
internal sealed class FeeBatch(World world) : IResettable
{
    public const int MaxRecords = 50;
    private const string Queue = "fee";
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private List<FeeInfo> _waiting = [];
    private ScheduledEvent? _flush;

    /// <summary>A CDR that waits is one that the customer has not got yet.</summary>
    public IDurable Durable => new Durable<WaitingCdr>(
        "waitingCdrs", StateJson.Document.WaitingCdr, () => _waiting.Select(record => new WaitingCdr(_flush!.Due, record)), waiting =>
        {
            _waiting.Add(waiting.Cdr);
            _flush ??= FlushAt(waiting.Due, waiting.Cdr.SessionId);
            return null;
        });

    public void Add(FeeInfo record)
    {
        _waiting.Add(record);
        if (_waiting.Count == MaxRecords)
        {
            _flush?.Cancel();
            Flush();
        }
        else
        {
            _flush ??= FlushAt(world.Clock.Now + Window, record.SessionId);
        }
    }

    /// <summary>Whether the CDR of a call is still waiting for its push.</summary>
    public bool Holds(string sessionId) => _waiting.Exists(record => record.SessionId == sessionId);

    public void Reset()
    {
        _waiting.Clear();
        _flush = null;
    }

    private ScheduledEvent FlushAt(DateTimeOffset due, string sessionId)
    {
        ScheduledEvent? own = null;
        own = world.Clock.At(due, PushTypes.Fee, () =>
        {
            lock (world.Gate)
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
        var records = _waiting;
        _waiting = [];
        _flush = null;
        if (records.Count > 0)
        {
            foreach (var file in records.Select(record => record.RecordObjectName).OfType<string>())
            {
                world.Recordings.CdrPushed(file);
            }

            var body = JsonSerializer.SerializeToUtf8Bytes(new FeeNotification(PushTypes.Fee, records), PlatformJson.Wire.FeeNotification);
            world.Outbox.Send(PushTypes.Fee, body, Queue, [.. records.Select(record => record.SessionId)]);
        }
    }
}

internal sealed record WaitingCdr(DateTimeOffset Due, FeeInfo Cdr);
