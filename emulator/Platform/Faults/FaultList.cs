using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Faults;

/// <summary>The faults of one application, the oldest first. Guarded by the World's lock.</summary>
internal sealed class FaultList(int seed, int ordinal) : IResettable
{
    private readonly List<FaultRule> _rules = [];
    private int _sequence;

    public IReadOnlyList<FaultRule> All => _rules;

    public FaultRule Add(FaultRule rule)
    {
        rule = rule with { Id = Identifiers.IdOf(ordinal, ++_sequence) };
        _rules.Add(rule);
        return rule;
    }

    public bool Remove(string id) => _rules.RemoveAll(rule => rule.Id == id) > 0;

    public void Clear() => _rules.Clear();

    public void Reset()
    {
        _rules.Clear();
        _sequence = 0;
    }

    /// <summary>
    /// The fault that strikes this operation or push, if any: the oldest that is due. Each counts all that it is meant for, also what another
    /// one struck, so that "the third bind" stays the third whatever else is going wrong.
    /// </summary>
    public FaultRule? Strike(string name)
    {
        FaultRule? striking = null;
        for (var i = 0; i < _rules.Count; i++)
        {
            if (!FaultTargets.Covers(_rules[i].On, name))
            {
                continue;
            }

            var rule = _rules[i] with { Matched = _rules[i].Matched + 1 };
            if (striking is null && IsDue(rule))
            {
                striking = rule = rule with { Struck = rule.Struck + 1 };
            }

            _rules[i] = rule;
        }

        return striking;
    }

    private bool IsDue(FaultRule rule) =>
        !(rule.Struck >= rule.Times)
        && (rule.Nth is null || rule.Nth == rule.Matched)
        && (rule.Probability is not { } probability || Draw(rule) < probability);

    /// <summary>
    /// From 0 to 1, by seed, fault and count alone (SplitMix64): with a stream of random numbers, pushes that happen to come in between would
    /// change which requests are struck.
    /// </summary>
    private double Draw(FaultRule rule)
    {
        unchecked
        {
            var bits = ((ulong)(uint)Identifiers.SeedOf(seed, rule.Id) << 32) + ((ulong)rule.Matched * 0x9E3779B97F4A7C15UL);
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
            return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
