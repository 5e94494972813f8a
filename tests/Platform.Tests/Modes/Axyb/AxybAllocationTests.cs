using PrivateNumber.Emulator.Modes.Axyb;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axyb;

public sealed class AxybAllocationTests
{
    [Test]
    [Rule("axyb.md §3, §10 no. 6", "One A holds at most five X; the sixth is 1012008.", Inferred = true)]
    public async Task One_A_holds_five_X_and_each_is_another()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 9)));
        var bound = new List<(string Id, string X)>();
        for (var i = 0; i < 5; i++)
        {
            bound.Add(await emulator.BindXAsync());
        }

        var sixth = await emulator.PostAsync(AxybSample.Ax());
        var another = await emulator.PostAsync(AxybSample.Ax(("origNum", AxybSample.B)));
        await emulator.DeleteAsync(("subscriptionId", bound[2].Id));
        var again = await emulator.PostAsync(AxybSample.Ax());

        Assert.That(bound.Select(binding => binding.X), Is.Unique);
        Assert.That(bound.Select(binding => binding.Id), Is.Unique);
        Assert.That(sixth.Summary, Is.EqualTo(AxybSample.NoneLeft));
        Assert.That((another.Summary, again.Summary), Is.EqualTo((AxybSample.Success, AxybSample.Success)));
    }

    [Test]
    [Rule("axyb.md §3", "A Y never stands twice under one AX; none left is 1012008.")]
    public async Task A_Y_never_stands_twice_under_one_AX()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 3)));
        var (id, x) = await emulator.BindXAsync();

        var first = await emulator.BindYAsync(id, ("origNum", AxybSample.B));
        var second = await emulator.BindYAsync(id, ("origNum", AxybSample.C));
        var third = await emulator.PostAsync(AxybSample.Yb(id, ("origNum", AxybSample.D)));

        Assert.That(new[] { x, first, second }, Is.Unique);
        Assert.That(third.Summary, Is.EqualTo(AxybSample.NoneLeft));
    }

    [Test]
    [Rule("axyb.md §6", "Towards one A a Y stands for one B only, whichever of A's X it is under: the pair of A and Y routes the call.", Inferred = true)]
    public async Task A_Y_never_stands_twice_towards_one_A()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 3)));
        var (first, _) = await emulator.BindXAsync();
        var (second, _) = await emulator.BindXAsync();
        await emulator.BindYAsync(first);

        var reply = await emulator.PostAsync(AxybSample.Yb(second));

        Assert.That(reply.Summary, Is.EqualTo(AxybSample.NoneLeft));
    }

    [Test]
    [Rule("axyb.md §3", "One Y serves many AX, with the same B or another.")]
    [Rule("decision D23", "A number serving as Y is no X any more.", Inferred = true)]
    public async Task One_Y_serves_many_AX_and_is_no_X()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 3)));
        var (first, _) = await emulator.BindXAsync();
        var y = await emulator.BindYAsync(first);
        var (second, _) = await emulator.BindXAsync(("origNum", AxybSample.C));

        var shared = await emulator.BindYAsync(second);
        var noX = await emulator.PostAsync(AxybSample.Ax(("origNum", AxybSample.D)));

        Assert.That(shared, Is.EqualTo(y));
        Assert.That(noX.Summary, Is.EqualTo(AxybSample.NoneLeft));
    }

    [Test]
    [Rule("decision D23", "A number is free for any part again as soon as its last relation is gone.", Inferred = true)]
    public async Task A_released_Y_can_become_an_X_and_the_reverse()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 2)));
        var (id, x) = await emulator.BindXAsync();
        var y = await emulator.BindYAsync(id);

        await emulator.DeleteAsync(("subscriptionId", id), ("yNum", y));
        var (second, otherX) = await emulator.BindXAsync(("origNum", AxybSample.C));
        await emulator.DeleteAsync(("subscriptionId", id));
        var otherY = await emulator.BindYAsync(second);

        Assert.That((otherX, otherY), Is.EqualTo((y, x)));
    }

    [Test]
    [Rule("axyb.md §3, §10 no. 8", "One Y carries 1,000 relations; then another is taken, and without one it is 1012008.", Inferred = true)]
    public async Task One_Y_carries_a_thousand_relations()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 1001), ("010", 1), ("021", 1)));
        var y = emulator.World.Numbers.Numbers.Single(number => number.AreaCode == "010").Number;
        for (var i = 0; i < 1000; i++)
        {
            Relate(emulator, i);
        }

        var (id, _) = await emulator.BindXAsync();
        var full = await emulator.PostAsync(AxybSample.Yb(id, ("areaCode", "010")));
        var another = await emulator.PostAsync(AxybSample.Yb(id, ("areaCode", "010"), ("areaMatchMode", "1")));
        lock (emulator.World.Gate)
        {
            emulator.Mode().Unbind(emulator.Mode().Known.On(y)[500]);
        }

        var room = await emulator.PostAsync(AxybSample.Yb(id, ("areaCode", "010"), ("origNum", AxybSample.C)));

        Assert.That(full.Summary, Is.EqualTo(AxybSample.NoneLeft));
        Assert.That((another.Summary, another["relationNumber"]), Is.EqualTo((AxybSample.Success, Shanghai(emulator))));
        Assert.That(room["relationNumber"], Is.EqualTo(y.Value));
    }

    private static string Shanghai(TestEmulator emulator) => emulator.World.Numbers.Numbers.Single(number => number.AreaCode == "021").Number.Value;

    private static void Relate(TestEmulator emulator, int i)
    {
        lock (emulator.World.Gate)
        {
            var ax = emulator.Mode().Bind(new AxPart
            {
                SubscriptionId = "",
                A = PhoneNumber.Parse($"+86139{i:D8}"),
                X = default,
                AreaCode = "0755",
                SubscribeTime = emulator.World.Clock.Now,
                Sequence = 0,
            });
            Assert.That(emulator.Mode().Bind(new YbPart { Ax = ax!, B = PhoneNumber.Parse(AxybSample.B) }, "010", loose: false), Is.Not.Null);
        }
    }

    [TestCase("0", "403 1012008 Insufficient number of resources")]
    [TestCase("1", "200 0 Success")]
    [Rule("axyb.md §1", "areaMatchMode 1 goes on to the province and then to any number; 0, the default, does not.")]
    public async Task Only_a_loose_match_leaves_the_city(string areaMatchMode, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("010", 1)));

        var reply = await emulator.PostAsync(AxybSample.Ax(("areaMatchMode", areaMatchMode)));

        Assert.That(reply.Summary, Is.EqualTo(expected));
    }

    [TestCase(null, null, "1", "020", Description = "the AX's city, loosely: its province")]
    [TestCase(null, null, "0", null)]
    [TestCase("010", null, "1", "010")]
    [TestCase("021", null, "1", null, Description = "a city of its own is matched strictly")]
    [TestCase("0769", "1", "0", "020", Description = "of the same province")]
    [TestCase(null, "1", "0", "020")]
    [Rule("axyb.md §10 no. 5, 19", "A YB without areaCode takes the AX's city and way of matching; with one it matches strictly unless it says otherwise.", Inferred = true)]
    public async Task A_Y_comes_from_its_own_city_or_that_of_the_AX(string? areaCode, string? matchMode, string axMatchMode, string? expected)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 1), ("020", 1), ("010", 1)));
        var (id, _) = await emulator.BindXAsync(("areaMatchMode", axMatchMode));

        var reply = await emulator.PostAsync(AxybSample.Yb(id, ("areaCode", areaCode), ("areaMatchMode", matchMode)));

        Assert.That(
            reply.ResultCode == "0" ? emulator.World.Numbers.Find(PhoneNumber.Parse(reply["relationNumber"]))!.AreaCode : null,
            Is.EqualTo(expected));
    }

    [Test]
    public async Task A_number_that_is_not_normal_is_never_allocated([Values] bool servesAlready)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", 3)));
        var (first, x) = await emulator.BindXAsync();
        var (second, otherX) = await emulator.BindXAsync(("origNum", AxybSample.C));
        var y = servesAlready
            ? await emulator.BindYAsync(first)
            : emulator.World.Numbers.Numbers.Select(number => number.Number.Value).Single(number => number != x && number != otherX);
        emulator.SetStatus(y, NumberStatus.Frozen);

        var reply = await emulator.PostAsync(AxybSample.Yb(second));

        Assert.That(reply.Summary, Is.EqualTo(AxybSample.NoneLeft));
    }
}
