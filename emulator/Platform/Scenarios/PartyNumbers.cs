using System.Globalization;
using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Numbers for the parties that are <c>any</c>: the same in every run, and no two alike in a scenario.</summary>
internal static class PartyNumbers
{
    public static IEnumerable<KeyValuePair<string, string>> MakeUp(Scenario scenario, int seed)
    {
        var random = new Random(Identifiers.SeedOf(seed, "parties of " + scenario.Name));
        var taken = scenario.Parties.Values.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, given) in scenario.Parties)
        {
            var number = given;
            while (number is null || (given is null && !taken.Add(number)))
            {
                number = string.Create(CultureInfo.InvariantCulture, $"+8613{random.Next(1_000_000_000):D9}");
            }

            yield return KeyValuePair.Create(name, number);
        }
    }
}
