using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>All bindings of one application, found by whatever requests and calls name, never by a scan.</summary>
internal sealed class AxybBindings
{
    private readonly Dictionary<string, AxPart> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<PhoneNumber, AxPart> _byX = [];
    private readonly Dictionary<PhoneNumber, int> _numbersOfA = [];
    private readonly Dictionary<(string Id, PhoneNumber B), YbPart> _byB = [];

    /// <summary>A call to Y is routed by this pair, so a Y stands for one B only towards one A, whichever of its X that is under.</summary>
    private readonly Dictionary<(PhoneNumber A, PhoneNumber Y), YbPart> _byY = [];
    private readonly OrderedIndex<string, YbPart> _under = new(yb => yb.Sequence);
    private readonly OrderedIndex<PhoneNumber, YbPart> _on = new(yb => yb.Sequence);
    private readonly OrderedIndex<(PhoneNumber Y, PhoneNumber B), YbPart> _masking = new(yb => yb.Sequence);

    /// <summary>One for each YB, and one for each AX that has none.</summary>
    public int Count => _byB.Count + _byId.Count - _under.Count;

    public IEnumerable<AxPart> All => _byId.Values.OrderBy(ax => ax.Sequence);

    public AxPart? Find(string subscriptionId) => _byId.GetValueOrDefault(subscriptionId);

    public AxPart? OfX(PhoneNumber x) => _byX.GetValueOrDefault(x);

    public int NumbersOf(PhoneNumber a) => _numbersOfA.GetValueOrDefault(a);

    public YbPart? OfB(AxPart ax, PhoneNumber b) => _byB.GetValueOrDefault((ax.SubscriptionId, b));

    public YbPart? OfY(PhoneNumber a, PhoneNumber y) => _byY.GetValueOrDefault((a, y));

    public IList<YbPart> Under(AxPart ax) => _under[ax.SubscriptionId];

    public IList<YbPart> On(PhoneNumber y) => _on[y];

    /// <summary>The YB in which B itself is hidden by Y.</summary>
    public IList<YbPart> Masking(PhoneNumber b, PhoneNumber y) => _masking[(y, b)];

    public void Add(AxPart ax)
    {
        _byId.Add(ax.SubscriptionId, ax);
        _byX.Add(ax.X, ax);
        _numbersOfA[ax.A] = NumbersOf(ax.A) + 1;
    }

    public void Add(YbPart yb)
    {
        _byB.Add((yb.Ax.SubscriptionId, yb.B), yb);
        _byY.Add((yb.Ax.A, yb.Y), yb);
        _under.Put(yb.Ax.SubscriptionId, yb);
        _on.Put(yb.Y, yb);
        _masking.Put((yb.Y, yb.B), yb);
    }

    /// <summary>The YB under it must be gone already.</summary>
    public bool Remove(AxPart ax)
    {
        if (!_byId.Remove(ax.SubscriptionId))
        {
            return false;
        }

        _byX.Remove(ax.X);
        if (--_numbersOfA[ax.A] == 0)
        {
            _numbersOfA.Remove(ax.A);
        }

        return true;
    }

    public bool Remove(YbPart yb)
    {
        if (!_byB.Remove((yb.Ax.SubscriptionId, yb.B)))
        {
            return false;
        }

        _byY.Remove((yb.Ax.A, yb.Y));
        _under.Remove(yb.Ax.SubscriptionId, yb);
        _on.Remove(yb.Y, yb);
        _masking.Remove((yb.Y, yb.B), yb);
        return true;
    }

    public void Clear()
    {
        _byId.Clear();
        _byX.Clear();
        _numbersOfA.Clear();
        _byB.Clear();
        _byY.Clear();
        _under.Clear();
        _on.Clear();
        _masking.Clear();
    }
}
