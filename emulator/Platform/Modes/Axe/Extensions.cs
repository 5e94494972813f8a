using System.Globalization;
using System.Numerics;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>The free extensions of one X: 1 to 9, 99, 999 or 9999, one bit each, so that a search looks at 157 words at most.</summary>
internal sealed class Extensions
{
    private const int WordBits = 64;

    private readonly int _digits;
    private readonly ulong[] _free;

    public Extensions(int digits)
    {
        _digits = digits;
        Capacity = (int)BigInteger.Pow(10, digits) - 1;
        Free = Capacity;
        _free = new ulong[(Capacity / WordBits) + 1];
        for (var extension = 1; extension <= Capacity; extension++)
        {
            Mark(extension, free: true);
        }
    }

    /// <summary>All-zero is no extension (axe.md §6).</summary>
    public int Capacity { get; }

    public int Free { get; private set; }

    public static bool IsValid(string extension, int digits) =>
        extension.Length == digits && extension.All(char.IsAsciiDigit) && extension.Any(digit => digit != '0');

    public bool IsFree(string extension)
    {
        var number = NumberOf(extension);
        return (_free[number / WordBits] >> (number % WordBits) & 1) == 1;
    }

    /// <summary>The free extension that follows a place between 0 and the capacity, going around; null when none is left.</summary>
    public string? FreeAfter(int place)
    {
        var (first, bit) = Math.DivRem(place, WordBits);
        var from = _free[first] & (ulong.MaxValue << bit);
        for (var i = 0; i <= _free.Length; i++)
        {
            if (from != 0)
            {
                var extension = ((first + i) % _free.Length * WordBits) + BitOperations.TrailingZeroCount(from);
                return extension.ToString(CultureInfo.InvariantCulture).PadLeft(_digits, '0');
            }

            from = _free[(first + i + 1) % _free.Length];
        }

        return null;
    }

    public void Take(string extension)
    {
        Mark(NumberOf(extension), free: false);
        Free--;
    }

    public void Return(string extension)
    {
        Mark(NumberOf(extension), free: true);
        Free++;
    }

    private void Mark(int extension, bool free)
    {
        var bit = 1UL << (extension % WordBits);
        ref var word = ref _free[extension / WordBits];
        word = free ? word | bit : word & ~bit;
    }

    private static int NumberOf(string extension) => int.Parse(extension, CultureInfo.InvariantCulture);
}
