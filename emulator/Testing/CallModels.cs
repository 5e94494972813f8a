using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Calls;

namespace PrivateNumber.Emulator.Testing;

/// <summary>A call that was just placed.</summary>
/// <param name="SessionId">Its id, as it stands in pushes.</param>
/// <param name="App">The name of the application that it belongs to.</param>
/// <param name="Now">When it reached the platform, on the application's clock.</param>
public sealed record PlacedCall(string SessionId, string App, DateTimeOffset Now);

/// <summary>A call, and what has become of it so far.</summary>
/// <param name="SessionId">Its id, as it stands in pushes.</param>
/// <param name="App">The name of the application that it belongs to.</param>
/// <param name="Mode">The mode of that application.</param>
/// <param name="From">Who called.</param>
/// <param name="To">The privacy number dialled.</param>
/// <param name="State">How far it has come.</param>
/// <param name="StateCode">Why it ended, as <c>disconnect</c> tells it; null until it has.</param>
/// <param name="Collecting">Whether the platform is waiting for the caller to key digits (AXE).</param>
/// <param name="Events">What has happened, in order.</param>
/// <param name="Cdr">The record of the <c>fee</c> push; null until the call has ended.</param>
public sealed record SimulatedCall(
    string SessionId,
    string App,
    Mode Mode,
    string From,
    string To,
    CallState State,
    int? StateCode,
    bool Collecting,
    IReadOnlyList<SimulatedCallEvent> Events,
    JsonObject? Cdr);

/// <summary>What happened in a call.</summary>
/// <param name="EventType">The platform's name for it, such as <c>callout</c>.</param>
/// <param name="At">When, on the application's clock.</param>
/// <param name="StatusInfo">As it is pushed.</param>
public sealed record SimulatedCallEvent(string EventType, DateTimeOffset At, JsonObject StatusInfo);
