using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>All bindings of one application, found by id, by extension on X and by A on X, never by a scan.</summary>
internal sealed class AxeBindings(int digits)
{
    private readonly Dictionary<string, AxeBinding> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(PhoneNumber X, string ExtendNum), AxeBinding> _byExtension = [];
    private readonly OrderedIndex<(PhoneNumber X, PhoneNumber A), AxeBinding> _byUser = new(binding => binding.Sequence);
    private readonly OrderedIndex<PhoneNumber, AxeBinding> _byX = new(binding => binding.Sequence);
    private readonly Dictionary<PhoneNumber, Extensions> _extensions = [];

    public int Count => _byId.Count;

    public IEnumerable<AxeBinding> All => _byId.Values.OrderBy(binding => binding.Sequence);

    public AxeBinding? Find(string subscriptionId) => _byId.GetValueOrDefault(subscriptionId);

    public AxeBinding? Find(PhoneNumber x, string extendNum) => _byExtension.GetValueOrDefault((x, extendNum));

    /// <summary>One A may hold several extensions on one X: the one that it was given last.</summary>
    public AxeBinding? NewestOf(PhoneNumber x, PhoneNumber a) => _byUser[(x, a)] is [.., var newest] ? newest : null;

    /// <summary>In the order of their binds.</summary>
    public IList<AxeBinding> On(PhoneNumber x) => _byX[x];

    public Extensions ExtensionsOf(PhoneNumber x)
    {
        if (!_extensions.TryGetValue(x, out var extensions))
        {
            _extensions[x] = extensions = new Extensions(digits);
        }

        return extensions;
    }

    public void Add(AxeBinding binding)
    {
        ExtensionsOf(binding.X).Take(binding.ExtendNum);
        Put(binding);
    }

    /// <summary>X, A and the extension never change.</summary>
    public void Replace(AxeBinding changed) => Put(changed);

    public bool Remove(AxeBinding binding)
    {
        if (!_byId.Remove(binding.SubscriptionId))
        {
            return false;
        }

        _byExtension.Remove((binding.X, binding.ExtendNum));
        _extensions[binding.X].Return(binding.ExtendNum);
        _byUser.Remove((binding.X, binding.A), binding);
        _byX.Remove(binding.X, binding);
        return true;
    }

    public void Clear()
    {
        _byId.Clear();
        _byExtension.Clear();
        _byUser.Clear();
        _byX.Clear();
        _extensions.Clear();
    }

    private void Put(AxeBinding binding)
    {
        _byId[binding.SubscriptionId] = binding;
        _byExtension[(binding.X, binding.ExtendNum)] = binding;
        _byUser.Put((binding.X, binding.A), binding);
        _byX.Put(binding.X, binding);
    }
}
