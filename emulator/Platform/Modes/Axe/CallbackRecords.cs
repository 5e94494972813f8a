using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>Who reached A through X last: the one whom A gets by dialling X (axe.md §7).</summary>
/// <param name="Caller">The party that called.</param>
/// <param name="SubscriptionId">The binding that the call belonged to; the record dies with it (axe.md §2).</param>
/// <param name="WrittenAt">When the call was transferred, answered or not.</param>
/// <param name="ExpiresAt">Null lives as long as the binding.</param>
internal sealed record CallbackRecord(PhoneNumber Caller, string SubscriptionId, DateTimeOffset WrittenAt, DateTimeOffset? ExpiresAt);

/// <summary>One record per X and A: the newest overwrites (axe.md §9 no. 14).</summary>
internal sealed class CallbackRecords
{
    private readonly World _world;
    private readonly Func<string, AxeBinding?> _bindingOf;
    private readonly Dictionary<(PhoneNumber X, PhoneNumber A), CallbackRecord> _records = [];
    private readonly Expiries _expiries;
    private readonly Durable<CallbackRecordState> _durable;

    public CallbackRecords(World world, Func<string, AxeBinding?> bindingOf)
    {
        _world = world;
        _bindingOf = bindingOf;
        _expiries = new Expiries(world, "forget the last caller of");
        _durable = new Durable<CallbackRecordState>(
            world.Unsaved, "callbackRecords", StateJson.Document.CallbackRecordState, record => record.SubscriptionId, () => All, Import);
    }

    /// <summary>A record's binding tells its X and A.</summary>
    public IDurable Durable => _durable;

    public CallbackRecord? Find(PhoneNumber x, PhoneNumber a) => _records.GetValueOrDefault((x, a));

    public void Write(AxeBinding binding, PhoneNumber caller)
    {
        var now = _world.Clock.Now;
        Put(binding, new CallbackRecord(caller, binding.SubscriptionId, now, binding.RecordLife.From(now)));
    }


    public void Forget(AxeBinding binding)
    {
        if (Find(binding.X, binding.A)?.SubscriptionId == binding.SubscriptionId)
        {
            Remove(binding);
            _expiries.Cancel(Name(binding));
        }
    }

    public void Clear()
    {
        _records.Clear();
        _expiries.Clear();
    }

    private IEnumerable<CallbackRecordState> All =>
        _records.Values.Select(CallbackRecordState.Of).OrderBy(record => record.SubscriptionId, StringComparer.Ordinal);

    private void Put(AxeBinding binding, CallbackRecord record)
    {
        // The one before may have belonged to another extension of the same A.
        Remove(binding);
        _records[(binding.X, binding.A)] = record;
        _durable.Put(CallbackRecordState.Of(record));
        _expiries.Set(Name(binding), record.ExpiresAt, () => Remove(binding));
    }

    private void Remove(AxeBinding binding)
    {
        if (_records.Remove((binding.X, binding.A), out var old))
        {
            _durable.Remove(CallbackRecordState.Of(old));
        }
    }

    private string? Import(CallbackRecordState record)
    {
        if (_bindingOf(record.SubscriptionId) is not { } binding || Find(binding.X, binding.A) is not null)
        {
            return $"{record.SubscriptionId} is no binding, or its A has a record already";
        }

        Put(binding, new CallbackRecord(record.Caller, record.SubscriptionId, record.WrittenAt, record.ExpiresAt));
        return null;
    }

    private static string Name(AxeBinding binding) => $"{binding.A} on {binding.X}";
}

internal sealed record CallbackRecordState(string SubscriptionId, PhoneNumber Caller, DateTimeOffset WrittenAt, DateTimeOffset? ExpiresAt)
{
    public static CallbackRecordState Of(CallbackRecord record) => new(record.SubscriptionId, record.Caller, record.WrittenAt, record.ExpiresAt);
}
