using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The stand-in customer of a run: its answers, and the <c>$names</c> in their bodies as they get their values.</summary>
internal sealed class ScriptedCustomer(IReadOnlyDictionary<string, IReadOnlyList<CustomerAnswer>> answers, ControlClient control, string app)
{
    private readonly HashSet<string> _names = answers.Values.SelectMany(script => script)
        .SelectMany(answer => Variables.NamesIn(answer.Body)).Select(name => name.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>From the first answer on. Without a script every push is answered with 200, whatever a run before this one has said.</summary>
    public Task BeginAsync(Variables variables, CancellationToken ct) => ScriptAsync((_, script) => script, variables, ct);

    public Task LeaveAsync(CancellationToken ct) => control.ScriptCustomerAsync(app, [], ct);

    /// <summary>With the answers that are left, once a name in them has another value.</summary>
    public async Task ContinueAsync(IEnumerable<string> saved, Variables variables, CancellationToken ct)
    {
        if (saved.Any(_names.Contains))
        {
            var left = (await control.CustomerAsync(app, ct)).Body?["answers"];
            await ScriptAsync((eventType, script) => script.TakeLast((left?[eventType] as JsonArray)?.Count ?? script.Count), variables, ct);
        }
    }

    private Task<Reply> ScriptAsync(Func<string, IReadOnlyList<CustomerAnswer>, IEnumerable<CustomerAnswer>> choose, Variables variables, CancellationToken ct) =>
        control.ScriptCustomerAsync(
            app,
            new JsonObject(answers.Select(script => KeyValuePair.Create(
                script.Key, (JsonNode?)new JsonArray([.. choose(script.Key, script.Value).Select(JsonNode (answer) => Json(answer, variables))])))),
            ct);

    private static JsonObject Json(CustomerAnswer answer, Variables variables)
    {
        var json = new JsonObject { ["status"] = answer.Status, ["delay"] = Durations.Format(answer.Delay) };
        if (answer.Body is { } body)
        {
            json["body"] = variables.Resolve(body);
        }

        return json;
    }
}
