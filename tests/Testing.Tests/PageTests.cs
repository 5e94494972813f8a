
namespace PrivateNumber.Emulator.Testing.Tests;

/// <summary>The C# of a page is that of a file of tests, so that all of it is compiled and most of it run.</summary>
public sealed class PageTests
{
    /// <summary><c>ACCEPT_EXAMPLES=1</c> writes the examples into the page.</summary>
    [TestCase("embedding.md", nameof(EmbeddingExamples))]
    [TestCase("container.md", nameof(ContainerExamples))]
    public void The_examples_of_a_page_are_those_of_its_tests(string page, string tests)
    {
        var file = Repository.FileAt("docs", page);
        var text = File.ReadAllText(file);
        var examples = Examples(Repository.FileAt("tests", "Testing.Tests", tests + ".cs"));
        var parts = text.Split("```csharp\n");
        Assert.That(parts, Has.Length.EqualTo(examples.Count + 1), "An example is missing here or there.");

        var renewed = parts[0] + string.Concat(parts.Skip(1).Zip(examples, (part, example) => $"```csharp\n{example}{part[part.IndexOf("```", StringComparison.Ordinal)..]}"));
        if (Environment.GetEnvironmentVariable("ACCEPT_EXAMPLES") == "1")
        {
            File.WriteAllText(file, renewed);
        }

        Assert.That(File.ReadAllText(file), Is.EqualTo(renewed), "Run the tests once with ACCEPT_EXAMPLES=1 and commit the page.");
    }

    private static List<string> Examples(string file)
    {
        List<string> examples = [];
        string? example = null;
        foreach (var line in File.ReadLines(file))
        {
            if (line.Trim() == "// example: begin")
            {
                example = "";
            }
            else if (line.Trim() == "// example: end")
            {
                examples.Add(example!);
                example = null;
            }
            else if (example is not null)
            {
                example += (line.Length > 8 ? line[8..] : "") + "\n";
            }
        }

        return examples;
    }
}
