namespace PrivateNumber.Emulator.Testing;

/// <summary>The emulator refused a request to its control API; the message says why and what is allowed.</summary>
/// <example><code>
/// var refused = Assert.ThrowsAsync&lt;EmulatorException&gt;(() => emulator.Calls.AnswerAsync("no such call"));
/// Assert.That(refused.Status, Is.EqualTo(404));
/// </code></example>
public sealed class EmulatorException : Exception
{
    internal EmulatorException(int status, string title, string detail, IReadOnlyList<string> errors)
        : base($"{title} ({status}): {detail}")
    {
        Status = status;
        Title = title;
        Detail = detail;
        Errors = errors;
    }

    /// <summary>The HTTP status: 400 faulty input, 404 no such thing, 408 waited in vain, 409 not possible in this state.</summary>
    public int Status { get; }

    /// <summary>The kind of problem, such as <c>Not found</c>.</summary>
    public string Title { get; }

    /// <summary>This problem, in a sentence.</summary>
    public string Detail { get; }

    /// <summary>Each problem of faulty input, with the field and what is allowed; empty otherwise.</summary>
    public IReadOnlyList<string> Errors { get; }
}
