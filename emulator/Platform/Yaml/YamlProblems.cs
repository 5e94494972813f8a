using System.Collections;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Yaml;

/// <summary>What is wrong with a value and what is allowed; <paramref name="Path"/> names the value, as in <c>applications[0].mode</c>.</summary>
internal sealed record YamlProblem(Position Position, string Path, string Message)
{
    /// <summary><c>file:line:column: path: message</c>, without the parts that are not known.</summary>
    public override string ToString() => string.Join(": ", new[] { Position.ToString(), Printable.Of(Path), Printable.Of(Message) }.Where(part => part.Length > 0));
}

/// <summary>All the problems of one input, so that a user mends them in one go.</summary>
internal sealed class YamlProblems : IReadOnlyList<YamlProblem>
{
    // The input is not trusted: a small file must not buy an answer of megabytes.
    public const int Limit = 100;

    private readonly List<YamlProblem> _problems = [];

    public int Count => _problems.Count;

    /// <summary>Whether nothing more is told: whoever would search for a remedy need not.</summary>
    public bool IsFull => _problems.Count == Limit;

    public YamlProblem this[int index] => _problems[index];

    public void Add(Position position, string path, string message)
    {
        if (!IsFull)
        {
            _problems.Add(new YamlProblem(position, path, message));
        }
    }

    public IEnumerator<YamlProblem> GetEnumerator() => _problems.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
