using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axb;

/// <summary>All bindings of one application, found by id, by X and by user on X, never by a scan.</summary>
internal sealed class AxbBindings
{
    private readonly Dictionary<string, AxbBinding> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(PhoneNumber X, PhoneNumber User), AxbBinding> _byUser = [];
    private readonly OrderedIndex<PhoneNumber, AxbBinding> _byX = new(binding => binding.Sequence);

    public int Count => _byId.Count;

    public IEnumerable<AxbBinding> All => _byId.Values.OrderBy(binding => binding.Sequence);

    public AxbBinding? Find(string subscriptionId) => _byId.GetValueOrDefault(subscriptionId);

    public AxbBinding? Find(PhoneNumber x, PhoneNumber user) => _byUser.GetValueOrDefault((x, user));

    /// <summary>In the order of their binds.</summary>
    public IList<AxbBinding> On(PhoneNumber x) => _byX[x];

    public void Add(AxbBinding binding)
    {
        _byId.Add(binding.SubscriptionId, binding);
        _byUser.Add((binding.X, binding.A), binding);
        _byUser.Add((binding.X, binding.B), binding);
        _byX.Put(binding.X, binding);
    }

    public bool Remove(AxbBinding binding)
    {
        if (!_byId.Remove(binding.SubscriptionId))
        {
            return false;
        }

        _byUser.Remove((binding.X, binding.A));
        _byUser.Remove((binding.X, binding.B));
        _byX.Remove(binding.X, binding);
        return true;
    }

    public void Replace(AxbBinding old, AxbBinding changed)
    {
        Remove(old);
        Add(changed);
    }

    public void Clear()
    {
        _byId.Clear();
        _byUser.Clear();
        _byX.Clear();
    }
}
