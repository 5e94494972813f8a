using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Testing;

/// <summary>A push, with every attempt to deliver it.</summary>
/// <param name="Id">Its id, made by the emulator.</param>
/// <param name="App">The name of the application that it belongs to.</param>
/// <param name="SessionId">The call or the SMS that it is about; null for a number's status.</param>
/// <param name="EventType">An event such as <c>callin</c>, or <c>fee</c>, <c>numStatus</c>, <c>smsNotify</c>, <c>smsBlock</c>.</param>
/// <param name="Url">Where it was sent.</param>
/// <param name="State">What became of it.</param>
/// <param name="Headers">The headers of the last attempt; each attempt is signed anew.</param>
/// <param name="Body">Its body, as it was sent.</param>
/// <param name="Attempts">The attempts, in order; none while it waits for its turn.</param>
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
/// <param name="Status">The HTTP status that the application under test answered; null if there was no answer.</param>
/// <param name="ElapsedMs">How long that took, in real milliseconds.</param>
/// <param name="Error">Why there was no answer, in plain words; null if there was one.</param>
/// <param name="ResponseBody">The body of the answer.</param>
public sealed record CallbackAttempt(DateTimeOffset At, int? Status, double ElapsedMs, string? Error, string ResponseBody);
