using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>What only one application can have: its name, its key and its numbers. Carries what is taken already.</summary>
internal sealed class Claims
{
    private readonly Dictionary<(string Kind, string Value), string> _holders = [];

    /// <summary>Takes a value for <paramref name="holder"/>; false when it has a holder.</summary>
    public bool Take(string kind, string value, string holder) => _holders.TryAdd((kind, value), holder);

    /// <summary>Takes the value of a field, or notes who has it.</summary>
    public void Take(string kind, string? value, YamlField field)
    {
        if (value is not null && !Take(kind, value, field.Path))
        {
            field.Problem($"{kind} {Quote.Of(value)} is taken by {_holders[(kind, value)]}; allowed: each {kind} once");
        }
    }
}
