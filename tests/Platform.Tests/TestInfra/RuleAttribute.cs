namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>
/// A rule of the specification that this test holds. <c>docs/conformance.md</c> is generated from these, so a rule without a test
/// cannot stand there.
/// </summary>
/// <param name="spec">The place, such as <c>axb.md §7</c>.</param>
/// <param name="text">The rule in one sentence.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RuleAttribute(string spec, string text) : Attribute
{
    public string Spec { get; } = spec;

    public string Text { get; } = text;

    /// <summary>True where the documents are silent and the emulator had to decide.</summary>
    public bool Inferred { get; init; }

    /// <summary>The configuration key that chooses another behaviour.</summary>
    public string? Switch { get; init; }
}
