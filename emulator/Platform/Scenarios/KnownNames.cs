using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The <c>$names</c> that have a value at a place in a scenario.</summary>
internal sealed class KnownNames(IEnumerable<string> parties)
{
    private readonly List<string> _names = [Variables.AppKey, .. parties];

    public void Add(string name) => _names.Add(name);

    public void Check(YamlField field)
    {
        foreach (var (name, position) in Variables.NamesIn(field.Node))
        {
            if (name.Length == 0)
            {
                field.Problems.Add(position, field.Path, "a $ stands without a name; allowed: $name, or $$ for a dollar");
            }
            else if (!_names.Contains(name))
            {
                var meant = Closest.Meant(name, _names) is { } closest ? $"did you mean '${closest}'? " : "";
                var allowed = string.Join(", ", _names.Select(known => "$" + known));
                field.Problems.Add(position, field.Path, $"nothing is called {Quote.Of("$" + name)} yet; {meant}allowed: {allowed}");
            }
        }
    }
}
