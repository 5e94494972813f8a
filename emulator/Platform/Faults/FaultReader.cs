using System.Globalization;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Faults;

/// <summary>Reads a fault as requests of the control API and steps of scenarios write it (docs/faults.md).</summary>
internal static class FaultReader
{
    public const int Most = 1_000_000;
    public const int LeastStatus = 200;
    public const int MostStatus = 599;

    private static readonly ScalarRule<double> Probability = new(
        (string text, out double value) =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= 1,
        "a number from 0 to 1");

    /// <summary>Usable only when it left no problems.</summary>
    public static FaultRule Read(YamlMapReader map)
    {
        var on = ReadTarget(map.Required("on"));
        return new FaultRule
        {
            On = on ?? "",
            Times = map["times"].Optional(ScalarRules.Integer(1, Most)),
            Nth = map["nth"].Optional(ScalarRules.Integer(1, Most)),
            Probability = map["probability"].Optional(Probability),
            Fault = map.Required("fault").Map(fault => ReadFault(fault, on)),
        };
    }

    private static string? ReadTarget(YamlField field)
    {
        var on = field.Text();
        if (field.IsGiven && !FaultTargets.Names.Contains(on))
        {
            RefuseUnknown(field, on, FaultTargets.Names);
            return null;
        }

        return on;
    }

    private static Fault ReadFault(YamlMapReader map, string? on)
    {
        var kinds = on is null ? FaultKinds.Names : FaultTargets.IsPush(on) ? FaultKinds.Push : FaultKinds.Api;
        var name = map.Required("kind").Value(ScalarRules.Text(kinds.Names.Contains, string.Join(", ", kinds.Names)), "");
        if (!kinds.TryParse(name, out var kind))
        {
            // Which further keys there may be depends on the kind.
            map.Entries();
            return new Fault(default);
        }

        var fault = new Fault(kind);
        return kind switch
        {
            FaultKind.ResultCode => ReadCode(map) is { } code ? fault with { Code = code } : fault,
            FaultKind.Status => fault with { Status = map.Required("status").Integer(LeastStatus, MostStatus) },
            FaultKind.Reorder => fault with { Delay = map["delay"].Optional(Rules.LastingDuration) },
            FaultKind.Delay => fault with
            {
                Delay = map.Required("delay").Value(on is not null && FaultTargets.IsPush(on) ? Rules.LastingDuration : Rules.RealDuration, default),
            },
            _ => fault,
        };
    }

    private static ResultCode? ReadCode(YamlMapReader map)
    {
        var field = map.Required("code");
        var text = field.Text();
        var status = map["status"].Optional(ScalarRules.Integer(LeastStatus, MostStatus));
        if (!field.IsGiven)
        {
            return null;
        }

        List<ResultCode> known = [.. ResultCodes.All.Except([ResultCodes.Success]), .. ResultCodes.OnlyByFault];
        var rows = known.FindAll(row => row.Code == text);
        if (rows.Count == 0)
        {
            RefuseUnknown(field, text, known.Select(row => row.Code).Distinct());
            return null;
        }

        // A code with two meanings has its latter one (1010010: 403, flow control), unless the status tells. Which of two texts it has depends
        // on the operation that is struck; the text with a place for a number is that of two operations only.
        var documented = rows.FindLast(row => row.Status == status) ?? rows.FindLast(row => !row.Text.Contains('$', StringComparison.Ordinal)) ?? rows[^1];
        return documented with { Status = status ?? documented.Status };
    }

    private static void RefuseUnknown(YamlField field, string given, IEnumerable<string> known) =>
        field.Problem($"unknown {Quote.Of(given)}; {Closest.Hint(given, known)}allowed: {string.Join(", ", known)}");
}
