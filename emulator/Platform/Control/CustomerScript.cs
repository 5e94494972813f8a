using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>
/// Reads what the stand-in customer shall answer, per event type: a status, or <c>{status, delay, body}</c>, or a list of these that is
/// consumed in order (docs/scenarios.md).
/// </summary>
internal static class CustomerScript
{
    private static readonly ScriptedAnswer Default = new();

    public static IReadOnlyDictionary<string, IReadOnlyList<ScriptedAnswer>> Read(YamlField field) => field.Map(map =>
    {
        var answers = new Dictionary<string, IReadOnlyList<ScriptedAnswer>>(StringComparer.Ordinal);
        foreach (var eventType in PushTypes.All)
        {
            if (map[eventType] is { IsGiven: true } answer)
            {
                answers[eventType] = answer.Node is YamlList ? answer.List(ReadAnswer, []) : [ReadAnswer(answer)];
            }
        }

        return answers;
    });

    private static ScriptedAnswer ReadAnswer(YamlField field) => field.Node is YamlMap
        ? field.Map(map => new ScriptedAnswer(Status(map["status"]), map["delay"].Duration(), Body(map["body"].Node)))
        : new ScriptedAnswer(Status(field));

    private static int Status(YamlField field) => field.Integer(100, 599, Default.Status);

    private static string Body(YamlNode? node) => node switch
    {
        null or { IsNull: true } => "",
        YamlScalar scalar => scalar.Text,
        _ => JsonText.Of(node),
    };
}
