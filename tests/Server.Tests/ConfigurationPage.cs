using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>
/// The tables of <c>docs/configuration.md</c>, made of what the program itself knows: the table of keys, the defaults of the options, their doc
/// comments, and what the loader says is allowed.
/// </summary>
internal static partial class ConfigurationPage
{
    private const string Application = "applications:#:";
    private const string Switch = "applications:#:switches:";

    /// <summary>Outcomes of a phone are documented where calls are.</summary>
    private const int MostChoices = 5;

    private static readonly EmulatorOptions Defaults = new() { Applications = [new ApplicationOptions { Mode = default, Numbers = [new NumberOptions { AreaCode = "" }] }] };

    private static readonly Dictionary<string, string> Comments = XDocument.Load(Path.ChangeExtension(typeof(EmulatorOptions).Assembly.Location, ".xml"))
        .Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => (string)member.Attribute("name")!, member => Text(member.Element("summary")!), StringComparer.Ordinal);

    /// <summary>The page with its tables made anew, each between two comments: <c>&lt;!-- keys: emulator --&gt;</c> and <c>&lt;!-- end --&gt;</c>.</summary>
    public static string Renew(string page) => Tables().Replace(page, match => $"{match.Groups["begin"].Value}\n{Table(match.Groups["name"].Value)}{match.Groups["end"].Value}");

    private static string Table(string name)
    {
        var (parent, keys) = name switch
        {
            "switch" => (Switch, ConfigurationKeys.All.Where(key => key.StartsWith(Switch, StringComparison.Ordinal))),
            "application" => (Application, ConfigurationKeys.All.Where(key => key.StartsWith(Application, StringComparison.Ordinal) && !key.StartsWith(Switch, StringComparison.Ordinal))),
            "emulator" => ("", ConfigurationKeys.All.Where(key => !key.StartsWith(Application, StringComparison.Ordinal))),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "is no table"),
        };
        var table = new StringBuilder("| Key | Variable, flag | Default | Allowed | Meaning |\n|---|---|---|---|---|\n");
        foreach (var key in keys)
        {
            var flags = Verbs.All.SelectMany(verb => verb.Options).Distinct().Where(option => option.Key == key).Select(option => $", `{option.Name}`");
            var cells = new[] { $"`{Written(key[parent.Length..])}`", $"`{Variable(key)}`{string.Concat(flags)}", Default(key), Allowed(key), Meaning(key) };
            table.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
        }

        return table.ToString();
    }

    private static string Written(string key) => key.Replace(":#:", "[].", StringComparison.Ordinal).Replace(":#", "[]", StringComparison.Ordinal)
        .Replace("phones:*", "phones.<number>", StringComparison.Ordinal).Replace(":*", ".<host>", StringComparison.Ordinal).Replace(':', '.');

    private static string Variable(string key) => "EMULATOR_" + key.Replace(":", "__", StringComparison.Ordinal).Replace('#', '0').ToUpperInvariant()
        .Replace("PHONES__*", "PHONES__<number>", StringComparison.Ordinal).Replace("__*", "__<host>", StringComparison.Ordinal);

    private static string Meaning(string key)
    {
        var property = Find(key).Property;
        var meaning = Comments[$"P:{property.DeclaringType!.FullName}.{property.Name}"];
        var choices = Choices(key).ToList();
        return choices is { Count: > 0 and <= MostChoices }
            ? meaning + " " + string.Join(" ", choices.Select(choice => $"`{choice.Name}`: {Comment(choice.Name, choice.Value)}"))
            : meaning;
    }

    private static string Comment(string name, object value)
    {
        var comment = Comments[$"F:{value.GetType().FullName}.{value}"];
        return comment.StartsWith(name + ": ", StringComparison.Ordinal) ? comment[(name.Length + 2)..] : LowerFirst(comment);
    }

    private static string Default(string key)
    {
        var (property, holder) = Find(key);
        if (property.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "RequiredMemberAttribute"))
        {
            return "mandatory";
        }

        return property.GetValue(holder) switch
        {
            null or ICollection { Count: 0 } => "none",
            Enum value => $"`{Choices(key).Single(choice => choice.Value.Equals(value)).Name}`",
            IReadOnlyList<string> urls when key == "urls" => $"`{string.Join(';', urls)}`",
            IEnumerable items and not string => $"`[{string.Join(", ", items.Cast<object>().Select(Show))}]`",
            var value => $"`{Show(value)}`",
        };
    }

    private static string Show(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        TimeSpan duration => Durations.Format(duration),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>A list stands in the place of no scalar: the loader says what should.</summary>
    private static string Allowed(string key)
    {
        var problem = Load(key, "[]").Problems.Single(text => text.Contains("a list is not allowed; allowed: ", StringComparison.Ordinal));
        return problem[(problem.IndexOf("allowed: ", StringComparison.Ordinal) + "allowed: ".Length)..];
    }

    /// <summary>The names of a closed set with their values; empty for any other key.</summary>
    private static IEnumerable<(string Name, object Value)> Choices(string key)
    {
        var property = Find(key).Property;
        return property.PropertyType.IsEnum
            ? Allowed(key).Split(", ").Select(name => (name, Find(key, Load(key, $"'{name}'").Options!) is var (found, holder) ? found.GetValue(holder)! : ""))
            : [];
    }

    private static LoadedConfiguration Load(string key, string value)
    {
        var yaml = key.EndsWith(":mode", StringComparison.Ordinal) && key.StartsWith(Application, StringComparison.Ordinal) ? value
            : key.Contains("numbers:#", StringComparison.Ordinal) && !key.EndsWith("areaCode", StringComparison.Ordinal) ? value + ", areaCode: '010'" : value;
        foreach (var segment in Concrete(key).Split(':').Reverse())
        {
            yaml = segment switch
            {
                "0" => $"[ {yaml} ]",
                "applications" when !key.EndsWith("#:mode", StringComparison.Ordinal) => $"{{ applications: [ {{ mode: AX, {yaml[4..]} }}",
                _ => $"{{ '{segment}': {yaml} }}",
            };
        }

        return ConfigurationLoader.LoadDocument(YamlParser.Parse(yaml), new Dictionary<string, string>(), []);
    }

    private static string Concrete(string key) => key.Replace("phones:*", "phones:+8613800000102", StringComparison.Ordinal).Replace('*', 'a').Replace('#', '0');

    private static (PropertyInfo Property, object Holder) Find(string key) => Find(key, Defaults);

    private static (PropertyInfo Property, object Holder) Find(string key, EmulatorOptions options)
    {
        (PropertyInfo Property, object Holder)? found = null;
        object value = options;
        foreach (var segment in key.Split(':'))
        {
            if (segment is "#" or "*")
            {
                value = (value as IEnumerable)!.Cast<object>().FirstOrDefault() ?? value;
                continue;
            }

            var property = value.GetType().GetProperty(segment, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)!;
            found = (property, value);
            value = property.GetValue(value) ?? value;
        }

        return found!.Value;
    }

    /// <summary>A comment as Markdown: code in backticks, references by the key that they stand for.</summary>
    private static string Text(XElement summary) => Blanks().Replace(string.Concat(summary.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "see" } see => $"`{LowerFirst(((string)see.Attribute("cref")!).Split('.')[^1])}`",
        XElement code => $"`{code.Value}`",
        _ => ((XText)node).Value,
    })), " ").Trim();

    /// <summary>A and SMS stay what they are.</summary>
    private static string LowerFirst(string text) => char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    [GeneratedRegex("(?<begin><!-- keys: (?<name>[a-z]+) -->)\n.*?(?<end><!-- end -->)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Tables();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blanks();
}
