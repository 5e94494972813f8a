using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Journals;

/// <summary>Something that a scenario can react to.</summary>
/// <param name="What">One of the names below.</param>
/// <param name="Gate">Opens when the answer to the request that caused it has left: nothing reacts before.</param>
/// <param name="Fields">What is known of it, in the platform's own words.</param>
internal sealed record Happening(string What, AnswerGate Gate, Func<JsonObject> Fields)
{
    /// <summary>The call to which it happened, if it was one.</summary>
    public string? SessionId { get; init; }

    public const string Bound = "bound";
    public const string Unbound = "unbound";
    public const string Modified = "modified";
    public const string Answered = "answered";
    public const string Ended = "ended";
    public const string Sms = "sms";

    public static IReadOnlyList<string> All { get; } = [Bound, Unbound, Modified, Answered, Ended, Sms];
}
