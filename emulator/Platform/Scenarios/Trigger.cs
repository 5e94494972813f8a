using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>What starts a reactive scenario: <c>when:</c> (contract.md §4).</summary>
/// <param name="What">What has to happen, one of <see cref="Happening.All"/>.</param>
/// <param name="Fields">What its fields have to be; compared as <c>expect</c> compares.</param>
internal sealed record Trigger(string What, YamlMap Fields)
{
    private const string UserData = "userData";

    public bool IsMetBy(string what, JsonObject fields, Variables variables)
    {
        if (what != What)
        {
            return false;
        }

        var expectations = new Expectations(variables);
        expectations.Compare(Fields, fields);
        return expectations.Differences.Count == 0;
    }

    /// <summary><c>userData</c> by itself is that of a bind; beside an event it is one field more.</summary>
    public static Trigger? Read(YamlField when) => when.Node is null ? null : (when with { IsRequired = true }).Map(map =>
    {
        var events = Happening.All.Select(what => (What: what, Field: map[what])).Where(given => given.Field.Node is not null).ToList();
        var userData = map[UserData];
        userData.Optional(ScalarRules.Any);
        foreach (var (_, field) in events)
        {
            field.Map(ExpectedShape.CheckPaths);
        }

        switch (events)
        {
            case [] when userData.IsGiven:
                return new Trigger(Happening.Bound, With(YamlMap.Empty, userData));
            case [var (what, field)]:
                var fields = field.Node as YamlMap ?? YamlMap.Empty;
                return new Trigger(what, userData.IsGiven ? With(fields, userData) : fields);
            case [] when when.Node is YamlMap { Entries.Count: > 0 }:
                // An unknown event has been told so.
                return new Trigger(Happening.Bound, YamlMap.Empty);
            default:
                when.Problem($"one event starts a scenario; allowed: {string.Join(", ", Happening.All)}, {UserData}");
                return new Trigger(Happening.Bound, YamlMap.Empty);
        }
    });

    private static YamlMap With(YamlMap fields, YamlField userData) =>
        fields.With(new YamlEntry(new YamlScalar(UserData, IsPlain: true, userData.Position), userData.Node!));
}
