using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Yaml;

/// <summary>Hands out the values of a map by key, and remembers which keys there could have been.</summary>
internal sealed class YamlMapReader(YamlMap map, string path, YamlProblems problems)
{
    private readonly List<string> _known = [];
    private bool _anyKey;

    public YamlField this[string key] => Field(key, isRequired: false);

    public YamlField Required(string key) => Field(key, isRequired: true);

    /// <summary>The keys as they are written.</summary>
    public IEnumerable<string> Keys => map.Entries.Select(entry => entry.Key.Text);

    /// <summary>All entries, of a map whose keys are the user's own.</summary>
    public IEnumerable<(YamlField Key, YamlField Value)> Entries()
    {
        _anyKey = true;
        return map.Entries.Select(entry =>
        {
            var name = PathOf(entry.Key.Text);
            return (new YamlField(entry.Key with { IsPlain = false }, name, entry.Key.Position, problems, IsRequired: true),
                new YamlField(entry.Value, name, entry.Value.Position, problems, IsRequired: true));
        });
    }

    public void RefuseOtherKeys()
    {
        if (_anyKey)
        {
            return;
        }

        foreach (var (key, _) in map.Entries)
        {
            if (!_known.Contains(key.Text))
            {
                problems.Add(key.Position, path, $"unknown key {Quote.Of(key.Text)}; {Closest.Hint(key.Text, _known)}allowed: {string.Join(", ", _known)}");
            }
        }
    }

    private YamlField Field(string key, bool isRequired)
    {
        if (!_known.Contains(key))
        {
            _known.Add(key);
        }

        var node = map[key];
        return new YamlField(node, PathOf(key), node?.Position ?? map.Position, problems, isRequired);
    }

    private string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";
}
