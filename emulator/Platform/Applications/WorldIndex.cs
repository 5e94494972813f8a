using System.Collections.Concurrent;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Applications;

/// <summary>
/// The listed applications, found by whatever names them, never by a scan. Read at any time; changed under the lock of <see cref="Worlds"/>,
/// which is also that under which an application gets and loses numbers: its pool tells which of them are listed.
/// </summary>
internal sealed class WorldIndex
{
    private readonly ConcurrentDictionary<int, World> _byOrdinal = new();
    private readonly ConcurrentDictionary<string, World> _byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, World> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<PhoneNumber, World> _byNumber = new();

    public WorldIndex(IEnumerable<World> worlds)
    {
        foreach (var world in worlds)
        {
            Add(world);
        }
    }

    public IReadOnlyList<World> All => [.. _byOrdinal.Values.OrderBy(world => world.Ordinal)];

    public World? ByKey(string appKey) => _byKey.GetValueOrDefault(appKey);

    public World? ByName(string name) => _byName.GetValueOrDefault(name);

    public World? ByNameOrKey(string app) => ByName(app) ?? ByKey(app);

    public World? ByOrdinal(int ordinal) => _byOrdinal.GetValueOrDefault(ordinal);

    public World? ByNumber(PhoneNumber number) => _byNumber.GetValueOrDefault(number);

    public bool Contains(World world) => ByOrdinal(world.Ordinal) == world;

    public void Add(World world)
    {
        foreach (var number in NumbersOf(world))
        {
            _byNumber[number] = world;
        }

        _byKey[world.Application.AppKey!] = world;
        _byName[world.Application.Name!] = world;
        _byOrdinal[world.Ordinal] = world;
    }

    public bool Remove(World world)
    {
        if (!_byOrdinal.TryRemove(new(world.Ordinal, world)))
        {
            return false;
        }

        _byKey.TryRemove(new(world.Application.AppKey!, world));
        _byName.TryRemove(new(world.Application.Name!, world));
        Remove(world, NumbersOf(world));
        return true;
    }

    /// <summary>False when somebody has the number already.</summary>
    public bool TryAdd(World world, PhoneNumber number) => _byNumber.TryAdd(number, world);

    /// <summary>Follows the numbers of an application through what <paramref name="change"/> does to them.</summary>
    public void Renumber(World world, Action change)
    {
        var before = NumbersOf(world);
        change();
        var now = NumbersOf(world);
        foreach (var number in now)
        {
            _byNumber[number] = world;
        }

        Remove(world, before.Except(now));
    }

    private void Remove(World world, IEnumerable<PhoneNumber> numbers)
    {
        foreach (var number in numbers)
        {
            _byNumber.TryRemove(new(number, world));
        }
    }

    private static List<PhoneNumber> NumbersOf(World world)
    {
        lock (world.Gate)
        {
            return [.. world.Numbers.Numbers.Select(number => number.Number)];
        }
    }
}
