using System.Reflection;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Configuration;

/// <summary>Every key changes what a user sees: by a row of <see cref="KeyEffects"/>, or by a rule that names the key as its switch.</summary>
internal sealed class KeyEffectTests
{
    /// <summary>What the program does with its sockets, files and folders is shown by its own tests: ServeTests, TlsTests.</summary>
    private static readonly string[] KeysOfTheProgram = ["urls", "portFile", "dataDir", "scenarios", "tls:hosts:#", "tls:certificate", "tls:key"];

    private static IEnumerable<TestCaseData> Rows => KeyEffects.All.Select(row => new TestCaseData(row).SetArgDisplayNames(row.Key, row.Value));

    [TestCaseSource(nameof(Rows))]
    public async Task A_key_changes_what_is_seen(KeyEffect row)
    {
        await using var without = await StartAsync(row, []);
        await using var with = await StartAsync(row, new Dictionary<string, string> { [VariableOf(row.Key)] = row.Value });

        Assert.That(await row.Look(without), Is.EqualTo(row.Without), "without");
        Assert.That(await row.Look(with), Is.EqualTo(row.With), "with");
    }

    [Test]
    public void Every_key_has_a_row_or_a_rule()
    {
        var shown = KeyEffects.All.Select(row => row.Key).Concat(KeysOfTheProgram).Concat(ConfigurationKeys.All.Where(IsSwitchOfARule));

        Assert.That(ConfigurationKeys.All.Except(shown), Is.Empty, "needs a row in KeyEffects");
        Assert.That(shown.Except(ConfigurationKeys.All), Is.Empty, "is no key");
    }

    private static bool IsSwitchOfARule(string key) => typeof(KeyEffectTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .SelectMany(test => test.GetCustomAttributes<RuleAttribute>())
        .SelectMany(rule => rule.Switch?.Split(", ") ?? [])
        .Any(name => Plain(name) == Plain(key));

    /// <summary>Rules name a key as its page does, with or without the application in front.</summary>
    private static string Plain(string key) => key.Replace("applications:#:", "", StringComparison.Ordinal).Replace("applications[].", "", StringComparison.Ordinal)
        .Replace(":#", "", StringComparison.Ordinal).Replace(":*", "", StringComparison.Ordinal).Replace(':', '.');

    private static string VariableOf(string key) => "EMULATOR_" + key.Replace(":", "__", StringComparison.Ordinal).Replace('#', '0').ToUpperInvariant();

    private static Task<TestEmulator> StartAsync(KeyEffect row, Dictionary<string, string> variables)
    {
        var loaded = ConfigurationLoader.LoadDocument(YamlParser.Parse(row.File), variables, []);
        Assert.That(loaded.Problems, Is.Empty);
        return TestEmulator.StartAsync(loaded.Options!);
    }
}
