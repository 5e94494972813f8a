using System.Globalization;
using System.Reflection;
using System.Text;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests;

/// <summary>Generates <c>docs/conformance.md</c> from the rules on the tests, and fails when the file is another.</summary>
public sealed class ConformanceDocTests
{
    /// <summary>Set to 1 to write the file instead of comparing it.</summary>
    private const string Accept = "ACCEPT_CONFORMANCE";

    [Test]
    public async Task The_conformance_page_is_the_one_that_the_tests_generate()
    {
        var file = Repository.FileAt("docs", "conformance.md");
        var generated = Generate();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            await File.WriteAllTextAsync(file, generated);
        }

        Assert.That(File.Exists(file) ? await File.ReadAllTextAsync(file) : "", Is.EqualTo(generated), $"run the tests once with {Accept}=1 and commit the file");
    }

    [Test]
    public void Every_rule_cites_a_file_of_the_specification()
    {
        string[] files =
        [
            "decision", "auth.md", "ax.md", "axb.md", "axe.md", "axyb.md", "x-mode.md", "call-notifications.md", "result-codes.md",
            "platform.md", "recording.md", "sms.md", "stop-call.md", "wire-facts.md", "contract.md",
        ];

        Assert.That(Rules().Select(rule => rule.Rule.Spec.Split(' ')[0]).Except(files), Is.Empty);
    }

    private static IEnumerable<(RuleAttribute Rule, MethodInfo Test)> Rules() =>
        from type in typeof(ConformanceDocTests).Assembly.GetTypes()
        from test in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        from rule in test.GetCustomAttributes<RuleAttribute>()
        select (rule, test);

    private static string Generate()
    {
        var rules = Rules().ToList();
        var page = new StringBuilder()
            .Append("# Conformance\n\n")
            .Append("Each rule of the specification that the emulator keeps, with the test that holds it. *Inferred* rules are those where the\n")
            .Append("platform's documents are silent or disagree: the emulator does what the platform most plausibly does, and where you could depend\n")
            .Append("on either answer, a key of the configuration chooses. [specification.md](specification.md) tells what the places mean.\n\n")
            .Append(CultureInfo.InvariantCulture, $"This page is generated from the tests (`{Accept}=1 dotnet test tests/Platform.Tests --filter Conformance`): ")
            .Append(CultureInfo.InvariantCulture, $"{rules.Count} rules, {rules.Count(rule => rule.Rule.Inferred)} of them inferred.\n");
        foreach (var chapter in rules.GroupBy(rule => rule.Rule.Spec.Split(' ')[0]).OrderBy(chapter => chapter.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {chapter.Key}\n\n| Place | Rule | Strength | Test |\n|---|---|---|---|\n");
            foreach (var (rule, test) in chapter
                .OrderBy(entry => entry.Rule.Spec.Length).ThenBy(entry => entry.Rule.Spec, StringComparer.Ordinal)
                .ThenBy(entry => entry.Rule.Text, StringComparer.Ordinal).ThenBy(entry => entry.Test.Name, StringComparer.Ordinal))
            {
                var strength = (rule.Inferred ? "inferred" : "documented") + (rule.Switch is null ? "" : $"; `{rule.Switch}`");
                page.Append(CultureInfo.InvariantCulture, $"| {rule.Spec} | {Cell(rule.Text)} | {strength} | {test.DeclaringType!.Name}.{test.Name} |\n");
            }
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
