using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>A switch.</summary>
/// <param name="Name">As the configuration writes it.</param>
/// <param name="Schema">What it may be, as JSON Schema.</param>
/// <param name="Read">The switches with what the field says; without it they stay as they are.</param>
/// <param name="Write">As the field writes it.</param>
internal sealed record SwitchRow(string Name, Func<JsonObject> Schema, Func<YamlField, Switches, Switches> Read, Func<Switches, JsonNode?> Write);

/// <summary>Every switch, once: what reads, writes or describes switches goes through this table.</summary>
internal static class SwitchTable
{
    /// <summary>The documented limit of bindExpiredTime (axe.md §1).</summary>
    private const int MostHours = 720;

    public static IReadOnlyList<SwitchRow> All { get; } =
    [
        Choice("axbMobileWithoutArea", SwitchChoices.MobileWithoutArea, s => s.AxbMobileWithoutArea, (s, value) => s with { AxbMobileWithoutArea = value }),
        Choice("unboundSubscriptionId", SwitchChoices.UnboundSubscriptionId, s => s.UnboundSubscriptionId, (s, value) => s with { UnboundSubscriptionId = value }),
        Choice("extendNumField", SwitchChoices.ExtendNumField, s => s.ExtendNumField, (s, value) => s with { ExtendNumField = value }),
        Flag("recordFileDownloadUrl", s => s.RecordFileDownloadUrl, (s, value) => s with { RecordFileDownloadUrl = value }),
        Flag("cdrAreaCode", s => s.CdrAreaCode, (s, value) => s with { CdrAreaCode = value }),
        Flag("cdrCallDuration", s => s.CdrCallDuration, (s, value) => s with { CdrCallDuration = value }),
        Flag("cdrCallRelDirection", s => s.CdrCallRelDirection, (s, value) => s with { CdrCallRelDirection = value }),
        Choice("sessionIdStyle", SwitchChoices.SessionIdStyle, s => s.SessionIdStyle, (s, value) => s with { SessionIdStyle = value }),
        Flag("oneShotTemporaryCallee", s => s.OneShotTemporaryCallee, (s, value) => s with { OneShotTemporaryCallee = value }),
        Flag("turnOffBlocksOutgoing", s => s.TurnOffBlocksOutgoing, (s, value) => s with { TurnOffBlocksOutgoing = value }),
        Choice("axeRebind", SwitchChoices.AxeRebind, s => s.AxeRebind, (s, value) => s with { AxeRebind = value }),
        Choice("extensionOrder", SwitchChoices.ExtensionOrder, s => s.ExtensionOrder, (s, value) => s with { ExtensionOrder = value }),
        Flag("axeExtendNumByArea", s => s.AxeExtendNumByArea, (s, value) => s with { AxeExtendNumByArea = value }),
        Integer("axeDefaultBindHours", 0, MostHours, s => s.AxeDefaultBindHours, (s, value) => s with { AxeDefaultBindHours = value }),
        Optional("axeDefaultCallbackHours", 0, MostHours, s => s.AxeDefaultCallbackHours, (s, value) => s with { AxeDefaultCallbackHours = value }),
        Optional("axybMaxListed", 1, int.MaxValue, s => s.AxybMaxListed, (s, value) => s with { AxybMaxListed = value }),
        Flag("axybPerBindingBindId", s => s.AxybPerBindingBindId, (s, value) => s with { AxybPerBindingBindId = value }),
        Optional("bindsPerDay", 1, int.MaxValue, s => s.BindsPerDay, (s, value) => s with { BindsPerDay = value }),
        Optional("callsPerDay", 0, int.MaxValue, s => s.CallsPerDay, (s, value) => s with { CallsPerDay = value }),
        Optional("callsPerDayOfCaller", 0, int.MaxValue, s => s.CallsPerDayOfCaller, (s, value) => s with { CallsPerDayOfCaller = value }),
        Optional("callsPerDayOfCallee", 0, int.MaxValue, s => s.CallsPerDayOfCallee, (s, value) => s with { CallsPerDayOfCallee = value }),
        Flag("smsContent", s => s.SmsContent, (s, value) => s with { SmsContent = value }),
        Flag("smsAreaCode", s => s.SmsAreaCode, (s, value) => s with { SmsAreaCode = value }),
        Flag("legacyNumberStatusHeaders", s => s.LegacyNumberStatusHeaders, (s, value) => s with { LegacyNumberStatusHeaders = value }),
    ];

    /// <summary>The fields are changes of <paramref name="old"/>.</summary>
    public static Switches Read(YamlMapReader map, Switches old) => All.Aggregate(old, (switches, row) => row.Read(map[row.Name], switches));

    /// <summary>An object that may hold any of them.</summary>
    public static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(All.Select(row => KeyValuePair.Create<string, JsonNode?>(row.Name, row.Schema()))),
    };

    public static JsonObject Write(Switches switches) => new(All.Select(row => KeyValuePair.Create(row.Name, row.Write(switches))));

    private static SwitchRow Flag(string name, Func<Switches, bool> get, Func<Switches, bool, Switches> set) => new(
        name,
        () => new JsonObject { ["type"] = "boolean" },
        (field, switches) => set(switches, field.Flag(get(switches))),
        switches => get(switches));

    private static SwitchRow Choice<T>(string name, Choices<T> choices, Func<Switches, T> get, Func<Switches, T, Switches> set)
        where T : struct, Enum => new(
            name,
            () => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. choices.Names.Select(word => JsonValue.Create(word))]) },
            (field, switches) => set(switches, field.Choice(choices, get(switches))),
            switches => choices.NameOf(get(switches)));

    private static SwitchRow Integer(string name, int least, int most, Func<Switches, int> get, Func<Switches, int, Switches> set) => new(
        name,
        () => new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
        (field, switches) => set(switches, field.Integer(least, most, get(switches))),
        switches => get(switches));

    private static SwitchRow Optional(string name, int least, int most, Func<Switches, int?> get, Func<Switches, int?, Switches> set) => new(
        name,
        () => new JsonObject { ["type"] = new JsonArray("integer", "null"), ["minimum"] = least, ["maximum"] = most },
        (field, switches) => set(switches, field.Optional(ScalarRules.Integer(least, most), get(switches))),
        switches => get(switches));
}
