using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>All bindings of one application, found by id, by X and by A, never by a scan.</summary>
internal sealed class AxBindings
{
    private readonly Dictionary<string, AxBinding> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<PhoneNumber, AxBinding> _byX = [];
    private readonly OrderedIndex<PhoneNumber, AxBinding> _byA = new(binding => binding.Sequence);

    public int Count => _byId.Count;

    public IEnumerable<AxBinding> All => _byId.Values.OrderBy(binding => binding.Sequence);

    public AxBinding? Find(string subscriptionId) => _byId.GetValueOrDefault(subscriptionId);

    /// <summary>An X holds one A (ax.md §8.1).</summary>
    public AxBinding? On(PhoneNumber x) => _byX.GetValueOrDefault(x);

    /// <summary>In the order of their binds.</summary>
    public IList<AxBinding> Of(PhoneNumber a) => _byA[a];

    public void Add(AxBinding binding)
    {
        _byId.Add(binding.SubscriptionId, binding);
        _byX.Add(binding.X, binding);
        _byA.Put(binding.A, binding);
    }

    public bool Remove(AxBinding binding)
    {
        if (!_byId.Remove(binding.SubscriptionId, out var current))
        {
            return false;
        }

        _byX.Remove(current.X);
        _byA.Remove(current.A, current);
        return true;
    }

    public void Replace(AxBinding changed)
    {
        Remove(changed);
        Add(changed);
    }

    public void Clear()
    {
        _byId.Clear();
        _byX.Clear();
        _byA.Clear();
    }
}
