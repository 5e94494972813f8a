using System.Text;
using CsCheck;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Yaml;

internal sealed class YamlParserTests
{
    [TestCase("+8613800138000")]
    [TestCase("0755")]
    [TestCase("0800")]
    [TestCase("1.10")]
    [TestCase("no")]
    [TestCase("2026-01-01")]
    public void A_value_stays_the_text_that_was_written(string text)
    {
        var map = (YamlMap)Parse($"key: {text}").Root!;

        Assert.That(map["key"], Is.EqualTo(new YamlScalar(text, IsPlain: true, new Position(1, 6, "a.yaml"))));
    }

    [TestCase("key:", true)]
    [TestCase("key: ~", true)]
    [TestCase("key: null", true)]
    [TestCase("key: ''", false)]
    [TestCase("key: \"null\"", false)]
    public void Null_is_plain(string yaml, bool isNull) => Assert.That(((YamlMap)Parse(yaml).Root!)["key"]!.IsNull, Is.EqualTo(isNull));

    [Test]
    public void Every_node_knows_where_it_stands()
    {
        var map = (YamlMap)Parse("a:\n  - x\n  - { b: \"y\" }\n").Root!;
        var list = (YamlList)map["a"]!;
        var inner = (YamlMap)list.Items[1];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(map.Position.ToString(), Is.EqualTo("a.yaml:1:1"));
            Assert.That(list.Position.ToString(), Is.EqualTo("a.yaml:2:3"));
            Assert.That(list.Items[0].Position.ToString(), Is.EqualTo("a.yaml:2:5"));
            Assert.That(inner.Entries[0].Key.Position.ToString(), Is.EqualTo("a.yaml:3:7"));
            Assert.That(inner["b"], Is.EqualTo(new YamlScalar("y", IsPlain: false, new Position(3, 10, "a.yaml"))));
        }
    }

    [TestCase("")]
    [TestCase("# only a comment\n")]
    [TestCase("---\n")]
    [TestCase("\uFEFF")]
    public void An_empty_file_is_null(string yaml) => Assert.That(Parse(yaml), Has.Property("Root").Property("IsNull").True);

    [TestCase("a: 1\na: 2\na: 3", "a.yaml:2:1: key 'a' is here twice; it stands in line 1 already\na.yaml:3:1: key 'a' is here twice; it stands in line 1 already")]
    [TestCase("a: &x 1\nb: *x", "a.yaml:1:4: anchors (&name) and aliases (*name) are not allowed; write the value out\n"
        + "a.yaml:2:4: anchors (&name) and aliases (*name) are not allowed; write the value out")]
    [TestCase("a: !!int 5\nb: !mine {}", "a.yaml:1:4: tags (!name) are not allowed; write the value alone\na.yaml:2:4: tags (!name) are not allowed; write the value alone")]
    [TestCase("a: 1\n---\nb: 2", "a.yaml:2:1: a second document starts here; allowed: one document a file")]
    [TestCase("[a]: 1", "a.yaml:1:1: a list or map cannot be a key; allowed: a text")]
    [TestCase("a: 1\nb: \0", "a.yaml:2:4: control character U+0000; allowed: printable text")]
    [TestCase("a: 1\n  b: 2", "a.yaml:2:4: While scanning a plain scalar value, found invalid mapping.")]
    [TestCase("a: {\nb: 1\n}", "a.yaml:2:1: nothing can stand here; allowed: lines inside { } and [ ] indented deeper than their key")]
    [TestCase("a: [1, 2", "a.yaml:2:1: While parsing a flow sequence, did not find expected ',' or ']'.")]
    public void What_is_refused_is_named_with_its_place(string yaml, string problems) =>
        Assert.That(string.Join('\n', Parse(yaml).Problems), Is.EqualTo(problems));

    [Test]
    public void Values_nest_no_deeper_than_the_limit()
    {
        static string Nested(int depth) => new string('[', depth) + new string(']', depth);

        Assert.That(Parse(Nested(YamlParser.MaxDepth)).Problems, Is.Empty);
        Assert.That(Messages(Parse(Nested(YamlParser.MaxDepth + 1))), Is.EqualTo(["a.yaml:1:33: values nest deeper than 32 levels"]));
        Assert.That(Parse(new string('[', 500_000)).Root, Is.Null);
    }

    [Test]
    public void There_are_no_more_values_than_the_limit()
    {
        static string Many(int count) => string.Concat(Enumerable.Repeat("- a\n", count));

        Assert.That(Parse(Many(YamlParser.MaxNodes - 1)).Problems, Is.Empty);
        Assert.That(Messages(Parse(Many(YamlParser.MaxNodes))), Is.EqualTo(["a.yaml:100000:3: more than 100000 values in a file"]));
    }

    [Test]
    public void A_file_is_no_larger_than_the_limit()
    {
        var bytes = new byte[YamlParser.MaxBytes + 1];
        Array.Fill(bytes, (byte)'a');

        Assert.That(YamlParser.Parse(bytes.AsSpan(1)).Problems, Is.Empty);
        Assert.That(Messages(YamlParser.Parse(bytes, "a.yaml")), Is.EqualTo(["a.yaml:1:1: the file is larger than 1 MiB"]));
    }

    [Test]
    public void A_file_is_UTF8() =>
        Assert.That(Messages(YamlParser.Parse([0x61, 0xFF], "a.yaml")), Is.EqualTo(["a.yaml:1:1: the file is not UTF-8"]));

    [Test]
    public void A_file_that_is_not_there_is_named() =>
        Assert.That(Messages(YamlParser.ParseFile("no/such.yaml")), Is.EqualTo(["no/such.yaml: the file does not exist"]));

    [Test]
    public void An_answer_lists_only_so_many_problems() =>
        Assert.That(Parse(string.Concat(Enumerable.Repeat("a: 1\n", 1000))).Problems, Has.Count.EqualTo(YamlProblems.Limit));

    [Test]
    public void No_bytes_break_the_parser() => Gen.Byte.Array[0, 200].Sample(bytes => _ = YamlParser.Parse(bytes));

    [Test]
    public void No_text_of_YAML_signs_breaks_the_parser() =>
        Gen.String[Gen.Char["ab1 \n\t\r-:?,[]{}#&*!|>'\"%@`~<\\+\uFEFF\u0085\u2028"], 0, 40].Sample(text => _ = YamlParser.Parse(text), iter: 20_000);

    private static YamlDocument Parse(string yaml) => YamlParser.Parse(Encoding.UTF8.GetBytes(yaml), "a.yaml");

    private static IEnumerable<string> Messages(YamlDocument document) => document.Problems.Select(problem => problem.ToString());
}
