using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>All bindings of one application, found by id, by extension on X and by A on X, never by a scan.</summary>
internal sealed class AxeBindings(int digits)
{
    private readonly Dictionary<string, AxeBinding> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(PhoneNumber X, string ExtendNum), AxeBinding> _byExtension = [];
    private readonly Dictionary<(PhoneNumber X, PhoneNumber A), SortedList<long, AxeBinding>> _byUser = [];
    private readonly Dictionary<PhoneNumber, SortedList<long, AxeBinding>> _byX = [];
    private readonly Dictionary<PhoneNumber, Extensions> _extensions = [];

    public int Count => _byId.Count;

    public IEnumerable<AxeBinding> All => _byId.Values.OrderBy(binding => binding.Sequence);

    public AxeBinding? Find(string subscriptionId) => _byId.GetValueOrDefault(subscriptionId);

    public AxeBinding? Find(PhoneNumber x, string extendNum) => _byExtension.GetValueOrDefault((x, extendNum));

    /// <summary>One A may hold several extensions on one X: the one that it was given last.</summary>
    public AxeBinding? NewestOf(PhoneNumber x, PhoneNumber a) => _byUser.TryGetValue((x, a), out var bindings) ? bindings.Values[^1] : null;

    /// <summary>In the order of their binds.</summary>
    public IList<AxeBinding> On(PhoneNumber x) => _byX.TryGetValue(x, out var bindings) ? bindings.Values : [];

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
        Remove(_byUser, (binding.X, binding.A), binding.Sequence);
        Remove(_byX, binding.X, binding.Sequence);
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
        Put(_byUser, (binding.X, binding.A), binding);
        Put(_byX, binding.X, binding);
    }

    private static void Put<T>(Dictionary<T, SortedList<long, AxeBinding>> index, T key, AxeBinding binding)
        where T : notnull
    {
        if (!index.TryGetValue(key, out var bindings))
        {
            index[key] = bindings = [];
        }

        bindings[binding.Sequence] = binding;
    }

    private static void Remove<T>(Dictionary<T, SortedList<long, AxeBinding>> index, T key, long sequence)
        where T : notnull
    {
        var bindings = index[key];
        bindings.Remove(sequence);
        if (bindings.Count == 0)
        {
            index.Remove(key);
        }
    }
}
