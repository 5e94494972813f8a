using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

public sealed class ExpectationsTests
{
    private const string Got =
        """{"status":200,"resultcode":"0","direction":1,"recordFlag":"true","empty":"","nothing":null,"list":[{"a":1,"b":{"c":"+8613800000021"}},{"a":2}],"odd":{"length":3}}""";

    private static readonly TestCaseData[] Holding =
    [
        Case("what is not named does not matter", "{}"),
        Case("numbers and texts", "{ status: 200, direction: 1, recordFlag: \"true\", empty: \"\" }"),
        Case("a resultcode without its quotes", "{ resultcode: 0 }"),
        Case("members of nested maps and lists", "{ list: [ { b: { c: +8613800000021 } }, { a: 2 } ] }"),
        Case("paths", "{ \"list[0].b.c\": +8613800000021, \"list[1]\": { a: 2 } }"),
        Case("absent members", "{ failTime: absent, other: null, \"list[2]\": absent, \"list[1].b\": absent }"),
        Case("null takes a null and what is not there", "{ nothing: null, other: null }"),
        Case("names", "{ direction: $one, \"list[0].b.c\": $A, resultcode: $zero }"),
        Case("names inside texts", "{ \"list[0].b.c\": \"+86$local\" }"),
        Case("matches some part of a text", "{ \"list[0].b.c\": { matches: \"138\" }, recordFlag: { matches: \"^(true|false)$\" } }"),
        Case("matches a number", "{ direction: { matches: \"^[01]$\" } }"),
        Case("one of several values", "{ status: { anyOf: [200, 403] }, direction: { anyOf: [$one, 2] }, list: { anyOf: [absent, { length: 2 }] } }"),
        Case("absent as an alternative", "{ failTime: { anyOf: [absent, 5] } }"),
        Case("another value", "{ direction: { not: 2 }, recordFlag: { not: true }, \"list[0].b.c\": { not: { matches: ^0 } } }"),
        Case("a length", "{ list: { length: 2 }, resultcode: { length: 1 }, empty: { length: 0 } }"),
        Case("a list that contains an item", "{ list: { contains: { a: 2 } } }"),
        Case("a text that contains a part", "{ \"list[0].b.c\": { contains: $local } }"),
        Case("numbers within limits", "{ status: { atLeast: 200, atMost: 299 }, direction: { atLeast: $one }, resultcode: { atMost: 0.5 } }"),
        Case("what is present", "{ status: present, empty: present, nothing: present, list: present }"),
        Case("a member called like a matcher, by its path", "{ \"odd.length\": 3 }"),
        Case("an item of a list", "{ list: [ { a: { atMost: 1 } }, { a: { not: 1 } } ] }"),
    ];

    private static readonly TestCaseData[] Failing =
    [
        Case("another number", "{ direction: 2 }", "direction: expected 2, got 1"),
        Case("a text for a number", "{ direction: \"1\" }", "direction: expected \"1\", got 1"),
        Case("a flag for a text", "{ recordFlag: true }", "recordFlag: expected true, got \"true\""),
        Case("another code", "{ resultcode: \"1012007\" }", "resultcode: expected \"1012007\", got \"0\""),
        Case("a member that is missing", "{ failTime: 1 }", "failTime: expected 1, got absent"),
        Case("a member that is there", "{ direction: absent, empty: absent }", "direction: expected absent, got 1", "empty: expected absent, got \"\""),
        Case("null takes no value", "{ direction: null, empty: null }", "direction: expected absent, got 1", "empty: expected absent, got \"\""),
        Case("a null is there", "{ nothing: absent }", "nothing: expected absent, got null"),
        Case("the word absent in quotes is a text", "{ failTime: \"absent\" }", "failTime: expected \"absent\", got absent"),
        Case("deep inside", "{ list: [ { b: { c: x } }, { a: 3 } ] }", "list[0].b.c: expected \"x\", got \"+8613800000021\"", "list[1].a: expected 3, got 2"),
        Case("a list of another length", "{ list: [ { a: 1 } ] }", "list: expected [{\"a\":1}], got [{\"a\":1,\"b\":{\"c\":\"+8613800000021\"}},{\"a\":2}]"),
        Case("a text that does not match", "{ recordFlag: { matches: ^t$ } }", "recordFlag: expected matches \"^t$\", got \"true\""),
        Case("a map does not match", "{ odd: { matches: . } }", "odd: expected matches \".\", got {\"length\":3}"),
        Case("none of several values", "{ status: { anyOf: [201, \"200\"] } }", "status: expected anyOf [201,\"200\"], got 200"),
        Case("the value that it must not be", "{ direction: { not: $one } }", "direction: expected not 1, got 1"),
        Case("not says that a value is there", "{ failTime: { not: 5 } }", "failTime: expected not 5, got absent"),
        Case("another length", "{ list: { length: 1 }, direction: { length: 1 } }", "list: expected length 1, got [{\"a\":1,\"b\":{\"c\":\"+8613800000021\"}},{\"a\":2}]", "direction: expected length 1, got 1"),
        Case("no such item", "{ list: { contains: { a: 3 } }, direction: { contains: 1 } }", "list: expected contains {\"a\":3}, got [{\"a\":1,\"b\":{\"c\":\"+8613800000021\"}},{\"a\":2}]", "direction: expected contains 1, got 1"),
        Case("out of limits", "{ status: { atLeast: 201, atMost: 199 }, recordFlag: { atLeast: 0 } }", "status: expected atLeast 201, got 200", "status: expected atMost 199, got 200", "recordFlag: expected atLeast 0, got \"true\""),
        Case("nothing is there", "{ failTime: present }", "failTime: expected present, got absent"),
        Case("no matcher holds for what is absent", "{ failTime: { matches: . , atMost: 5 } }", "failTime: expected matches \".\", got absent", "failTime: expected atMost 5, got absent"),
        Case("the word present in quotes is a text", "{ empty: \"present\" }", "empty: expected \"present\", got \"\""),
        Case("a map for a number", "{ direction: { a: $one } }", "direction: expected {\"a\":1}, got 1"),
    ];

    [TestCaseSource(nameof(Holding))]
    [TestCaseSource(nameof(Failing))]
    public void Named_members_are_compared_with_their_types(string expect, string[] differences)
    {
        var variables = Variables.None.With("A", "+8613800000021").With("local", "13800000021").With("one", 1).With("zero", "0");
        var expectations = new Expectations(variables);

        expectations.Compare((YamlMap)YamlParser.Parse(expect).Root!, JsonNode.Parse(Got));

        Assert.That(
            expectations.Differences.Select(difference => $"{difference.Path}: expected {difference.Expected}, got {difference.Got}"),
            Is.EqualTo(differences));
    }

    /// <summary>Each is slow in an engine that backtracks.</summary>
    [TestCase("^(a+)+$")]
    [TestCase("^(a|aa)+$")]
    [TestCase("((a{0,200}){0,200}){0,200}!")]
    [CancelAfter(60_000)]
    public void A_pattern_of_a_file_cannot_buy_time(string pattern) =>
        Assert.That(Pattern.Matches(pattern, new string('a', 100_000) + "b"), Is.False);

    private static TestCaseData Case(string name, string expect, params string[] differences) =>
        new TestCaseData(expect, differences).SetArgDisplayNames(name);
}
