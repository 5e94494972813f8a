using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Testing;

/// <summary>A push with everything that was tried.</summary>
/// <param name="Id">The emulator's name of it.</param>
/// <param name="App">The name of the application that it belongs to.</param>
/// <param name="SessionId">The call, or the SMS, that it tells of; null for a number's status.</param>
/// <param name="EventType">An event such as <c>callin</c>, or <c>fee</c>, <c>numStatus</c>, <c>smsNotify</c>, <c>smsBlock</c>.</param>
/// <param name="Url">Where it was sent.</param>
/// <param name="State">What became of it.</param>
/// <param name="Headers">Those of the last attempt: each is signed anew.</param>
/// <param name="Body">As it was sent.</param>
/// <param name="Attempts">In order; empty while it waits for its turn.</param>
/// <param name="Fault">The fault that struck it, or null.</param>
public sealed record Callback(
    string Id,
    string App,
    string? SessionId,
    string EventType,
    string Url,
    PushState State,
    IReadOnlyDictionary<string, string> Headers,
    JsonObject Body,
    IReadOnlyList<CallbackAttempt> Attempts,
    FaultStrike? Fault = null);

/// <summary>One attempt to deliver a push.</summary>
/// <param name="At">When, on the application's clock.</param>
/// <param name="Status">What the application under test answered; null when it did not.</param>
/// <param name="ElapsedMs">How long that took, in real milliseconds.</param>
/// <param name="Error">Why there was no answer, in plain words; null when there was one.</param>
/// <param name="ResponseBody">The body of the answer.</param>
public sealed record CallbackAttempt(DateTimeOffset At, int? Status, double ElapsedMs, string? Error, string ResponseBody);
