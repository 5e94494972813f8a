using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>Walks objects of the emulator by their fields, private ones too: what a service remembers, whoever wrote it.</summary>
internal static class ObjectGraph
{
    private static readonly Assembly Emulator = typeof(IResettable).Assembly;

    /// <summary>Every object of the emulator's own types that can be reached.</summary>
    public static IReadOnlyCollection<object> Reachable(IEnumerable<object> roots)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var root in roots)
        {
            Write(root, "", seen, static (_, _) => { }, static _ => false);
        }

        return [.. seen.Where(found => found.GetType().Assembly == Emulator)];
    }

    /// <summary>What the objects hold, one line a value; values of unordered collections are sorted.</summary>
    public static IReadOnlyList<string> Dump(IEnumerable<object> roots, Func<FieldInfo, bool> isIgnored)
    {
        List<string> lines = [];
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (index, root) in roots.Index())
        {
            Write(root, $"[{index}]", seen, (path, value) => lines.Add($"{path} = {value}"), isIgnored);
        }

        return lines;
    }

    public static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            foreach (var field in current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }

    private static void Write(object? value, string path, HashSet<object> seen, Action<string, string> write, Func<FieldInfo, bool> isIgnored)
    {
        switch (value)
        {
            case null or string or Enum or IFormattable or Type or Uri or bool:
                write(path, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null");
                return;
            case Delegate or Task or Assembly:
                return;
        }

        if (!value.GetType().IsValueType && !seen.Add(value))
        {
            return;
        }

        if (value.GetType() is { IsGenericType: true } generic && generic.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            Write(generic.GetProperty("Value")!.GetValue(value), path, seen, write, isIgnored);
        }
        else if ((value as IEnumerable ?? value.GetType().GetProperty("UnorderedItems")?.GetValue(value)) is IEnumerable items && value.GetType().Assembly != Emulator)
        {
            // Dictionaries and sets keep no order that means anything.
            var elements = items.Cast<object?>().ToList();
            var isOrdered = value is IList || value.GetType().Name.StartsWith("Queue", StringComparison.Ordinal);
            foreach (var (index, element) in elements.Index())
            {
                var name = isOrdered ? $"[{index}]" : $"{{{KeyOf(element)}}}";
                Write(element, path + name, seen, write, isIgnored);
            }

            write(path + ".Count", elements.Count.ToString(CultureInfo.InvariantCulture));
        }
        else if (value.GetType().Assembly == Emulator || value is Random || value is ITuple || path.Contains("Random", StringComparison.Ordinal))
        {
            foreach (var field in FieldsOf(value.GetType()).Where(field => !isIgnored(field)))
            {
                Write(field.GetValue(value), $"{path}.{field.DeclaringType!.Name}.{field.Name}", seen, write, isIgnored);
            }
        }
    }

    private static string KeyOf(object? element) =>
        element?.GetType().GetProperty("Key")?.GetValue(element)?.ToString() ?? element?.ToString() ?? "null";
}
