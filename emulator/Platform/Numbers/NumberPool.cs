using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Numbers;

/// <summary>How far from the wanted city a number may be.</summary>
internal enum Reach
{
    City,
    Province,
    Application,
}

/// <summary>The privacy numbers of one application, and how the platform picks one by city. Guarded by the World's lock.</summary>
internal sealed class NumberPool : IResettable
{
    private readonly int _seed;

    /// <summary>In the order in which they were added, the configured ones first.</summary>
    private readonly OrderedDictionary<PhoneNumber, PoolNumber> _numbers = [];
    private readonly Durable<PoolNumber> _durable;
    private readonly HashSet<PhoneNumber> _taken = [];
    private readonly Dictionary<string, RandomSet<PhoneNumber>> _byArea = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RandomSet<PhoneNumber>> _byProvince = new(StringComparer.Ordinal);
    private readonly RandomSet<PhoneNumber> _all = new();
    private Random _random;

    public NumberPool(int seed, Unsaved? unsaved = null)
    {
        _seed = seed;
        _random = new Random(seed);
        _durable = new Durable<PoolNumber>(
            unsaved ?? new Unsaved(), "numbers", StateJson.Document.PoolNumber, number => DurableKeys.Of(_numbers.IndexOf(number.Number)), () => _numbers.Values, Import);
    }

    public IReadOnlyCollection<PoolNumber> Numbers => _numbers.Values;

    public IDurable Durable => _durable;

    public PoolNumber? Find(PhoneNumber number) => _numbers.GetValueOrDefault(number);

    public void Put(PoolNumber number)
    {
        if (_numbers.TryGetValue(number.Number, out var old))
        {
            Withdraw(old);
        }

        _numbers[number.Number] = number;
        _durable.Put(number);
        Offer(number);
    }

    /// <summary>No application loses a number; a pool of numbers that serve for something does.</summary>
    public void Remove(PhoneNumber number)
    {
        if (_numbers.Remove(number, out var old))
        {
            _taken.Remove(number);
            Withdraw(old);
        }
    }

    /// <summary>Empty again, and the picks begin anew.</summary>
    public void Reset()
    {
        _numbers.Clear();
        _taken.Clear();
        _byArea.Clear();
        _byProvince.Clear();
        _all.Clear();
        _random = new Random(_seed);
    }

    /// <summary>A number that a mode has filled is no candidate any more, until it is freed.</summary>
    public void SetTaken(PhoneNumber number, bool taken)
    {
        if ((taken ? _taken.Add(number) : _taken.Remove(number)) && _numbers.TryGetValue(number, out var known))
        {
            Withdraw(known);
            Offer(known);
        }
    }

    /// <summary>
    /// Strict: a usable number of the city. Loose: of the city, else of its province, else any of the application (axb.md §4).
    /// Without an area only loose matching can find one.
    /// </summary>
    public PhoneNumber? Pick(string? areaCode, bool loose, Func<PhoneNumber, bool> fits)
    {
        foreach (var reach in Reaches(loose))
        {
            if (Pick(areaCode, reach, fits) is { } number)
            {
                return number;
            }
        }

        return null;
    }

    public PhoneNumber? Pick(string? areaCode, Reach reach, Func<PhoneNumber, bool> fits)
    {
        var numbers = reach switch
        {
            Reach.Application => _all,
            Reach.City => areaCode is null ? null : _byArea.GetValueOrDefault(areaCode),
            _ => areaCode is not null && AreaCodes.ProvinceOf(areaCode) is { } province ? _byProvince.GetValueOrDefault(province) : null,
        };
        return numbers is not null && numbers.TryPick(_random, fits, out var number) ? number : null;
    }

    /// <summary>In which order <c>areaMatchMode</c> looks.</summary>
    public static ReadOnlySpan<Reach> Reaches(bool loose) => loose ? [Reach.City, Reach.Province, Reach.Application] : [Reach.City];

    private string? Import(PoolNumber number)
    {
        if (number.Number.Kind == NumberKind.Malformed || Find(number.Number) is not null)
        {
            return $"{number.Number} is no number, or stands twice";
        }

        Put(number);
        return null;
    }

    private void Offer(PoolNumber number)
    {
        if (!number.IsBindable || _taken.Contains(number.Number))
        {
            return;
        }

        _all.Add(number.Number);
        Set(_byArea, number.AreaCode).Add(number.Number);
        if (AreaCodes.ProvinceOf(number.AreaCode) is { } province)
        {
            Set(_byProvince, province).Add(number.Number);
        }
    }

    private void Withdraw(PoolNumber number)
    {
        _all.Remove(number.Number);
        Set(_byArea, number.AreaCode).Remove(number.Number);
        if (AreaCodes.ProvinceOf(number.AreaCode) is { } province)
        {
            Set(_byProvince, province).Remove(number.Number);
        }
    }

    private static RandomSet<PhoneNumber> Set(Dictionary<string, RandomSet<PhoneNumber>> sets, string key) =>
        sets.TryGetValue(key, out var set) ? set : sets[key] = new RandomSet<PhoneNumber>();
}
