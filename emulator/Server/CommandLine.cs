using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Server;

/// <summary>The words behind a verb. Which options there are, and which take a value, stands in the verb's own usage line.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    private CommandLine()
    {
    }

    /// <summary>What is wrong with the words, or null.</summary>
    public string? Problem { get; private set; }

    public IReadOnlyList<string> Words => _words;

    public string? this[string option] => _options.GetValueOrDefault(option);

    public bool Has(string option) => _options.ContainsKey(option);

    public static CommandLine Parse(string usage, ReadOnlySpan<string> args)
    {
        var line = new CommandLine();
        var known = Options(usage);
        var takesWords = usage.Contains("FILE…", StringComparison.Ordinal) || usage.Contains("[DIR]", StringComparison.Ordinal);
        for (var i = 0; i < args.Length && line.Problem is null; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                line._words.Add(args[i]);
                line.Problem = takesWords ? null : $"'{args[i]}' is not understood";
                continue;
            }

            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var option = equals < 0 ? args[i] : args[i][..equals];
            if (!known.TryGetValue(option, out var takesValue))
            {
                line.Problem = Closest.To(option, known.Keys) is { } closest ? $"unknown option {option}; did you mean {closest}?" : $"unknown option {option}";
            }
            else if (line._options.ContainsKey(option))
            {
                line.Problem = $"{option} is given twice";
            }
            else if (!takesValue)
            {
                line._options[option] = "";
                line.Problem = equals < 0 ? null : $"{option} takes no value";
            }
            else if (equals < 0 && i + 1 == args.Length)
            {
                line.Problem = $"{option} needs a value";
            }
            else
            {
                line._options[option] = equals < 0 ? args[++i] : args[i][(equals + 1)..];
            }
        }

        return line;
    }

    /// <summary><c>[--name VALUE]</c> takes a value, <c>[--name]</c> does not.</summary>
    private static Dictionary<string, bool> Options(string usage) => usage
        .Split('[', ']')
        .Where(part => part.StartsWith("--", StringComparison.Ordinal))
        .Select(part => part.Split(' '))
        .ToDictionary(parts => parts[0], parts => parts.Length > 1, StringComparer.Ordinal);
}
