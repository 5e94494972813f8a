using System.Text.Json;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Yaml;

internal sealed class YamlFieldTests
{
    private readonly YamlProblems _problems = [];

    [Test]
    public void Values_are_read_by_their_type()
    {
        var read = Field("text: 0755\nflag: true\nwhole: -3\nlasts: 1h30m\nmode: AXB\nlist: [a, b]\nmap: { k: v }\nnothing: null").Map(map => (
            map["text"].Text(),
            map["flag"].Flag(),
            map["whole"].Integer(-5, 5),
            map["lasts"].Duration(),
            map["mode"].Choice(ModeNames.Choices),
            string.Join('|', map["list"].List(item => item.Text(), [])),
            map["map"].Map(inner => inner["k"].Text()),
            map["nothing"].Optional(ScalarRules.Any, "fallback"),
            map["absent"].Optional(ScalarRules.Any, "fallback")));

        Assert.That(_problems, Is.Empty);
        Assert.That(read, Is.EqualTo(("0755", true, -3, TimeSpan.FromMinutes(90), Mode.Axb, "a|b", "v", (string?)null, "fallback")));
    }

    [Test]
    public void All_problems_are_found_in_one_pass()
    {
        Field("flag: yes\nwhole: 07x\nlasts: 5\nmode: axb\nlist: a\nmap: [1]\ntext: {}\nlits: []\nitems: [1, 9, ~]").Map(map => (
            map["flag"].Flag(),
            map["whole"].Integer(0, 5),
            map["lasts"].Duration(),
            map["mode"].Choice(ModeNames.Choices),
            map["list"].List(item => item.Text(), []),
            map["map"].Map(inner => inner.Required("k").Text()),
            map["text"].Text(),
            map["items"].List(item => item.Integer(0, 5), []),
            map.Required("name").Text()));

        Assert.That(_problems.Select(problem => problem.ToString()), Is.EqualTo(
        [
            "a.yaml:1:7: flag: 'yes' is not allowed; allowed: true, false",
            "a.yaml:2:8: whole: '07x' is not allowed; allowed: a whole number from 0 to 5",
            "a.yaml:3:8: lasts: '5' is not allowed; allowed: a duration of at most 36500d, such as 250ms, 5s, 2m, 1h30m or 90d",
            "a.yaml:4:7: mode: 'axb' is not allowed; allowed: AX, AXB, AXE, AXYB, X",
            "a.yaml:5:7: list: 'a' is not allowed; allowed: a list",
            "a.yaml:6:6: map: a list is not allowed; allowed: a map",
            "a.yaml:7:7: text: a map is not allowed; allowed: a text",
            "a.yaml:9:12: items[1]: '9' is not allowed; allowed: a whole number from 0 to 5",
            "a.yaml:9:15: items[2]: a value is missing; allowed: a whole number from 0 to 5",
            "a.yaml:1:1: name: a value is missing; allowed: a text",
            "a.yaml:8:1: unknown key 'lits'; did you mean 'list'? allowed: flag, whole, lasts, mode, list, map, text, items, name",
        ]));
    }

    [Test]
    public void A_JSON_body_obeys_the_same_rules_and_its_problems_have_a_path()
    {
        using var json = JsonDocument.Parse("""{"numbers":[{"count":3},{"count":"x","cuont":1}],"on":true,"off":null,"text":"null"}""");

        var read = YamlField.Root(JsonTree.From(json.RootElement), _problems).Map(map => (
            map["numbers"].List(item => item.Map(number => number["count"].Integer(0, 9)), [])[0],
            map["on"].Flag(),
            map["off"].IsGiven,
            map["text"].Text()));

        Assert.That(read, Is.EqualTo((3, true, false, "null")));
        Assert.That(_problems.Select(problem => problem.ToString()), Is.EqualTo(
        [
            "numbers[1].count: 'x' is not allowed; allowed: a whole number from 0 to 9",
            "numbers[1]: unknown key 'cuont'; did you mean 'count'? allowed: count",
        ]));
    }

    [Test]
    public void A_long_or_odd_value_is_cut_in_the_message()
    {
        Field($"\"{new string('a', 61)}\"").Flag();
        Field("\"a\\nb\"").Flag();

        Assert.That(_problems.Select(problem => problem.Message), Is.EqualTo(
        [
            $"'{new string('a', 60)}…' is not allowed; allowed: true, false",
            "'a b' is not allowed; allowed: true, false",
        ]));
    }

    private YamlField Field(string yaml) => YamlField.Root(YamlParser.Parse(yaml, "a.yaml").Root!, _problems);
}
