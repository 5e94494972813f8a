using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Testing;

/// <summary>An application as a test sets it up: <see cref="ApplicationOptions"/> to be written property by property.</summary>
/// <example><code>
/// options.AddApplication("orders", Mode.Axb, app =>
/// {
///     app.StatusUrl = "http://customer.test/status";
///     app.Numbers = [new() { Number = "+8617000000001", AreaCode = "0755" }];
/// });
/// </code></example>
public sealed class ApplicationSettings
{
    private ApplicationOptions _options;

    internal ApplicationSettings(Mode mode)
        : this(new ApplicationOptions { Mode = mode })
    {
    }

    private ApplicationSettings(ApplicationOptions options) => _options = options;

    /// <inheritdoc cref="ApplicationOptions.Mode"/>
    public Mode Mode => _options.Mode;

    /// <inheritdoc cref="ApplicationOptions.Name"/>
    public string? Name { get => _options.Name; set => _options = _options with { Name = value }; }

    /// <inheritdoc cref="ApplicationOptions.AppKey"/>
    public string? AppKey { get => _options.AppKey; set => _options = _options with { AppKey = value }; }

    /// <inheritdoc cref="ApplicationOptions.AppSecret"/>
    public string? AppSecret { get => _options.AppSecret; set => _options = _options with { AppSecret = value }; }

    /// <inheritdoc cref="ApplicationOptions.SpId"/>
    public string SpId { get => _options.SpId; set => _options = _options with { SpId = value }; }

    /// <inheritdoc cref="ApplicationOptions.StatusUrl"/>
    public string? StatusUrl { get => _options.StatusUrl; set => _options = _options with { StatusUrl = value }; }

    /// <inheritdoc cref="ApplicationOptions.CallinUrl"/>
    public string? CallinUrl { get => _options.CallinUrl; set => _options = _options with { CallinUrl = value }; }

    /// <summary>Receives CDRs; unless set, <see cref="StatusUrl"/> does, so that a test sees a call to its end.</summary>
    public string? FeeUrl { get => _options.FeeUrl; set => _options = _options with { FeeUrl = value }; }

    /// <inheritdoc cref="ApplicationOptions.NumberStatusUrl"/>
    public string? NumberStatusUrl { get => _options.NumberStatusUrl; set => _options = _options with { NumberStatusUrl = value }; }

    /// <inheritdoc cref="ApplicationOptions.SmsNotifyUrl"/>
    public string? SmsNotifyUrl { get => _options.SmsNotifyUrl; set => _options = _options with { SmsNotifyUrl = value }; }

    /// <inheritdoc cref="ApplicationOptions.SmsControlUrl"/>
    public string? SmsControlUrl { get => _options.SmsControlUrl; set => _options = _options with { SmsControlUrl = value }; }

    /// <inheritdoc cref="ApplicationOptions.PushAuth"/>
    public PushAuth PushAuth { get => _options.PushAuth; set => _options = _options with { PushAuth = value }; }

    /// <inheritdoc cref="ApplicationOptions.Recording"/>
    public bool Recording { get => _options.Recording; set => _options = _options with { Recording = value }; }

    /// <inheritdoc cref="ApplicationOptions.Sms"/>
    public bool Sms { get => _options.Sms; set => _options = _options with { Sms = value }; }

    /// <inheritdoc cref="ApplicationOptions.NumberStatusPush"/>
    public bool NumberStatusPush { get => _options.NumberStatusPush; set => _options = _options with { NumberStatusPush = value }; }

    /// <inheritdoc cref="ApplicationOptions.ExtensionDigits"/>
    public int ExtensionDigits { get => _options.ExtensionDigits; set => _options = _options with { ExtensionDigits = value }; }

    /// <inheritdoc cref="ApplicationOptions.CollectRepeats"/>
    public int CollectRepeats { get => _options.CollectRepeats; set => _options = _options with { CollectRepeats = value }; }

    /// <inheritdoc cref="ApplicationOptions.MissingCallbackRecord"/>
    public string MissingCallbackRecord
    {
        get => _options.MissingCallbackRecord;
        set => _options = _options with { MissingCallbackRecord = value };
    }

    /// <inheritdoc cref="ApplicationOptions.MemoryCallback"/>
    public bool MemoryCallback { get => _options.MemoryCallback; set => _options = _options with { MemoryCallback = value }; }

    /// <inheritdoc cref="ApplicationOptions.Frozen"/>
    public bool Frozen { get => _options.Frozen; set => _options = _options with { Frozen = value }; }

    /// <inheritdoc cref="ApplicationOptions.Status"/>
    public ApplicationStatus Status { get => _options.Status; set => _options = _options with { Status = value }; }

    /// <inheritdoc cref="ApplicationOptions.IpWhitelist"/>
    public IReadOnlyList<IPNetwork> IpWhitelist { get => _options.IpWhitelist; set => _options = _options with { IpWhitelist = value }; }

    /// <inheritdoc cref="ApplicationOptions.RateLimit"/>
    public RateLimit? RateLimit { get => _options.RateLimit; set => _options = _options with { RateLimit = value }; }

    /// <inheritdoc cref="ApplicationOptions.VoiceFiles"/>
    public IReadOnlyList<string> VoiceFiles { get => _options.VoiceFiles; set => _options = _options with { VoiceFiles = value }; }

    /// <inheritdoc cref="ApplicationOptions.Unreported"/>
    public IReadOnlyList<string> Unreported { get => _options.Unreported; set => _options = _options with { Unreported = value }; }

    /// <inheritdoc cref="ApplicationOptions.Blacklist"/>
    public IReadOnlyList<string> Blacklist { get => _options.Blacklist; set => _options = _options with { Blacklist = value }; }

    /// <summary>The pool of X; unless set, twenty made up numbers, five each in 0755, 020, 010 and 021.</summary>
    public IReadOnlyList<NumberOptions> Numbers { get => _options.Numbers; set => _options = _options with { Numbers = value }; }

    /// <inheritdoc cref="ApplicationOptions.Switches"/>
    public Switches Switches { get => _options.Switches; set => _options = _options with { Switches = value }; }

    /// <summary>As an emulator shows them.</summary>
    internal static ApplicationSettings From(JsonObject application)
    {
        using var document = JsonDocument.Parse(application.ToJsonString());
        return new ApplicationSettings(ApplicationBinder.Bind(YamlField.Root(JsonTree.From(document.RootElement), []), new Claims()));
    }

    /// <summary>As the configuration writes it; what has no value is left out.</summary>
    internal JsonObject ToJson()
    {
        var json = ToJson(_options with { FeeUrl = FeeUrl ?? StatusUrl });
        return new JsonObject(json.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
    }

    /// <summary>Those members that <paramref name="change"/> changed; null where it took a value away.</summary>
    internal JsonObject Changes(Action<ApplicationSettings> change)
    {
        var before = ToJson(_options);
        change(this);
        var after = ToJson(_options);
        return new JsonObject(before
            .Select(member => member.Key)
            .Where(name => !JsonNode.DeepEquals(before[name], after[name]))
            .Select(name => KeyValuePair.Create(name, after[name]?.DeepClone())));
    }

    internal static JsonObject ToJson(NumberOptions number) => ControlChannel.Body(
        ("number", number.Number), ("areaCode", number.AreaCode), ("count", number.Count), ("sms", number.Sms));

    private static JsonObject ToJson(ApplicationOptions options)
    {
        var json = JsonSerializer.SerializeToNode(WrittenApplication.Of(options, []), ControlJson.Api.WrittenApplication)!.AsObject();
        json["numbers"] = new JsonArray([.. options.Numbers.Select(ToJson)]);
        return json;
    }
}
