using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>
/// What may be expected at a place: a value of a kind, or in its place a matcher, <c>absent</c> or <c>present</c>. A misspelt member
/// would be absent for ever, so names are checked wherever they are known.
/// </summary>
/// <param name="CheckValue">Finds what is wrong with a plain value.</param>
/// <param name="Item">What the items are of a value that is a list.</param>
internal sealed record ExpectedShape(Action<YamlField> CheckValue, ExpectedShape? Item = null)
{
    /// <summary>The members that a map can have; null for any.</summary>
    public IReadOnlyList<string>? Members { get; private init; }

    public static ExpectedShape Anything { get; } = new(field =>
    {
        switch (field.Node)
        {
            case YamlMap:
                field.Map(CheckPaths);
                break;
            case YamlList:
                field.List(Anything!.Check, []);
                break;
        }
    });

    public static ExpectedShape Of<T>(ScalarRule<T> rule) => new(field => field.Value(rule, default!));

    public static ExpectedShape ListOf(ExpectedShape item) => new(field => field.List(item.Check, []), item);

    /// <summary>A map with some of these members.</summary>
    public static ExpectedShape MapOf(IReadOnlyList<string> members) => new(field => field.Map(map =>
    {
        foreach (var (key, value) in map.Entries())
        {
            if (!members.Contains(key.Text()))
            {
                key.Problem($"there is no {Quote.Of(key.Text())}; {Closest.Hint(key.Text(), members)}allowed: {string.Join(", ", members)}");
            }

            Anything.Check(value);
        }

        return map;
    }))
    { Members = members };

    /// <summary>Returns true, so that lists of fields can be checked by it.</summary>
    public bool Check(YamlField field)
    {
        if (field.Node is { } node && (Expectations.IsAbsent(node) || Expectations.IsPresent(node)))
        {
            return true;
        }

        if (Matchers.AreIn(field.Node))
        {
            field.Map(CheckMatchers);
        }
        else
        {
            CheckValue(field);
        }

        return true;
    }

    /// <summary>A value that a path leads to, by its next step from here.</summary>
    public void CheckAt(MemberPath.Segment next, YamlField value)
    {
        if (next.Name is { } name && Members is not null && !Members.Contains(name))
        {
            value.Problem($"there is no {Quote.Of(name)}; {Closest.Hint(name, Members)}allowed: {string.Join(", ", Members)}");
        }

        (Item ?? Anything).Check(value);
    }

    /// <summary>Members by their paths.</summary>
    public static YamlMapReader CheckPaths(YamlMapReader map)
    {
        foreach (var (key, value) in map.Entries())
        {
            key.Value(ExpectationReader.Path, null);
            Anything.Check(value);
        }

        return map;
    }

    private YamlMapReader CheckMatchers(YamlMapReader map)
    {
        foreach (var (key, value) in map.Entries())
        {
            if (Matchers.Find(key.Text()) is { } matcher)
            {
                matcher.Check(value, this);
            }
            else
            {
                key.Problem(
                    $"{Quote.Of(key.Text())} stands beside a matcher; allowed: {string.Join(", ", Matchers.Names)}; a member of such a name is reached by its path, as in \"list.length\"");
            }
        }

        return map;
    }
}
