using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>Who reached A through X last: the one whom A gets by dialling X (axe.md §7).</summary>
/// <param name="Caller">The party that called.</param>
/// <param name="SubscriptionId">The binding that the call belonged to; the record dies with it (axe.md §2).</param>
/// <param name="WrittenAt">When the call was transferred, answered or not.</param>
/// <param name="ExpiresAt">Null lives as long as the binding.</param>
internal sealed record CallbackRecord(PhoneNumber Caller, string SubscriptionId, DateTimeOffset WrittenAt, DateTimeOffset? ExpiresAt);

/// <summary>One record per X and A: the newest overwrites (axe.md §9 no. 14).</summary>
internal sealed class CallbackRecords(World world)
{
    private readonly Dictionary<(PhoneNumber X, PhoneNumber A), CallbackRecord> _records = [];
    private readonly Expiries _expiries = new(world, "forget the last caller of");

    public CallbackRecord? Find(PhoneNumber x, PhoneNumber a) => _records.GetValueOrDefault((x, a));

    /// <summary>A record's binding tells its X and A.</summary>
    public IEnumerable<CallbackRecordState> All =>
        _records.Values.Select(record => new CallbackRecordState(record.SubscriptionId, record.Caller, record.WrittenAt, record.ExpiresAt))
            .OrderBy(record => record.SubscriptionId, StringComparer.Ordinal);

    public void Write(AxeBinding binding, PhoneNumber caller)
    {
        var now = world.Clock.Now;
        Put(binding, new CallbackRecord(caller, binding.SubscriptionId, now, binding.RecordLife.From(now)));
    }

    public void Put(AxeBinding binding, CallbackRecord record)
    {
        _records[(binding.X, binding.A)] = record;
        _expiries.Set(Name(binding), record.ExpiresAt, () => _records.Remove((binding.X, binding.A)));
    }

    public void Forget(AxeBinding binding)
    {
        if (Find(binding.X, binding.A)?.SubscriptionId == binding.SubscriptionId)
        {
            _records.Remove((binding.X, binding.A));
            _expiries.Cancel(Name(binding));
        }
    }

    public void Clear()
    {
        _records.Clear();
        _expiries.Clear();
    }

    private static string Name(AxeBinding binding) => $"{binding.A} on {binding.X}";
}

internal sealed record CallbackRecordState(string SubscriptionId, PhoneNumber Caller, DateTimeOffset WrittenAt, DateTimeOffset? ExpiresAt);
