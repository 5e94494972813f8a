using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Reads <c>customer:</c>, the answers of the stand-in customer.</summary>
internal static class CustomerReader
{
    private const string Allowed = "a status such as 500, {status, delay, body}, or a list of these";

    private static readonly ValueRule EventType = ValueRule.OneOf(PushTypes.All);
    private static readonly ScalarRule<int> Status = ScalarRules.Integer(100, 599);

    /// <param name="map">The answers by eventType.</param>
    /// <param name="names">The names that bodies may hold, also those that steps save.</param>
    public static Dictionary<string, IReadOnlyList<CustomerAnswer>> Read(YamlMapReader map, KnownNames names)
    {
        var customer = new Dictionary<string, IReadOnlyList<CustomerAnswer>>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries())
        {
            EventType.Check(key);
            customer[key.Text()] = value.Node is YamlList ? value.List(item => Answer(item, names), []) : [Answer(value, names)];
        }

        return customer;
    }

    private static CustomerAnswer Answer(YamlField field, KnownNames names)
    {
        if (field.Node is YamlMap)
        {
            return field.Map(map =>
            {
                var body = map["body"];
                names.Check(body);
                return new CustomerAnswer(map["status"].Value(Status, 200), map["delay"].Duration(), body.IsGiven ? body.Node : null);
            });
        }

        return new CustomerAnswer(field.Value(Status with { Allowed = Allowed }, 200), TimeSpan.Zero, null);
    }
}
