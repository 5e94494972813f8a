using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Control;

/// <summary>Options as the configuration and the control API write them.</summary>
internal static class OptionsJson
{
    public static JsonObject Of(EmulatorOptions options) => new()
    {
        ["seed"] = options.Seed,
        ["clock"] = new JsonObject
        {
            ["mode"] = ClockModes.Names.NameOf(options.Clock.Mode),
            ["factor"] = options.Clock.Factor.ToString(CultureInfo.InvariantCulture),
            ["start"] = options.Clock.Start?.ToString("O"),
        },
        ["shortConnections"] = options.ShortConnections,
        ["strictness"] = Strictnesses.Names.NameOf(options.Strictness),
        ["auth"] = Of(options.Auth),
        ["callbacks"] = Of(options.Callbacks),
        ["phones"] = Map(options.Phones, Outcomes.Names.NameOf),
        ["applications"] = List(options.Applications.Select(Of)),
        ["urls"] = string.Join(';', options.Urls),
        ["tls"] = new JsonObject { ["hosts"] = List(options.Tls.Hosts), ["certificate"] = options.Tls.Certificate, ["key"] = options.Tls.Key },
        ["dataDir"] = options.DataDir,
        ["scenarios"] = options.Scenarios,
        ["portFile"] = options.PortFile,
    };

    public static JsonObject Of(ApplicationOptions options)
    {
        var json = JsonSerializer.SerializeToNode(WrittenApplication.Of(options, []), ControlJson.Api.WrittenApplication)!.AsObject();
        json["numbers"] = List(options.Numbers.Select(Of));
        return json;
    }

    public static JsonObject Of(NumberOptions number) =>
        new() { ["number"] = number.Number, ["areaCode"] = number.AreaCode, ["count"] = number.Count, ["sms"] = number.Sms };

    private static JsonObject Of(AuthOptions auth) => new()
    {
        ["wsse"] = auth.Wsse,
        ["createdWindow"] = Duration(auth.CreatedWindow),
        ["rejectReusedNonce"] = auth.RejectReusedNonce,
        ["lockout"] = new JsonObject
        {
            ["failures"] = auth.Lockout.Failures,
            ["within"] = Duration(auth.Lockout.Within),
            ["lasts"] = Duration(auth.Lockout.Lasts),
        },
    };

    private static JsonObject Of(CallbackOptions callbacks) => new()
    {
        ["timeout"] = Duration(callbacks.Timeout),
        ["retryAfter"] = List(callbacks.RetryAfter.Select(Duration)),
        ["rewriteHosts"] = Map(callbacks.RewriteHosts, host => host),
        ["rewriteLoopback"] = callbacks.RewriteLoopback,
        ["tls"] = CallbackTlsModes.Names.NameOf(callbacks.Tls),
        ["caFile"] = callbacks.CaFile,
    };

    private static JsonArray List(IEnumerable<JsonNode> items) => new([.. items]);

    private static JsonArray List(IEnumerable<string> items) => List(items.Select(item => (JsonNode)JsonValue.Create(item)));

    private static JsonObject Map<T>(IReadOnlyDictionary<string, T> map, Func<T, string> write) =>
        new(map.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, write(entry.Value))));

    /// <summary>A negative one has no written form: what is written here is read by nobody.</summary>
    private static string Duration(TimeSpan duration) => duration < TimeSpan.Zero ? duration.ToString() : Durations.Format(duration);
}
