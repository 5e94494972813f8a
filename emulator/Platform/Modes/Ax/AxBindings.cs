using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>All bindings of one application, found by id, by X and by A, never by a scan.</summary>
internal sealed class AxBindings
{
    private readonly Dictionary<string, AxBinding> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<PhoneNumber, AxBinding> _byX = [];
    private readonly Dictionary<PhoneNumber, SortedList<long, AxBinding>> _byA = [];

    public int Count => _byId.Count;

    public IEnumerable<AxBinding> All => _byId.Values.OrderBy(binding => binding.Sequence);

    public AxBinding? Find(string subscriptionId) => _byId.GetValueOrDefault(subscriptionId);

    /// <summary>An X holds one A (ax.md §8.1).</summary>
    public AxBinding? On(PhoneNumber x) => _byX.GetValueOrDefault(x);

    /// <summary>In the order of their binds.</summary>
    public IList<AxBinding> Of(PhoneNumber a) => _byA.TryGetValue(a, out var bindings) ? bindings.Values : [];

    public void Add(AxBinding binding)
    {
        _byId.Add(binding.SubscriptionId, binding);
        _byX.Add(binding.X, binding);
        if (!_byA.TryGetValue(binding.A, out var ofA))
        {
            _byA[binding.A] = ofA = [];
        }

        ofA.Add(binding.Sequence, binding);
    }

    public bool Remove(AxBinding binding)
    {
        if (!_byId.Remove(binding.SubscriptionId, out var current))
        {
            return false;
        }

        _byX.Remove(current.X);
        var ofA = _byA[current.A];
        ofA.Remove(current.Sequence);
        if (ofA.Count == 0)
        {
            _byA.Remove(current.A);
        }

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
