using System.Globalization;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>A single value that a variable or a flag puts into the tree of the file.</summary>
internal sealed record Overlay(string[] Key, string Value, Position Position)
{
    private YamlScalar Scalar => new(Value, IsPlain: true, Position);

    /// <summary>The tree with the value in it; what is missing on the way to it is made.</summary>
    public YamlNode ApplyTo(YamlNode? node, YamlProblems problems) => Apply(node, 0, problems);

    /// <summary>Indexes in their order, so that a list grows item by item.</summary>
    public static int InOrder(Overlay left, Overlay right)
    {
        for (var i = 0; i < Math.Min(left.Key.Length, right.Key.Length); i++)
        {
            var (one, other) = (left.Key[i], right.Key[i]);
            var order = ConfigurationKeys.IsIndex(one) && ConfigurationKeys.IsIndex(other)
                ? Index(one).CompareTo(Index(other))
                : string.CompareOrdinal(one, other);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Key.Length.CompareTo(right.Key.Length);
    }

    private YamlNode Apply(YamlNode? node, int depth, YamlProblems problems)
    {
        if (depth == Key.Length)
        {
            return Scalar;
        }

        var segment = Key[depth];
        return (ConfigurationKeys.IsIndex(segment), node is { IsNull: false } ? node : null) switch
        {
            (true, null or YamlList) => WithItem(node as YamlList ?? new YamlList([], Position), Index(segment), depth, problems),
            (false, null or YamlMap) => With(node as YamlMap ?? new YamlMap([], Position), segment, depth, problems),

            // A fault of the file, which the binder tells of, and which no variable covers.
            var (_, other) => other!,
        };
    }

    private YamlMap With(YamlMap map, string segment, int depth, YamlProblems problems) =>
        map.With(new YamlEntry(new YamlScalar(segment, true, Position), Apply(map[segment], depth + 1, problems)));

    private YamlList WithItem(YamlList list, int index, int depth, YamlProblems problems)
    {
        var items = list.Items;
        if (index > items.Count)
        {
            problems.Add(Position, "", $"index {index} leaves a gap; allowed: 0 to {items.Count}, the end of the list");
            return list;
        }

        var item = Apply(index < items.Count ? items[index] : null, depth + 1, problems);
        return list with { Items = [.. items.Take(index), item, .. items.Skip(index + 1)] };
    }

    private static int Index(string segment) => int.Parse(segment, NumberStyles.None, CultureInfo.InvariantCulture);
}
