using CsCheck;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

public sealed class VariablesTests
{
    private static readonly Variables Known = Variables.None.With("A", "+8613800000021").With("id_2", "abc").With("count", 3).With("none", null);

    [Test]
    public void A_value_is_not_looked_through_for_names()
    {
        var variables = Variables.None.With("a", "$b").With("b", "$a");

        Assert.That(variables.Resolve(YamlParser.Parse("$a and $b").Root!)!.GetValue<string>(), Is.EqualTo("$b and $a"));
    }

    [TestCase("$long$long")]
    [TestCase("[ $long, $long ]")]
    [TestCase("{ a: $long, b: { c: x$long } }")]
    [Rule("contract.md §4", "What the names of one value stand for is no longer than a file may be.", Inferred = true)]
    public void Values_that_grow_beyond_all_bounds_are_refused(string text)
    {
        var variables = Variables.None.With("long", new string('x', (Variables.Longest / 2) + 1));

        Assert.That(() => variables.Resolve(YamlParser.Parse(text).Root!), Throws.InstanceOf<ControlFailure>().With.Message.Contains("1048576 characters"));
    }

    private static readonly TestCaseData[] Texts =
    [
        new("$A", "\"+8613800000021\""),
        new("$count", "3"),
        new("$none", "null"),
        new("call $A, $id_2!", "\"call +8613800000021, abc!\""),
        new("$count of them", "\"3 of them\""),
        new("$$A", "\"$A\""),
        new("$$$A", "\"$+8613800000021\""),
        new("$A$A", "\"+8613800000021+8613800000021\""),
        new("3600", "3600"),
        new("-1.5", "-1.5"),
        new("true", "true"),
        new("null", "null"),
        new("+8613800000021", "\"+8613800000021\""),
        new("0755", "\"0755\""),
        new("1e", "\"1e\""),
        new("yes", "\"yes\""),
        new("\"3600\"", "\"3600\""),
        new("{ a: [ $A, 1 ] }", "{\"a\":[\"+8613800000021\",1]}"),
    ];

    [TestCaseSource(nameof(Texts))]
    public void Values_of_a_file_become_JSON(string yaml, string json) =>
        Assert.That(Scalars.Show(Known.Resolve(YamlParser.Parse(yaml).Root!)), Is.EqualTo(json));

    [Test]
    public void A_text_whose_dollars_are_doubled_is_itself() => Gen.String.Sample(text =>
        Variables.None.Text(new YamlScalar(text.Replace("$", "$$", StringComparison.Ordinal), false, Position.None)) == text);
}
