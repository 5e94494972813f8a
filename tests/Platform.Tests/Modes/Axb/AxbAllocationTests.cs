using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Modes.Axb;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axb;

/// <summary>How the platform picks X (axb.md §4).</summary>
internal sealed class AxbAllocationTests
{
    private const string Shenzhen = "+8617000000011";
    private const string Guangzhou = "+8617000000012";
    private const string Beijing = "+8617000000013";

    private static readonly ApplicationOptions Pool = With((Shenzhen, "0755"), (Guangzhou, "020"), (Beijing, "010"));

    private static readonly object[][] Picks =
    [
        // Caller, areaCode, areaMatchMode, the X that can be picked (none: 1012008).
        [A, "0755", null!, (string[])[Shenzhen]],
        [A, "0755", "0", (string[])[Shenzhen]],
        [A, "0755", "1", (string[])[Shenzhen]],
        [A, "0769", "0", (string[])[]],
        [A, "0769", null!, (string[])[]],
        [A, "0769", "1", (string[])[Shenzhen, Guangzhou]],
        [A, "0571", "0", (string[])[]],
        [A, "0571", "1", (string[])[Shenzhen, Guangzhou, Beijing]],
        [A, "9999", "0", (string[])[]],
        [A, "9999", "1", (string[])[Shenzhen, Guangzhou, Beijing]],
        [A, "755", "0", (string[])[]],
        [A, null!, "0", (string[])[]],
        [A, null!, null!, (string[])[]],
        [A, "", null!, (string[])[]],
        [A, null!, "1", (string[])[Shenzhen, Guangzhou, Beijing]],
        ["+8675528000001", null!, "0", (string[])[Shenzhen]],
        ["+861066000001", null!, null!, (string[])[Beijing]],
        ["+8676922000001", null!, "0", (string[])[]],
        ["+8676922000001", null!, "1", (string[])[Shenzhen, Guangzhou]],
        ["+8657122000001", null!, "1", (string[])[Shenzhen, Guangzhou, Beijing]],
        ["+8675528000001", "010", "0", (string[])[Beijing]],
    ];

    [TestCaseSource(nameof(Picks))]
    [Rule("axb.md §4", "Without relationNum X is of the area given, else of a landline A's area; strict stops there, loose goes on to the province and to all.")]
    [Rule("axb.md §4", "A mobile A has no area: strict 1012008, loose any X.", Inferred = true)]
    public async Task X_is_picked_by_area(string caller, string? areaCode, string? mode, string[] candidates)
    {
        var picked = new HashSet<string>();
        for (var seed = 0; seed < (candidates.Length > 1 ? 24 : 2); seed++)
        {
            await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Seed = seed, Applications = [Pool] });
            var reply = await emulator.Api.PostAsync(AxbSample.Path, Pick(("callerNum", caller), ("areaCode", areaCode), ("areaMatchMode", mode)));
            Assert.That(reply.Summary, Is.EqualTo(candidates.Length == 0 ? NoneLeft : Success));
            if (candidates.Length > 0)
            {
                picked.Add(reply["relationNum"]);
            }
        }

        Assert.That(picked, Is.EquivalentTo(candidates));
    }

    [TestCase("0")]
    [TestCase("1")]
    [Rule("axb.md §4", "A switch answers 1010002 to a mobile A without relationNum and areaCode.", Inferred = true, Switch = "switches.axbMobileWithoutArea")]
    public async Task A_mobile_without_area_can_be_refused(string mode)
    {
        await using var emulator = await TestEmulator.StartAsync(
            Pool with { Switches = new Switches { AxbMobileWithoutArea = MobileWithoutArea.InvalidRequest } });

        var mobile = await emulator.Api.PostAsync(AxbSample.Path, Pick(("areaMatchMode", mode)));
        var landline = await emulator.Api.PostAsync(AxbSample.Path, Pick(("callerNum", Landline), ("areaMatchMode", mode)));

        Assert.That(mobile.Summary, Is.EqualTo(Invalid("areaCode")));
        Assert.That(landline["relationNum"], Is.EqualTo(Shenzhen));
    }

    [Test]
    [Rule("axb.md §2.1", "relationNum wins over areaCode and areaMatchMode.")]
    public async Task RelationNum_wins_over_areaCode()
    {
        await using var emulator = await TestEmulator.StartAsync(Pool);

        var reply = await emulator.Api.PostAsync(
            AxbSample.Path, Bind(("relationNum", Beijing), ("areaCode", "0755"), ("areaMatchMode", "0")));

        Assert.That(reply["relationNum"], Is.EqualTo(Beijing));
    }

    [Test]
    [Rule("axb.md §4", "The same bind by area once more takes another X, until the city has none left: 1012008.")]
    public async Task A_repeated_bind_by_area_takes_the_next_X_until_none_is_left()
    {
        await using var emulator = await TestEmulator.StartAsync(With((X, "0755"), (OtherX, "0755")));
        var picked = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            picked.Add((await emulator.Api.PostAsync(AxbSample.Path, Pick(("areaCode", "0755"))))["relationNum"]);
        }

        var third = await emulator.Api.PostAsync(AxbSample.Path, Pick(("areaCode", "0755")));
        var swapped = await emulator.Api.PostAsync(AxbSample.Path, Pick(("callerNum", B), ("calleeNum", C), ("areaCode", "0755")));
        var others = await emulator.Api.PostAsync(AxbSample.Path, Pick(("callerNum", C), ("calleeNum", D), ("areaCode", "0755")));

        Assert.That(picked, Is.EquivalentTo((string[])[X, OtherX]));
        Assert.That(third.Summary, Is.EqualTo(NoneLeft));
        Assert.That(swapped.Summary, Is.EqualTo(NoneLeft), "B is busy on both in another role");
        Assert.That(others.Summary, Is.EqualTo(Success));
    }

    [TestCase(NumberStatus.Suspended)]
    [TestCase(NumberStatus.Unavailable)]
    [TestCase(NumberStatus.Frozen)]
    [TestCase(NumberStatus.Blacklisted)]
    [Rule("axb.md §4", "Only an X in normal status is picked.", Inferred = true)]
    public async Task An_X_that_is_not_normal_is_never_picked(NumberStatus status)
    {
        await using var emulator = await TestEmulator.StartAsync(With((X, "0755")));
        emulator.World.Numbers.Put(new PoolNumber(PhoneNumber.Parse(X), "0755", status));

        var strict = await emulator.Api.PostAsync(AxbSample.Path, Pick(("areaCode", "0755")));
        var loose = await emulator.Api.PostAsync(AxbSample.Path, Pick(("areaCode", "0755"), ("areaMatchMode", "1")));
        emulator.World.Numbers.Put(new PoolNumber(PhoneNumber.Parse(X), "0755"));
        var again = await emulator.Api.PostAsync(AxbSample.Path, Pick(("areaCode", "0755")));

        Assert.That((string[])[strict.Summary, loose.Summary, again.Summary], Is.EqualTo((string[])[NoneLeft, NoneLeft, Success]));
    }

    [Test]
    [Rule("decision D6", "A named X that is full is 1012009; no X to allocate is 1012008.")]
    [Rule("axb.md §7", "One X holds 5000 pairs: one more is 1012009 by name and 1012008 by area; an unbind frees the place at once.")]
    public async Task X_holds_5000_pairs()
    {
        await using var emulator = await TestEmulator.StartAsync(With((X, "0755")));
        var axb = (AxbMode)emulator.World.Mode;
        lock (emulator.World.Gate)
        {
            for (var i = 0; i < AxbMode.PairsPerNumber; i++)
            {
                axb.Bind(new AxbBinding
                {
                    SubscriptionId = $"pair-{i}",
                    A = PhoneNumber.Parse($"+86131{i:D8}"),
                    B = PhoneNumber.Parse($"+86132{i:D8}"),
                    X = PhoneNumber.Parse(X),
                    SubscribeTime = TestEmulator.Start,
                    Sequence = axb.NextSequence(),
                });
            }
        }

        var named = await emulator.Api.PostAsync(AxbSample.Path, Bind());
        var busy = await emulator.Api.PostAsync(AxbSample.Path, Bind(("callerNum", "+8613100000007")));
        var area = await emulator.Api.PostAsync(AxbSample.Path, Pick(("areaCode", "0755")));
        await emulator.Api.DeleteAsync(AxbSample.Path, ("subscriptionId", "pair-7"));
        var freed = await emulator.Api.PostAsync(AxbSample.Path, Pick(("areaCode", "0755")));

        Assert.That(named.Summary, Is.EqualTo("403 1012009 Maximum number of resources has been exceeded"));
        Assert.That(busy.Summary, Is.EqualTo(Bound), "1012010 comes before 1012009");
        Assert.That(area.Summary, Is.EqualTo(NoneLeft));
        Assert.That(freed.Summary, Is.EqualTo(Success));
    }

    [Test]
    public void Full_numbers_are_not_looked_at_when_X_is_picked()
    {
        var pool = new NumberPool(1);
        var numbers = Enumerable.Range(0, 1000).Select(i => PhoneNumber.Parse($"+86170{i:D8}")).ToList();
        numbers.ForEach(number => pool.Put(new PoolNumber(number, "0755")));
        numbers.Skip(1).ToList().ForEach(number => pool.SetTaken(number, true));
        var looks = 0;

        var picked = pool.Pick("0755", loose: false, _ => ++looks > 0);

        Assert.That(picked, Is.EqualTo(numbers[0]));
        Assert.That(looks, Is.EqualTo(1));
    }

    [Test]
    public void Bindings_are_found_by_hash_whatever_their_number()
    {
        // A scan would hide in a hash that collides: every pair of X and user has a hash of its own, or nearly so.
        var x = PhoneNumber.Parse(X);
        var hashes = Enumerable.Range(0, 10_000).Select(i => (x, PhoneNumber.Parse($"+86131{i:D8}")).GetHashCode()).Distinct();

        Assert.That(hashes.Count(), Is.GreaterThan(9_990));
    }
}
