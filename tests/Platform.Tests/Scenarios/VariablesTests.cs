using CsCheck;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

public sealed class VariablesTests
{
    private static readonly Variables Known = Variables.None.With("A", "+8613800000021").With("id_2", "abc").With("count", 3).With("none", null);

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
