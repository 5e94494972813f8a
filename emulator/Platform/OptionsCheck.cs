using System.Text.Json;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator;

/// <summary>
/// Options that were set in code, by the rules of the configuration file: they are read as a file would write them. So there is one set of
/// rules, whoever sets an emulator up.
/// </summary>
internal static class OptionsCheck
{
    /// <exception cref="ArgumentException">With every problem, each by the path of its value.</exception>
    public static void Require(EmulatorOptions options, string parameter)
    {
        YamlProblems problems = [];
        using var document = JsonDocument.Parse(OptionsJson.Of(options).ToJsonString());
        EmulatorBinder.Bind(YamlField.Root(JsonTree.From(document.RootElement), problems));
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameter);
        }
    }
}
