using CsCheck;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Platform.Tests.Numbers;

internal sealed class RandomSetTests
{
    [Test]
    public void It_holds_what_a_set_holds() => Gen.Select(Gen.Bool, Gen.Int[0, 12]).Array[0, 80].Sample(steps =>
    {
        var set = new RandomSet<int>();
        var model = new HashSet<int>();
        var random = new Random(1);
        foreach (var (add, item) in steps)
        {
            Assert.That(add ? set.Add(item) : set.Remove(item), Is.EqualTo(add ? model.Add(item) : model.Remove(item)));
            Assert.That(set.Count, Is.EqualTo(model.Count));
            foreach (var wanted in Enumerable.Range(0, 13))
            {
                Assert.That(set.TryPick(random, n => n == wanted, out var got), Is.EqualTo(model.Contains(wanted)));
                Assert.That(got, Is.EqualTo(model.Contains(wanted) ? wanted : 0));
            }
        }
    });

    [Test]
    public void A_pick_takes_every_item_sooner_or_later()
    {
        var set = new RandomSet<int>();
        var random = new Random(1);
        Enumerable.Range(0, 10).ToList().ForEach(item => set.Add(item));

        var picked = Enumerable.Range(0, 200).Select(_ => set.TryPick(random, _ => true, out var item) ? item : -1).Distinct();

        Assert.That(picked, Is.EquivalentTo(Enumerable.Range(0, 10)));
    }

    [Test]
    public void A_pick_looks_at_no_more_items_than_there_are_misfits_and_one()
    {
        var set = new RandomSet<int>();
        Enumerable.Range(0, 1000).ToList().ForEach(item => set.Add(item));
        var looks = 0;

        set.TryPick(new Random(1), item => ++looks > 0 && item >= 5, out _);

        Assert.That(looks, Is.LessThanOrEqualTo(6));
    }

    [Test]
    public void An_empty_set_has_nothing_to_pick() => Assert.That(new RandomSet<int>().TryPick(new Random(1), _ => true, out _), Is.False);
}
