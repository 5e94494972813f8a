using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>What only one application can have: its name, its key and its numbers.</summary>
/// <param name="holderOf">Who has the value of a kind from before, such as an application that runs; null for nobody.</param>
internal sealed class Claims(Func<string, string, string?>? holderOf = null)
{
    private readonly Dictionary<(string Kind, string Value), string> _holders = [];

    /// <summary>Takes the value of a field, or notes who has it.</summary>
    public void Take(string kind, string? value, YamlField field)
    {
        if (value is null)
        {
            return;
        }

        if ((holderOf?.Invoke(kind, value) ?? _holders.GetValueOrDefault((kind, value))) is { } holder)
        {
            field.Problem($"{kind} {Quote.Of(value)} is taken by {holder}; allowed: each {kind} once");
        }
        else
        {
            _holders.Add((kind, value), field.Path);
        }
    }
}
