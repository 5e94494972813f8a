using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Faults;

/// <summary>Which requests and pushes a fault strikes.</summary>
internal sealed class FaultSelectionTests
{
    private static readonly FaultRule Rule = new() { On = "axb.bind", Fault = new Fault(FaultKind.Reset) };

    // The fault, which of six it strikes.
    private static readonly object[][] Selections =
    [
        [Rule, "xxxxxx"],
        [Rule with { Times = 2 }, "xx...."],
        [Rule with { Nth = 3 }, "..x..."],
        [Rule with { Nth = 3, Times = 2 }, "..x..."],
        [Rule with { Probability = 0 }, "......"],
        [Rule with { Probability = 1 }, "xxxxxx"],
        [Rule with { Probability = 1, Times = 1 }, "x....."],
        [Rule with { On = "api" }, "xxxxxx"],
        [Rule with { On = "axb.query" }, "......"],
        [Rule with { On = "push.*" }, "......"],
    ];

    // The target of the fault, the name, whether it strikes.
    private static readonly object[][] Targets =
    [
        ["api", "axb.bind", true], ["api", "push.fee", false], ["push.*", "push.fee", true], ["push.fee", "push.fee", true],
        ["push.fee", "push.callin", false], ["axb.bind", "axb.query", false],
    ];

    [TestCaseSource(nameof(Selections))]
    [Rule("contract.md §5", "times ends a fault after so many, nth is the n-th of its kind alone, and without either it stays until it is deleted.", Inferred = true)]
    public void A_fault_strikes_those_that_it_selects(object rule, string struck) =>
        Assert.That(Play((FaultRule)rule, 1, 6), Is.EqualTo(struck));

    [TestCaseSource(nameof(Targets))]
    public void A_fault_strikes_what_it_is_on(string on, string name, bool strikes)
    {
        var faults = new FaultList(1, 0);
        faults.Add(Rule with { On = on });

        Assert.That(faults.Strike(name) is not null, Is.EqualTo(strikes));
    }

    [Test]
    [Rule("contract.md §5", "Probability follows from the seed.")]
    public void Probability_follows_from_the_seed()
    {
        var rule = Rule with { Probability = 0.3 };

        var first = Play(rule, 42, 1000);

        Assert.That(Play(rule, 42, 1000), Is.EqualTo(first));
        Assert.That(Play(rule, 43, 1000), Is.Not.EqualTo(first));
        Assert.That(first.Count(letter => letter == 'x'), Is.InRange(250, 350));
    }

    [Test]
    [Rule("contract.md §5", "Of several faults the oldest that is due strikes; each counts all that it is meant for.", Inferred = true)]
    public void The_oldest_that_is_due_strikes()
    {
        var faults = new FaultList(1, 0);
        var first = faults.Add(Rule with { Times = 1 });
        var second = faults.Add(Rule with { Nth = 2 });

        Assert.That(faults.Strike("axb.bind")!.Id, Is.EqualTo(first.Id));
        Assert.That(faults.Strike("axb.bind")!.Id, Is.EqualTo(second.Id));
        Assert.That(faults.All.Select(rule => (rule.Matched, rule.Struck)), Is.EqualTo(new[] { (2, 1), (2, 1) }));
    }

    [Test]
    public void Other_faults_do_not_change_what_probability_selects()
    {
        var alone = new FaultList(7, 0);
        var among = new FaultList(7, 0);
        alone.Add(Rule with { Probability = 0.5 });
        among.Add(Rule with { Probability = 0.5 });
        among.Add(Rule with { On = "push.*", Probability = 0.5 });

        foreach (var _ in Enumerable.Range(0, 100))
        {
            among.Strike("push.fee");
            Assert.That(among.Strike("axb.bind") is null, Is.EqualTo(alone.Strike("axb.bind") is null));
        }
    }

    private static string Play(FaultRule rule, int seed, int count)
    {
        var faults = new FaultList(seed, 0);
        faults.Add(rule);
        return string.Concat(Enumerable.Range(0, count).Select(_ => faults.Strike("axb.bind") is null ? '.' : 'x'));
    }
}
