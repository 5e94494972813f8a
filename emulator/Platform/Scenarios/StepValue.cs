using System.Globalization;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>A step's value once the vocabulary has found nothing wrong with it.</summary>
internal sealed record StepValue(YamlNode Root, Mode Mode)
{
    public YamlMap AsMap => Root as YamlMap ?? YamlMap.Empty;

    public TimeSpan AsDuration => Durations.TryParse((Root as YamlScalar)?.Text, out var duration) ? duration : default;

    public YamlNode? Node(string key) => AsMap[key];

    public YamlMap Map(string key) => Node(key) as YamlMap ?? YamlMap.Empty;

    public YamlScalar? Scalar(string key) => Node(key) is YamlScalar { IsNull: false } scalar ? scalar : null;

    public string? Text(string key) => Scalar(key)?.Text;

    public bool Flag(string key, bool fallback) => ScalarRules.Flag.TryParse(Text(key) ?? "", out var flag) ? flag : fallback;

    public int Integer(string key, int fallback) =>
        int.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : fallback;

    public TimeSpan Duration(string key) => Durations.TryParse(Text(key), out var duration) ? duration : default;

    public YamlMap Without(string key) => AsMap with { Entries = [.. AsMap.Entries.Where(entry => entry.Key.Text != key)] };
}
