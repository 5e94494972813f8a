namespace PrivateNumber.Emulator.Api;

/// <summary>Why a request was answered as it was: shown by <c>GET /_emulator/requests</c>, never on the platform's own wire.</summary>
/// <param name="Rule">The rule that decided, in one sentence.</param>
/// <param name="Spec">The place in the specification.</param>
/// <param name="Field">The parameter that the rule looked at.</param>
/// <param name="Expected">What the rule asks for.</param>
/// <param name="Got">What the request had.</param>
internal sealed record Explain(string Rule, string Spec, string? Field = null, string? Expected = null, string? Got = null)
{
    /// <summary>Of a refusal, which tells all of it.</summary>
    public static Explain Refused(string rule, string spec, string field, string expected, string? got) =>
        new(rule, spec, field, expected, string.IsNullOrEmpty(got) ? "nothing" : got);
}

/// <summary>A refusal of the platform: an expected answer, hence a value and no exception.</summary>
internal sealed record Refusal(ResultCode Code, Explain Explain, string Detail = "")
{
    /// <summary>The detail follows at once, with no blank (decision D2); <c>$</c> in a text is replaced by it.</summary>
    public string ResultDesc =>
        Code.Text.Contains('$', StringComparison.Ordinal) ? Code.Text.Replace("$", Detail, StringComparison.Ordinal) : Code.Text + Detail;
}
