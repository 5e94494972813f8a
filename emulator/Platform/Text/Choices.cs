using System.Diagnostics.CodeAnalysis;

namespace PrivateNumber.Emulator.Text;

/// <summary>The written names of a closed set of values: one table for reading, writing and telling what is allowed.</summary>
internal sealed class Choices<T>(params (string Name, T Value)[] choices)
    where T : struct, Enum
{
    public IReadOnlyList<string> Names { get; } = [.. choices.Select(choice => choice.Name)];

    /// <summary>Names are exact, as on the wire.</summary>
    public bool TryParse([NotNullWhen(true)] string? name, out T value)
    {
        foreach (var choice in choices)
        {
            if (choice.Name == name)
            {
                value = choice.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    public string NameOf(T value)
    {
        foreach (var choice in choices)
        {
            if (EqualityComparer<T>.Default.Equals(choice.Value, value))
            {
                return choice.Name;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "has no written name");
    }
}
