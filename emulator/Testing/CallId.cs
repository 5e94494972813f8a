namespace PrivateNumber.Emulator.Testing;

/// <summary>Names a call: a <see cref="PlacedCall"/>, a <see cref="SimulatedCall"/> or a sessionId is taken wherever one is asked for.</summary>
/// <param name="Value">The sessionId, as the pushes have it.</param>
public readonly record struct CallId(string Value)
{
    /// <summary>A sessionId is the name of its call.</summary>
    /// <param name="sessionId">As the pushes have it.</param>
    public static implicit operator CallId(string sessionId) => new(sessionId);

    /// <summary>The name of a call.</summary>
    /// <param name="call">The call.</param>
    public static implicit operator CallId(PlacedCall call) => new(call.SessionId);

    /// <summary>The name of a call.</summary>
    /// <param name="call">The call.</param>
    public static implicit operator CallId(SimulatedCall call) => new(call.SessionId);
}
