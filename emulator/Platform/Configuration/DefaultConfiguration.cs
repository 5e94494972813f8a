using System.Globalization;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>What runs without a file: one ready application per mode, each with five numbers in four cities.</summary>
internal static class DefaultConfiguration
{
    private const int NumbersPerCity = 5;

    private static readonly string[] Cities = ["0755", "020", "010", "021"];

    // The last digits of each pool's first number: examples and tests name them.
    private static readonly (string Name, string Mode, int First)[] Demos =
        [("ax", "AX", 101), ("axb", "AXB", 1), ("axe", "AXE", 201), ("axyb", "AXYB", 301), ("x", "X", 401)];

    /// <summary>As nodes, so that variables can change single values of it as they change those of a file.</summary>
    public static YamlList Applications { get; } = List(Demos.Select(demo => Map(
        ("name", Text($"{demo.Name}-demo")),
        ("mode", Text(demo.Mode)),
        ("appKey", Text($"{demo.Name}-demo-key")),
        ("appSecret", Text($"{demo.Name}-demo-secret")),
        ("numbers", List(Enumerable.Range(0, NumbersPerCity * Cities.Length).Select(index => Map(
            ("number", Text(string.Create(CultureInfo.InvariantCulture, $"+86{17000000000 + demo.First + index}"))),
            ("areaCode", Text(Cities[index / NumbersPerCity])))))))));

    private static YamlList List(IEnumerable<YamlNode> items) => new([.. items], Position.None);

    private static YamlMap Map(params (string Key, YamlNode Value)[] entries) =>
        new([.. entries.Select(entry => new YamlEntry(Text(entry.Key), entry.Value))], Position.None);

    private static YamlScalar Text(string text) => new(text, IsPlain: false, Position.None);
}
