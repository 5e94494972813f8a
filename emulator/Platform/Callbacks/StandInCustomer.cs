namespace PrivateNumber.Emulator.Callbacks;

/// <summary>One scripted answer of the stand-in customer; the delay runs on the application's clock.</summary>
internal sealed record ScriptedAnswer(int Status = 200, TimeSpan Delay = default, string Body = "");

/// <summary>Receives the pushes of an application that has no URLs. Answers 200 unless scripted. Guarded by the World's lock.</summary>
internal sealed class StandInCustomer : IResettable
{
    private static readonly ScriptedAnswer Ok = new();
    private readonly Dictionary<string, Queue<ScriptedAnswer>> _scripts = new(StringComparer.Ordinal);

    /// <summary>The answers that are left, by event type.</summary>
    public IEnumerable<KeyValuePair<string, ScriptedAnswer[]>> Scripts => _scripts.Select(script => KeyValuePair.Create(script.Key, script.Value.ToArray()));

    /// <summary>The answers are consumed in order, the last one repeats.</summary>
    public void Script(IReadOnlyDictionary<string, IReadOnlyList<ScriptedAnswer>> answers)
    {
        _scripts.Clear();
        foreach (var (eventType, list) in answers)
        {
            _scripts[eventType] = new Queue<ScriptedAnswer>(list);
        }
    }

    public ScriptedAnswer NextAnswer(string eventType)
    {
        if (!_scripts.TryGetValue(eventType, out var answers) || answers.Count == 0)
        {
            return Ok;
        }

        return answers.Count > 1 ? answers.Dequeue() : answers.Peek();
    }

    public void Reset() => _scripts.Clear();
}
