using CsCheck;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Platform.Tests.Numbers;

internal sealed class NumberPoolTests
{
    private static readonly string[] Areas = ["0755", "020", "010", "9999"];

    private static readonly Gen<(string What, int Number, int Value)> Steps = Gen.Select(
        Gen.Int[0, 5], Gen.Int[0, 9], Gen.Int[0, 4], (what, number, value) => (Whats[what], number, value));

    private static string[] Whats => ["put", "put", "remove", "take", "free", "pick"];

    [Test]
    public void A_pick_is_what_a_search_of_all_numbers_allows() => Steps.Array[1, 60].Sample(steps =>
    {
        var pool = new NumberPool(7);
        var model = new Dictionary<PhoneNumber, PoolNumber>();
        var taken = new HashSet<PhoneNumber>();
        foreach (var (what, index, value) in steps)
        {
            var number = PhoneNumber.Parse($"+86170{index:D8}");
            switch (what)
            {
                case "put":
                    var put = new PoolNumber(number, Areas[index % Areas.Length], (NumberStatus)value);
                    pool.Put(put);
                    model[number] = put;
                    break;
                case "remove":
                    pool.Remove(number);
                    model.Remove(number);
                    taken.Remove(number);
                    break;
                case "take" or "free":
                    if (model.ContainsKey(number))
                    {
                        pool.SetTaken(number, what == "take");
                        _ = what == "take" ? taken.Add(number) : taken.Remove(number);
                    }

                    break;
                default:
                    foreach (var area in (string?[])[.. Areas, null, "0769"])
                    {
                        AssertPick(pool, area, loose: false, [.. Usable().Where(n => n.AreaCode == area)]);
                        var near = Usable().Where(n => n.AreaCode == area).ToList();
                        near = near.Count > 0 ? near : [.. Usable().Where(n => area is not null && AreaCodes.ProvinceOf(area) is { } p && AreaCodes.ProvinceOf(n.AreaCode) == p)];
                        AssertPick(pool, area, loose: true, near.Count > 0 ? near : [.. Usable()]);
                    }

                    break;
            }
        }

        IEnumerable<PoolNumber> Usable() => model.Values.Where(n => n.Status == NumberStatus.Normal && !taken.Contains(n.Number));
    });

    [Test]
    public void A_pick_looks_only_at_what_fits()
    {
        var pool = new NumberPool(1);
        foreach (var i in Enumerable.Range(0, 20))
        {
            pool.Put(new PoolNumber(PhoneNumber.Parse($"+86170{i:D8}"), "0755"));
        }

        Assert.That(pool.Pick("0755", loose: false, n => n.Value.EndsWith("13", StringComparison.Ordinal))!.Value.Value, Is.EqualTo("+8617000000013"));
        Assert.That(pool.Pick("0755", loose: true, _ => false), Is.Null);
    }

    [Test]
    public void The_same_seed_picks_the_same_and_a_reset_begins_anew()
    {
        var pool = new NumberPool(3);
        var first = Picks();
        pool.Reset();
        Assert.That(pool.Pick("0755", loose: true, _ => true), Is.Null);

        Assert.That(Picks(), Is.EqualTo(first));

        List<PhoneNumber?> Picks()
        {
            Enumerable.Range(0, 20).ToList().ForEach(i => pool.Put(new PoolNumber(PhoneNumber.Parse($"+86170{i:D8}"), "0755")));
            return [.. Enumerable.Range(0, 20).Select(_ => pool.Pick("0755", loose: false, _ => true))];
        }
    }

    private static void AssertPick(NumberPool pool, string? area, bool loose, List<PoolNumber> allowed)
    {
        var picked = pool.Pick(area, loose, _ => true);
        Assert.That(picked is { } number ? allowed.Any(n => n.Number == number) : allowed.Count == 0, Is.True, $"{area} {loose}: {picked}");
    }
}
