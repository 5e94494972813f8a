using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Yaml;

/// <summary>
/// One value of a map or list, given or not, on its way to a type. A value that breaks its rule is noted in <paramref name="Problems"/> and
/// reading goes on with the fallback, so that one pass finds all problems.
/// </summary>
internal sealed record YamlField(YamlNode? Node, string Path, Position Position, YamlProblems Problems, bool IsRequired = false)
{
    public bool IsGiven => Node is { IsNull: false };

    public static YamlField Root(YamlNode node, YamlProblems problems, string path = "") => new(node, path, node.Position, problems);

    public void Problem(string message) => Problems.Add(Position, Path, message);

    public void Refuse(string what, string allowed) => Problem($"{what} is not allowed; allowed: {allowed}");

    public string Text(string fallback = "") => Value(ScalarRules.Any, fallback);

    public bool Flag(bool fallback = false) => Value(ScalarRules.Flag, fallback);

    public int Integer(int least, int most, int fallback = 0) => Value(ScalarRules.Integer(least, most), fallback);

    public TimeSpan Duration(TimeSpan fallback = default) => Value(ScalarRules.Duration, fallback);

    public T Choice<T>(Choices<T> choices, T fallback = default)
        where T : struct, Enum => Value(ScalarRules.Choice(choices), fallback);

    /// <summary>The value, or the fallback where there is none; a null is none.</summary>
    public T Value<T>(ScalarRule<T> rule, T fallback)
    {
        if (!IsGiven)
        {
            RefuseMissing(rule.Allowed);
            return fallback;
        }

        if (Node is not YamlScalar scalar)
        {
            Refuse(Node is YamlMap ? "a map" : "a list", rule.Allowed);
            return fallback;
        }

        if (rule.TryParse(scalar.Text, out var value))
        {
            return value;
        }

        Refuse(Quote.Of(scalar.Text), rule.Allowed);
        return fallback;
    }

    /// <summary>The value; a null that is written out is one and clears the fallback.</summary>
    public T? Optional<T>(ScalarRule<T> rule, T? fallback = null)
        where T : class => IsGiven ? Value(rule, fallback!) : Node is null ? fallback : null;

    /// <inheritdoc cref="Optional{T}(ScalarRule{T}, T)"/>
    public T? Optional<T>(ScalarRule<T> rule, T? fallback = null)
        where T : struct => IsGiven ? Value(rule, fallback ?? default) : Node is null ? fallback : null;

    public IReadOnlyList<T> List<T>(Func<YamlField, T> read, IReadOnlyList<T> fallback)
    {
        if (IsGiven && Node is YamlList list)
        {
            return
            [
                .. list.Items.Select((item, index) => read(new YamlField(item, $"{Path}[{index}]", item.Position, Problems, IsRequired: true))),
            ];
        }

        RefuseOther("a list");
        return fallback;
    }

    /// <summary>
    /// Reads a map by its keys and refuses those that <paramref name="read"/> did not ask for. A map that is not given is read as an empty one.
    /// </summary>
    public T Map<T>(Func<YamlMapReader, T> read)
    {
        var map = Node as YamlMap;
        if (map is null)
        {
            RefuseOther("a map");
        }

        // One problem is enough: a list in the place of a map does not lack the map's keys as well.
        var problems = map is null && (IsGiven || IsRequired) ? [] : Problems;
        var reader = new YamlMapReader(map ?? YamlMap.Empty with { Position = Position }, Path, problems);
        var value = read(reader);
        reader.RefuseOtherKeys();
        return value;
    }

    private void RefuseOther(string wanted)
    {
        if (IsGiven)
        {
            Refuse(Node switch { YamlMap => "a map", YamlList => "a list", _ => Quote.Of(((YamlScalar)Node!).Text) }, wanted);
        }
        else
        {
            RefuseMissing(wanted);
        }
    }

    private void RefuseMissing(string allowed)
    {
        if (IsRequired)
        {
            Problem($"a value is missing; allowed: {allowed}");
        }
    }
}
