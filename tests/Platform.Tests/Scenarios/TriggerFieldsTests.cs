using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>The fields that a trigger may name are those that its event brings.</summary>
public sealed class TriggerFieldsTests
{
    private const string Bindings = """
        name: t
        application: { mode: $MODE, numbers: [ { areaCode: "0755", count: 3 } ] }
        parties: { A: any, B: any }
        steps:

        """;

    private static readonly TestCaseData[] Flows =
    [
        Flow(Mode.Ax, """
              - bind: { origNum: $A, areaCode: "0755", privateNumType: mobile-virtual }
                save: { X: privateNum, id: subscriptionId }
              - modify: { subscriptionId: $id, maxDuration: 5 }
              - calleeNumber: { subscriptionId: $id, calleeNum: $B, duration: 600 }
              - call: { from: $A, to: $X }
              - sms: { from: $B, to: $X, text: 1 }
              - unbind: { subscriptionId: $id }
            """),
        Flow(Mode.Axb, """
              - bind: { callerNum: $A, calleeNum: $B, areaCode: "0755" }
                save: { X: relationNum, id: subscriptionId }
              - modify: { subscriptionId: $id, duration: 600 }
              - call: { from: $A, to: $X }
              - sms: { from: $B, to: $X, text: 1 }
              - unbind: { subscriptionId: $id }
            """),
        Flow(Mode.Axe, """
              - bind: { bindNum: $A, areaCode: "0755" }
                save: { X: virtualNum, E: extendNum, id: subscriptionId }
              - modify: { subscriptionId: $id, userData: x }
              - call: { from: $B, to: $X, keys: [ $E ] }
              - sms: { from: $B, to: $X, text: 1 }
              - unbind: { subscriptionId: $id }
            """),
        Flow(Mode.Axyb, """
              - bind: { origNum: $A, areaCode: "0755" }
                save: { X: relationNumber, id: subscriptionId }
              - bindY: { origNum: $B, subscriptionId: $id }
              - call: { from: $B, to: $X }
              - sms: { from: $B, to: $X, text: 1 }
              - unbind: { subscriptionId: $id }
            """),
    ];

    [TestCaseSource(nameof(Flows))]
    public async Task An_event_brings_the_fields_that_a_trigger_may_name(Mode mode, string steps)
    {
        await using var emulator = await TestEmulator.StartAsync(ScenarioTexts.Configuration with { Clock = new ClockOptions() });
        using var http = emulator.CreateClient();
        var heard = new Heard();
        emulator.Service<EventFeed>().Add(heard);

        var result = await new ScenarioRunner(http).RunAsync(
            ScenarioTexts.Of(Bindings.Replace("$MODE", ModeNames.Choices.NameOf(mode), StringComparison.Ordinal) + steps), null, CancellationToken.None);

        Assert.That(result.Passed, string.Join('\n', result.Steps.Select(step => $"{step.Answer} {step.Problem}")));
        Assert.That(heard.Fields.Keys, Is.EquivalentTo(Happening.All.Where(what => TriggerFields.Of(what, mode).Count > 0)));
        foreach (var (what, fields) in heard.Fields)
        {
            var named = TriggerFields.Of(what, mode);
            Assert.That(fields.Except(named), Is.Empty, what);
        }

        Assert.That(TriggerFields.Of(Happening.Bound, mode).Except(heard.Fields[Happening.Bound]).Where(name => name is not ("calleeNum" or "calleeExpiresAt")), Is.SubsetOf(Optional));
    }

    /// <summary>Left out of a binding that has no value for them.</summary>
    private static readonly string[] Optional =
        ["recordHintTone", "calleeNumDisplay", "preVoice", "lastMinVoice", "callDirection", "userData", "numY", "numB", "preVoiceX", "preVoiceY"];

    private static TestCaseData Flow(Mode mode, string steps) => new TestCaseData(mode, steps).SetArgDisplayNames($"{mode}");

    private sealed class Heard : IEventListener
    {
        public Dictionary<string, HashSet<string>> Fields { get; } = [];

        public void Happened(World world, Happening happening)
        {
            lock (Fields)
            {
                Fields.TryAdd(happening.What, []);
                Fields[happening.What].UnionWith(happening.Fields().Select(field => field.Key));
            }
        }
    }
}
