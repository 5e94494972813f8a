using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Server;

/// <summary>The words behind a verb.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<Option, string> _options = [];
    private readonly List<string> _words = [];

    private CommandLine()
    {
    }

    /// <summary>What is wrong with the words, or null.</summary>
    public string? Problem { get; private set; }

    public IReadOnlyList<string> Words => _words;

    /// <summary>The options that were given, with their values.</summary>
    public IReadOnlyDictionary<Option, string> Options => _options;

    public string? this[Option option] => _options.GetValueOrDefault(option);

    public bool Has(Option option) => _options.ContainsKey(option);

    public static CommandLine Parse(Verb verb, ReadOnlySpan<string> args)
    {
        var line = new CommandLine();
        for (var i = 0; i < args.Length && line.Problem is null; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                line._words.Add(args[i]);
                line.Problem = verb.Words.Length > 0 ? null : $"'{args[i]}' is not understood";
                continue;
            }

            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            if (verb.Options.FirstOrDefault(known => known.Name == name) is not { } option)
            {
                var closest = Closest.To(name, verb.Options.Select(known => known.Name));
                line.Problem = $"unknown option {name}" + (closest is null ? "" : $"; did you mean {closest}?");
            }
            else if (line.Has(option))
            {
                line.Problem = $"{name} is given twice";
            }
            else if (option.Value is null)
            {
                line._options[option] = "";
                line.Problem = equals < 0 ? null : $"{name} takes no value";
            }
            else if (equals < 0 && i + 1 == args.Length)
            {
                line.Problem = $"{name} needs a value";
            }
            else
            {
                line._options[option] = equals < 0 ? args[++i] : args[i][(equals + 1)..];
            }
        }

        return line;
    }
}
