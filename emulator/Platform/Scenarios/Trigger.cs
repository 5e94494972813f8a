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
    /// <param name="when">The value of <c>when</c>.</param>
    /// <param name="mode">The mode of the application; null when that could not be read.</param>
    /// <param name="names">The names that have a value before anything happens.</param>
    public static Trigger? Read(YamlField when, Mode? mode, KnownNames names) => when.Node is null ? null : (when with { IsRequired = true }).Map(map =>
    {
        names.Check(when with { Node = Matchers.WithoutPatterns(when.Node) });
        var events = Happening.All.Select(what => (What: what, Field: map[what])).Where(given => given.Field.Node is not null).ToList();
        var userData = map[UserData];
        userData.Optional(ScalarRules.Any);
        foreach (var (what, field) in events)
        {
            if (!RefuseImpossible(field, what, mode))
            {
                field.Map(fields => TriggerFields.Check(fields, what, mode));
            }
        }

        if (events.Count == 0 && userData.IsGiven)
        {
            RefuseImpossible(userData, Happening.Bound, mode);
        }

        switch (events)
        {
            case [] when userData.IsGiven:
                return new Trigger(Happening.Bound, With(YamlMap.Empty, userData.Node!));
            case [var (what, field)]:
                var fields = field.Node as YamlMap ?? YamlMap.Empty;
                return new Trigger(what, (userData.IsGiven ? userData.Node : fields[UserData]) is { } text ? With(fields, text) : fields);
            case [] when when.Node is YamlMap { Entries.Count: > 0 }:
                // An unknown event has been told so.
                return new Trigger(Happening.Bound, YamlMap.Empty);
            default:
                when.Problem($"one event starts a scenario; allowed: {string.Join(", ", Happening.All)}, {UserData}");
                return new Trigger(Happening.Bound, YamlMap.Empty);
        }
    });

    private static bool RefuseImpossible(YamlField field, string what, Mode? mode)
    {
        if (mode is not { } known || TriggerFields.Of(what, known).Count > 0)
        {
            return false;
        }

        var possible = Happening.All.Where(other => TriggerFields.Of(other, known).Count > 0);
        field.Problem($"{Quote.Of(what)} never happens in mode {ModeNames.Choices.NameOf(known)}; allowed: {string.Join(", ", possible)}");
        return true;
    }

    /// <summary>userData is a text on the wire, however it is written: <c>userData: 4711</c> is that of <c>"4711"</c>.</summary>
    private static YamlMap With(YamlMap fields, YamlNode userData) => fields.With(new YamlEntry(
        new YamlScalar(UserData, IsPlain: true, userData.Position),
        userData is YamlScalar { IsNull: false } text && !Expectations.IsAbsent(text) && !Expectations.IsPresent(text) ? text with { IsPlain = false } : userData));
}
