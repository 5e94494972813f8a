using System.Collections;
using System.Reflection;
using System.Text.Json;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Configuration;

internal sealed class KeyTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [TestCaseSource(typeof(Keys), nameof(Keys.Cases))]
    public void A_key_takes_effect_from_the_file(string key, string value, Func<EmulatorOptions, object?> read, object expected)
    {
        var loaded = ConfigurationLoader.LoadDocument(YamlParser.Parse(Yaml(key, value)), NoVariables, []);

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(read(loaded.Options!), Is.EqualTo(expected));
    }

    [TestCaseSource(typeof(Keys), nameof(Keys.Cases))]
    public void A_key_takes_effect_from_a_variable_over_the_file(string key, string value, Func<EmulatorOptions, object?> read, object expected)
    {
        var variable = "EMULATOR_" + Concrete(key).Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();
        var beside = key == "tls:key" ? "tls: { certificate: cert.pem }\n" : "";
        var file = YamlParser.Parse(beside + "applications: [{ mode: AX, numbers: [{ areaCode: '010' }], voiceFiles: [a.wav] }]");

        var loaded = ConfigurationLoader.LoadDocument(file, new Dictionary<string, string> { [variable] = value }, []);

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(read(loaded.Options!), Is.EqualTo(expected));
    }

    /// <summary>So what is set in code is checked by the rules of the file, key by key.</summary>
    [TestCaseSource(typeof(Keys), nameof(Keys.Cases))]
    public void A_key_is_written_as_it_is_read(string key, string value, Func<EmulatorOptions, object?> read, object expected)
    {
        var loaded = ConfigurationLoader.LoadDocument(YamlParser.Parse(Yaml(key, value)), NoVariables, []);
        YamlProblems problems = [];

        using var json = JsonDocument.Parse(OptionsJson.Of(loaded.Options!).ToJsonString());
        var again = EmulatorBinder.Bind(YamlField.Root(JsonTree.From(json.RootElement), problems));

        Assert.That(problems, Is.Empty);
        Assert.That(read(again), Is.EqualTo(expected));
    }

    [TestCaseSource(typeof(Keys), nameof(Keys.Cases))]
    public void The_value_in_the_table_is_not_the_default(string key, string value, Func<EmulatorOptions, object?> read, object expected)
    {
        if (!key.EndsWith('#') && !key.EndsWith('*'))
        {
            Assert.That(read(new EmulatorOptions { Applications = [new ApplicationOptions { Mode = default }] }), Is.Not.EqualTo(expected), value);
        }
    }

    [Test]
    public void The_table_covers_every_option_and_every_option_has_a_key()
    {
        var properties = Properties(typeof(EmulatorOptions)).ToList();

        Assert.That(Keys.All.Select(row => row.Key), Is.EquivalentTo(properties));
        Assert.That(ConfigurationKeys.All, Is.EquivalentTo(properties));
    }

    private static IEnumerable<string> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property =>
        {
            var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            return name == "urls" ? [name] : Below(property.PropertyType).Select(suffix => name + suffix);
        });

    private static IEnumerable<string> Below(Type type)
    {
        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
        {
            var arguments = type.GetGenericArguments();
            return Below(arguments[^1]).Select(suffix => (arguments.Length == 2 ? ":*" : ":#") + suffix);
        }

        return type.Namespace == typeof(EmulatorOptions).Namespace && type is { IsEnum: false } && type != typeof(RateLimit)
            ? Properties(type).Select(property => ":" + property)
            : [""];
    }

    private static string Concrete(string key) => key
        .Replace("phones:*", "phones:+8613800000102", StringComparison.Ordinal)
        .Replace("rewriteHosts:*", "rewriteHosts:localhost", StringComparison.Ordinal)
        .Replace('#', '0');

    /// <summary>The key as a file in flow style, with what the file must say beside it.</summary>
    private static string Yaml(string key, string value)
    {
        var yaml = $"'{value}'" + key switch
        {
            "tls:key" => ", certificate: cert.pem",
            _ when key.Contains(":numbers:", StringComparison.Ordinal) && !key.EndsWith(":areaCode", StringComparison.Ordinal) => ", areaCode: '010'",
            _ => "",
        };
        foreach (var segment in Concrete(key).Split(':').Reverse())
        {
            yaml = segment switch
            {
                "0" => $"[ {yaml} ]",
                "applications" when !key.EndsWith(":mode", StringComparison.Ordinal) => $"{{ applications: [ {{ mode: AX, {yaml[4..]} }}",
                _ => $"{{ '{segment}': {yaml} }}",
            };
        }

        return yaml;
    }
}
