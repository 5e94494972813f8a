using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>The <c>$names</c> that have a value at a place in a scenario.</summary>
/// <param name="parties">The names that have a value from the beginning.</param>
/// <param name="brought">The names that what starts the scenario can bring.</param>
/// <param name="isOpen">Whether it may bring others too, because its mode is not known.</param>
internal sealed class KnownNames(IEnumerable<string> parties, IReadOnlyList<string> brought, bool isOpen)
{
    private const int MostTold = 50;

    private readonly List<string> _names = [Variables.AppKey, .. parties];
    private readonly HashSet<string> _known = new([Variables.AppKey, .. parties], StringComparer.Ordinal);
    private readonly List<FreeName> _free = [];

    /// <summary>The names that are used and that only what starts the scenario can bring.</summary>
    public IReadOnlyList<FreeName> Free => _free;

    public void Add(string name)
    {
        if (_known.Add(name))
        {
            _names.Add(name);
        }
    }

    public void Check(YamlField field)
    {
        foreach (var (name, position) in Variables.NamesIn(field.Node))
        {
            if (name.Length == 0)
            {
                field.Problems.Add(position, field.Path, "a $ stands without a name; allowed: $name, or $$ for a dollar");
            }
            else if (!_known.Contains(name) && (isOpen || brought.Contains(name)))
            {
                _free.Add(new FreeName(name, position));
            }
            else if (!_known.Contains(name) && !field.Problems.IsFull)
            {
                List<string> names = [.. _names, .. brought];
                var meant = Closest.Meant(name, names) is { } closest ? $"did you mean '${closest}'? " : "";
                var allowed = string.Join(", ", names.Take(MostTold).Select(known => "$" + known)) + (names.Count > MostTold ? ", …" : "");
                field.Problems.Add(position, field.Path, $"nothing is called {Quote.Of("$" + name)} yet; {meant}allowed: {allowed}");
            }
        }
    }
}
