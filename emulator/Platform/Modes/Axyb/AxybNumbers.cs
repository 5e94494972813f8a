using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>What each number stands for: nothing yet, an A, or any number of B. Never both, so a call to it has one meaning (decision D23).</summary>
internal sealed class AxybNumbers(World world)
{
    /// <summary>Relations on one Y (axyb.md §3).</summary>
    public const int RelationsPerY = 1000;

    /// <summary>The numbers that serve as Y. Those of the World's pool that are not taken serve as nothing.</summary>
    private readonly NumberPool _serving = new(world.Seed);

    public PhoneNumber? PickX(string areaCode, bool loose, Func<PhoneNumber, bool> fits) => world.Numbers.Pick(areaCode, loose, fits);

    public PhoneNumber? PickY(string areaCode, bool loose, Func<PhoneNumber, bool> fits)
    {
        foreach (var reach in NumberPool.Reaches(loose))
        {
            // One that is a Y already goes first: an unused one may still become somebody's X.
            if ((_serving.Pick(areaCode, reach, y => IsBindable(y) && fits(y)) ?? world.Numbers.Pick(areaCode, reach, fits)) is { } y)
            {
                return y;
            }
        }

        return null;
    }

    public void ServeAsX(PhoneNumber x, bool serves) => world.Numbers.SetTaken(x, serves);

    public void ServeAsY(PhoneNumber y, int relations)
    {
        world.Numbers.SetTaken(y, relations > 0);
        if (relations == 0)
        {
            _serving.Remove(y);
            return;
        }

        if (_serving.Find(y) is null && world.Numbers.Find(y) is { } number)
        {
            _serving.Put(number);
        }

        _serving.SetTaken(y, relations >= RelationsPerY);
    }

    public bool IsBindable(PhoneNumber number) => world.Numbers.Find(number) is { IsBindable: true };

    public bool IsCallable(PhoneNumber number) => world.Numbers.Find(number) is { IsCallable: true };

    public void Reset() => _serving.Reset();
}
