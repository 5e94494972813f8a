using CsCheck;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Platform.Tests.Text;

internal sealed class ClosestTests
{
    private static readonly string[] Known = ["statusUrl", "status", "callinUrl", "name"];

    [TestCase("statusURL", "statusUrl")]
    [TestCase("statusUlr", "statusUrl")]
    [TestCase("stauts", "status")]
    [TestCase("nmae", "name")]
    [TestCase("calinUrl", "callinUrl")]
    public void The_word_that_was_meant_is_found(string word, string meant) => Assert.That(Closest.To(word, Known), Is.EqualTo(meant));

    [Test]
    public void Nothing_is_closest_to_a_word_when_none_is_known() => Assert.That(Closest.To("name", []), Is.Null);

    [TestCase("stauts", "status")]
    [TestCase("call", null)]
    [TestCase("appKey", null)]
    [TestCase("", null)]
    public void A_word_that_nobody_meant_is_not_suggested(string word, string? meant)
    {
        Assert.That(Closest.Meant(word, Known), Is.EqualTo(meant));
        Assert.That(Closest.Hint(word, Known), Is.EqualTo(meant is null ? "" : $"did you mean '{meant}'? "));
    }

    [TestCase("", "abc", 3)]
    [TestCase("abc", "acb", 1)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("Name", "nAME", 0)]
    public void Typing_errors_are_counted(string left, string right, int errors) =>
        Assert.That(Closest.Distance(left, right), Is.EqualTo(errors));

    [Test]
    public void The_distance_is_the_same_from_both_sides() =>
        Gen.Select(Gen.String[Gen.Char["abc"], 0, 8], Gen.String[Gen.Char["abc"], 0, 8])
            .Sample((left, right) => Closest.Distance(left, right) == Closest.Distance(right, left));
}
