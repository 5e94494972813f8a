using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>What kind of value a key takes, as a schema would say it.</summary>
internal enum ValueKind
{
    Text,
    Integer,
    Flag,
    List,
    Map,
    Any,
}

/// <summary>The rule of a key's value: checked when the file is loaded, and the words for what is allowed.</summary>
internal sealed record ValueRule(ValueKind Kind, string Allowed, Action<YamlField> Check, IReadOnlyList<string>? Choices = null)
{
    private static ScalarRule<string> HeaderName { get; } = ScalarRules.Text(
        text => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter)),
        "the name of a header, of letters, digits and !#$%&'*+-.^_`|~");

    public static ValueRule Text { get; } = Of(ValueKind.Text, ScalarRules.Any);

    /// <summary>A phone number, or a <c>$name</c> that stands for one.</summary>
    public static ValueRule Number { get; } = Of(ValueKind.Text, ScalarRules.Text(
        text => text.Contains('$', StringComparison.Ordinal) || Rules.Party.TryParse(text, out _), $"{Rules.Party.Allowed}, or a $name"));

    /// <summary>Also an SMS channel, whose SMS the platform refuses (sms.md §1).</summary>
    public static ValueRule Sender { get; } = Of(ValueKind.Text, ScalarRules.Text(
        text => text.Contains('$', StringComparison.Ordinal) || SmsSender.TryParse(text, out _), $"{SmsSender.Allowed}, or a $name"));

    public static ValueRule Duration { get; } = Of(ValueKind.Text, ScalarRules.Duration);

    public static ValueRule Flag { get; } = Of(ValueKind.Flag, ScalarRules.Flag);

    public static ValueRule Map { get; } = new(ValueKind.Map, "a map", field => field.Map(map => map.Entries().Count()));

    /// <summary>Of the emulator: what files send is signed, and goes nowhere else.</summary>
    public static ValueRule Path { get; } = Of(ValueKind.Text, ScalarRules.Text(
        text => text.StartsWith('$') || (text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal)), "a path that begins with one /, or a $name"));

    /// <summary>Header fields: their names are tokens (RFC 9110 §5.6.2).</summary>
    public static ValueRule Headers { get; } = new(ValueKind.Map, "a map of header fields", field => field.Map(map =>
    {
        foreach (var (key, value) in map.Entries())
        {
            key.Value(HeaderName, "");
            value.Value(ScalarRules.Any, "");
        }

        return true;
    }));

    /// <summary>As the control API takes it, or with <c>$names</c>.</summary>
    public static ValueRule SmsText { get; } = Of(ValueKind.Text, ScalarRules.Text(
        text => text.Contains('$', StringComparison.Ordinal) || ControlRules.SmsText.TryParse(text, out _), $"{ControlRules.SmsText.Allowed}, or a $name"));

    /// <summary>Members by their paths, as in <c>expect</c>.</summary>
    public static ValueRule Expected { get; } = new(ValueKind.Map, "a map of expected members", field => field.Map(ExpectedShape.CheckPaths));

    /// <summary>As the control API takes it, without <c>app</c>.</summary>
    public static ValueRule Fault { get; } = new(ValueKind.Map, "a map of on, times, nth, probability and fault", field => field.Map(FaultReader.Read));

    public static ValueRule Nothing { get; } = new(ValueKind.Map, "nothing", field =>
    {
        if (field.Node is not (YamlMap { Entries: [] } or { IsNull: true }))
        {
            field.Refuse("a value", "nothing");
        }
    });

    public static ValueRule Any { get; } = new(ValueKind.Any, "any value", _ => { });

    /// <summary>What a caller keys at one time.</summary>
    public static ValueRule Keys { get; } = Of(ValueKind.Text, ScalarRules.Text(
        text => text.Contains('$', StringComparison.Ordinal) || ControlRules.Keys.TryParse(text, out _), $"{ControlRules.Keys.Allowed}, or a $name"));

    public static ValueRule ListOf(ValueRule item) => new(ValueKind.List, $"a list, each item {item.Allowed}", field => field.List(
        value =>
        {
            item.Check(value);
            return true;
        },
        []));

    public static ValueRule Integer(int least, int most) => Of(ValueKind.Integer, ScalarRules.Integer(least, most));

    public static ValueRule OneOf(params IReadOnlyList<string> names) => Of(
        ValueKind.Text, ScalarRules.Text(names.Contains, string.Join(", ", names))) with
    { Choices = names };

    public static ValueRule OneOf<T>(Choices<T> choices)
        where T : struct, Enum => OneOf(choices.Names);

    private static ValueRule Of<T>(ValueKind kind, ScalarRule<T> rule) => new(kind, rule.Allowed, field => field.Value(rule, default!));
}

/// <summary>A key of a step.</summary>
internal sealed record StepKey(string Name, ValueRule Rule, bool IsRequired = false);
