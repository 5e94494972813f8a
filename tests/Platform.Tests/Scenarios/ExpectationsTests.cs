using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

public sealed class ExpectationsTests
{
    private const string Got =
        """{"status":200,"resultcode":"0","direction":1,"recordFlag":"true","empty":"","nothing":null,"list":[{"a":1,"b":{"c":"+8613800000021"}},{"a":2}]}""";

    private static readonly TestCaseData[] Holding =
    [
        Case("what is not named does not matter", "{}"),
        Case("numbers and texts", "{ status: 200, direction: 1, recordFlag: \"true\", empty: \"\" }"),
        Case("a resultcode without its quotes", "{ resultcode: 0 }"),
        Case("members of nested maps and lists", "{ list: [ { b: { c: +8613800000021 } }, { a: 2 } ] }"),
        Case("paths", "{ \"list[0].b.c\": +8613800000021, \"list[1]\": { a: 2 } }"),
        Case("absent members", "{ failTime: absent, other: null, \"list[2]\": absent, \"list[1].b\": absent }"),
        Case("names", "{ direction: $one, \"list[0].b.c\": $A, resultcode: $zero }"),
        Case("names inside texts", "{ \"list[0].b.c\": \"+86$local\" }"),
    ];

    private static readonly TestCaseData[] Failing =
    [
        Case("another number", "{ direction: 2 }", "direction: expected 2, got 1"),
        Case("a text for a number", "{ direction: \"1\" }", "direction: expected \"1\", got 1"),
        Case("a flag for a text", "{ recordFlag: true }", "recordFlag: expected true, got \"true\""),
        Case("another code", "{ resultcode: \"1012007\" }", "resultcode: expected \"1012007\", got \"0\""),
        Case("a member that is missing", "{ failTime: 1 }", "failTime: expected 1, got absent"),
        Case("a member that is there", "{ direction: absent, empty: absent }", "direction: expected absent, got 1", "empty: expected absent, got \"\""),
        Case("a null is there", "{ nothing: absent }", "nothing: expected absent, got null"),
        Case("the word absent in quotes is a text", "{ failTime: \"absent\" }", "failTime: expected \"absent\", got absent"),
        Case("deep inside", "{ list: [ { b: { c: x } }, { a: 3 } ] }", "list[0].b.c: expected \"x\", got \"+8613800000021\"", "list[1].a: expected 3, got 2"),
        Case("a list of another length", "{ list: [ { a: 1 } ] }", "list: expected [{\"a\":1}], got [{\"a\":1,\"b\":{\"c\":\"+8613800000021\"}},{\"a\":2}]"),
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

    private static TestCaseData Case(string name, string expect, params string[] differences) =>
        new TestCaseData(expect, differences).SetArgDisplayNames(name);
}
