using System.Globalization;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Applications;

/// <summary>What an application's options leave out, made up from the seed.</summary>
internal static class ApplicationDefaults
{
    private const string KeyAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int KeyLength = 28;

    /// <summary>Virtual operators' prefixes, as real privacy numbers have (platform.md §2).</summary>
    private static readonly string[] Prefixes = ["165", "167", "170", "171"];

    public static ApplicationOptions Complete(ApplicationOptions options, int seed, int ordinal)
    {
        var name = options.NameAt(ordinal);
        var random = new Random(Identifiers.SeedOf(seed, "keys of " + name));
        return options with
        {
            Name = name,
            AppKey = options.AppKey ?? random.GetString(KeyAlphabet, KeyLength),
            AppSecret = options.AppSecret ?? random.GetString(KeyAlphabet, KeyLength),
        };
    }

    public static IReadOnlyList<PoolNumber> MakeNumbers(ApplicationOptions application, int seed, Func<PhoneNumber, bool> isFree)
    {
        var random = new Random(Identifiers.SeedOf(seed, "numbers of " + application.Name));
        var made = new List<PoolNumber>();
        var used = application.Numbers.Where(n => n.Number is not null).Select(n => PhoneNumber.Parse(n.Number!)).ToHashSet();
        foreach (var entry in application.Numbers)
        {
            if (entry.Number is { } text)
            {
                made.Add(new PoolNumber(PhoneNumber.Parse(text), entry.AreaCode, Sms: entry.Sms));
                continue;
            }

            for (var i = 0; i < entry.Count; i++)
            {
                PhoneNumber number;
                do
                {
                    number = PhoneNumber.Parse(string.Create(
                        CultureInfo.InvariantCulture, $"+86{Prefixes[random.Next(Prefixes.Length)]}{random.Next(100_000_000):D8}"));
                }
                while (!isFree(number) || !used.Add(number));

                made.Add(new PoolNumber(number, entry.AreaCode, Sms: entry.Sms));
            }
        }

        return made;
    }
}
